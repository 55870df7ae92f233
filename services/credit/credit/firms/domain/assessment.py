"""The day on which a firm must be assessed again although nothing happens: entries cease to count after their months.

Never published: what concerns other services is the change of the tier (`TierChanged`).
"""

from dataclasses import dataclass
from datetime import date

from contracts.calendar import WorkingDays
from contracts.event import Event
from contracts.folding import Landing
from contracts.values import SocialCreditCode, Tier
from credit.firms.domain.firm import AssessFirm, AssessmentFacts
from credit.scoring.domain.model import model_on
from credit.scoring.domain.scoring import counts_until, score_at


class AssessmentEvent(Event):
    """Base of the events of an assessment."""


class Assessed(AssessmentEvent, type="credit.assessed.v1"):
    """The firm's entries were added up; the sum stands until `counts_until` unless a new fact comes."""

    score: int
    tier: Tier
    model: str
    assessed_on: date
    counts_until: date | None


@dataclass(frozen=True, kw_only=True)
class Assessment:
    assessed: Assessed


land = Landing(Assessment)


def assessment_id(code: SocialCreditCode) -> str:
    """The id of the aggregate."""
    return f"assessment-{code}"


def due(assessment: Assessment, calendar: WorkingDays) -> date | None:
    """The last day of the sum: entries count for months, so the calendar of working days has no say."""
    return assessment.assessed.counts_until


def note_assessment(
    assessment: Assessment | None, command: AssessFirm, facts: AssessmentFacts
) -> list[AssessmentEvent]:
    """Note the sum and its last day. Decided after the firm's own change: a deadline moves once its effect is there."""
    model = model_on(facts.models, command.on)
    score = score_at(facts.entries, model, command.on)
    until = counts_until(facts.entries, command.on)
    if assessment and (assessment.assessed.score, assessment.assessed.counts_until) == (score, until):
        return []
    return [Assessed(score=score, tier=model.tier(score), model=model.id, assessed_on=command.on, counts_until=until)]

"""When a firm's tier must be looked at again although nothing happens: entries are forgotten after their months.

Kept at home and never published: for the others the tier's change is the fact (`TierChanged`).
"""

from dataclasses import dataclass
from datetime import date

from contracts.calendar import WorkingDays
from contracts.event import Event
from contracts.folding import Landing
from contracts.values import Tier
from credit.domain.facts import Facts
from credit.domain.firm import AssessFirm
from credit.domain.model import model_on
from credit.domain.scoring import counts_until, score_at


class AssessmentEvent(Event):
    """What can happen to an assessment."""


class Assessed(AssessmentEvent, type="credit.assessed.v1"):
    """The firm's entries were added up; the result stands until `counts_until` if no new fact comes."""

    score: int
    tier: Tier
    model: str
    assessed_on: date
    counts_until: date | None


@dataclass(frozen=True, kw_only=True)
class Assessment:
    assessed: Assessed


land = Landing(Assessment)


def due(assessment: Assessment, calendar: WorkingDays) -> date | None:
    """A span of months, not of working days: the calendar has no say."""
    return assessment.assessed.counts_until


def note_assessment(assessment: Assessment | None, command: AssessFirm, facts: Facts) -> list[AssessmentEvent]:
    """Written after the firm's own change, so that a deadline is not passed over before its effect is there."""
    model = model_on(facts.models, command.on)
    score = score_at(facts.entries, model, command.on)
    until = counts_until(facts.entries, command.on)
    if assessment and (assessment.assessed.score, assessment.assessed.counts_until) == (score, until):
        return []
    return [Assessed(score=score, tier=model.tier(score), model=model.id, assessed_on=command.on, counts_until=until)]

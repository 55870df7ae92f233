"""JSON views of a case. They contain no amounts of money (X-38), no credit classes (X-39) and no persons."""

from datetime import date
from typing import Any

from pydantic import BaseModel

from chassis.consuming import Row
from chassis.http import View
from contracts.calendar import PROVISIONAL, WorkingDays
from contracts.cases import CaseEvent
from contracts.event import Registry
from contracts.labels import labels_in
from contracts.stages import Stage
from contracts.values import BodyCode, CertificateNumber, PowerCode, SocialCreditCode, TownshipCode
from supervision.cases.row import CaseRow
from supervision.cases.steps import Step

LANGUAGE = Registry.below(CaseEvent)


class FollowedCase(View):
    """`version` is the number of events that were heard; `unconfirmed` acts wait for the second officer.

    `provisional` is true where `pay_until` lies in a year whose notice of holidays is not out yet.
    """

    power: PowerCode
    body: BodyCode
    township: TownshipCode
    filed_on: date
    month: str
    officers: tuple[CertificateNumber, ...]
    firm: SocialCreditCode | None
    stage: Stage
    open: bool
    decide_until: date
    pay_until: date | None
    provisional: bool
    decided_on: date | None
    withdrawn_on: date | None
    closed_on: date | None
    decision_overdue: bool
    payment_overdue: bool
    service_overdue: bool
    overdue: bool
    unconfirmed: int
    last_type: str
    last_at: str


class StepView(BaseModel):
    """`at` is the time of recording, `on` the day of an act of the body, `agency` whose person did it."""

    type: str
    label: str
    at: str
    on: date | None
    sequence: int
    agency: BodyCode


class CaseTimeline(FollowedCase):
    as_of: str
    steps: list[StepView]


def case_fields(found: Row[CaseRow], calendar: WorkingDays) -> dict[str, Any]:
    """The fields that the list and the page of a case have in common."""
    own = {"id", "version", "labels", "unconfirmed", "provisional"}
    shown = {name: getattr(found.row, name) for name in FollowedCase.model_fields.keys() - own}
    provisional = calendar.is_provisional(found.row.pay_until)
    return shown | {
        "provisional": provisional,
        "id": found.id,
        "version": found.sequence,
        "unconfirmed": len(found.row.unconfirmed),
        "labels": labels_in(shown) | words_of(found.row) | (PROVISIONAL if provisional else {}),
    }


def words_of(row: CaseRow) -> dict[str, str]:
    """Chinese for the power and the newest type of event; none for a power that the case did not name."""
    words = {row.power: row.power_name, row.last_type: LANGUAGE.word(row.last_type) or ""}
    return {code: word for code, word in words.items() if word}


def followed_case(found: Row[CaseRow], calendar: WorkingDays) -> FollowedCase:
    return FollowedCase(**case_fields(found, calendar))


def case_timeline(found: Row[CaseRow], calendar: WorkingDays) -> CaseTimeline:
    steps = [step_view(step) for step in found.row.steps]
    shown = CaseTimeline(**case_fields(found, calendar), as_of=found.as_of, steps=steps)
    shown.labels |= labels_in([step.agency for step in steps])
    return shown


def step_view(step: Step) -> StepView:
    return StepView(
        type=step.type,
        label=LANGUAGE.word(step.type) or step.type,
        at=step.at,
        on=step.on,
        sequence=step.sequence,
        agency=step.agency,
    )

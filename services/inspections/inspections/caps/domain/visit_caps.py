"""The caps on visits as published: places per body, firm and year, and which visits take one (Doc 54; E-5, E-6)."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from contracts.dated import Dated, in_force
from contracts.inspections import VisitKind
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, Value, Word

NO_CAPS = Rule(
    "inspections/no-visit-caps",
    "{on} 当日没有公布年度检查频次上限",
    law="国办发〔2024〕54号",
    category=Category.UNAVAILABLE,
    remedy="由业务主管部门公布上限并载入后再安排检查",
)
REASON_OF_OTHER_KIND = Rule(
    "inspections/reason-of-other-kind",
    "检查缘由“{label}”不适用于这一类检查",
    law="国办发〔2024〕54号",
    remedy="按实际缘由选择日常、个案或专项检查",
)


class VisitReason(StrEnum):
    """Origin of a visit; the data file says for each whether it counts and may exceed the cap."""

    LOT = "lot"
    PLAN = "plan"
    SUPERVISOR_TASK = "supervisor-task"
    COMPLAINT = "complaint"
    TRANSFER = "transfer"
    MONITORING = "monitoring"
    FIRMS_REQUEST = "firms-request"
    RECHECK = "recheck"
    LOCAL_CAMPAIGN = "local-campaign"
    ORDERED_FROM_ABOVE = "ordered-from-above"


class ReasonRule(Value):
    """The rule for one reason: its kinds of visit, whether it takes a place, whether it may exceed the cap (E-6)."""

    label: Word
    kinds: tuple[VisitKind, ...]
    counts: bool
    may_exceed: bool
    source: Word


class BodyCap(Value):
    """The visits that a body may make to one firm in a calendar year; without `body`, of every body not named."""

    body: BodyCode | None = None
    most: Annotated[int, Field(ge=0, le=365, strict=True)]
    source: Word


class VisitCaps(Dated):
    """One dated publication: the caps, and a rule for every reason."""

    sample: bool
    caps: tuple[BodyCap, ...]
    reasons: Mapping[VisitReason, ReasonRule]

    @model_validator(mode="after")
    def complete(self) -> Self:
        bodies = [cap.body for cap in self.caps]
        if len(set(bodies)) < len(bodies):
            raise ValueError("a body has two caps")
        if None not in bodies:
            raise ValueError("no cap for the bodies not named")
        if missing := sorted(set(VisitReason) - set(self.reasons)):
            raise ValueError(f"no rule for the reasons {', '.join(missing)}")
        return self


def caps_on(published: Sequence[VisitCaps], on: date) -> VisitCaps:
    """The publication in force on the day; refuses NO_CAPS if there is none."""
    return in_force(published, on) or refuse(NO_CAPS, on=on)


def places(caps: VisitCaps, body: BodyCode) -> int:
    """The number of visits that the body may make to one firm in the calendar year."""
    most = {cap.body: cap.most for cap in caps.caps}
    return most.get(body, most[None])


def rule_of(caps: VisitCaps, kind: VisitKind, reason: VisitReason) -> ReasonRule:
    """The rule for the reason; refuses REASON_OF_OTHER_KIND if it does not belong to this kind of visit."""
    rule = caps.reasons[reason]
    if kind not in rule.kinds:
        refuse(REASON_OF_OTHER_KIND, label=rule.label)
    return rule


def counts(caps: VisitCaps, kind: VisitKind, reason: VisitReason) -> bool:
    """True if the visit takes one of the year's places (E-5)."""
    return rule_of(caps, kind, reason).counts


def may_exceed(caps: VisitCaps, kind: VisitKind, reason: VisitReason) -> bool:
    """True if the visit is lawful when no place is left; supervision sees it all the same (E-6)."""
    return rule_of(caps, kind, reason).may_exceed

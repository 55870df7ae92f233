"""The longest time in which an inspection is to be made, as published."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from contracts.dated import Dated, in_force
from contracts.event import ActEvent
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import Word
from inspections.days.domain import DONE_AT, FACT_DAY

NO_INSPECTION_TERMS = Rule(
    "inspections/no-inspection-terms",
    "{on} 当日没有公布检查期限的最长时间",
    law="Doc 54",
    category=Category.UNAVAILABLE,
    remedy="由业务主管部门公布最长时间并载入后再办理",
)
INSPECTED_TOO_LATE = Rule(
    "inspections/inspected-too-late",
    "检查期限最迟至 {latest}",
    law="Doc 54",
    category=Category.MALFORMED,
    remedy="请在最长时间内检查；已经不能延期的，请尽快检查",
)


RECORDED_TOO_LATE = Rule(
    "inspections/recorded-too-late",
    "{on} 的情况最迟应在 {latest} 登记",
    law="APL 47",
    remedy="请两名执法人员重新到场，按到场之日登记",
)


class InspectionTerms(Dated):
    """One dated publication: the most days from a seal, or from assigning a visit, to the last day to inspect.

    `record_days` are the most from what was done at a firm, or on a patrol, to its record.
    """

    sample: bool
    longest_days: Annotated[int, Field(ge=1, le=3_650, strict=True)]
    record_days: Annotated[int, Field(ge=0, le=365, strict=True)]
    source: Word


def check_inspect_until(until: date, published: Sequence[InspectionTerms], since: date) -> None:
    """Refuse a last day that is further away from a day than what is published for it."""
    latest = since + timedelta(days=terms_on(published, since).longest_days)
    if until > latest:
        refuse(INSPECTED_TOO_LATE, latest=latest)


def recorded_day(
    given: date | None, today: date, since: date, published: Sequence[InspectionTerms], *, recorded_on: date
) -> date:
    """The day of what may be recorded a few days later: not ahead, nor before `since`, nor longer ago than published.

    `today` is the day on which it is done if none is given. What is recorded on its own day needs no publication.
    """
    day = FACT_DAY.of(given, today, since=since)
    if day < recorded_on and recorded_on > (latest := day + timedelta(days=terms_on(published, day).record_days)):
        refuse(RECORDED_TOO_LATE, on=day, latest=latest)
    return day


def check_done_at(who: Origin, follows: Iterable[ActEvent], published: Sequence[InspectionTerms]) -> None:
    """Refuse a moment ahead, before what the act follows, or longer ago than published for its day."""
    DONE_AT.check(who, follows, terms_on(published, who.on).record_days if who.on < who.recorded_on else 0)


def terms_on(published: Sequence[InspectionTerms], on: date) -> InspectionTerms:
    """The publication in force on the day; refuses NO_INSPECTION_TERMS if there is none."""
    return in_force(published, on) or refuse(NO_INSPECTION_TERMS, on=on)

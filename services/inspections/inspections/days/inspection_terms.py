"""The longest time in which an inspection is to be made, as published."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from contracts.dated import Dated
from contracts.refusal import Category, Rule, refuse
from contracts.values import Word

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
    remedy="请在最长时间内检查",
)


class InspectionTerms(Dated):
    """One dated publication: the most days from a seal or a postponement to the last day to inspect."""

    sample: bool
    longest_days: Annotated[int, Field(ge=1, le=3_650, strict=True)]
    source: Word


def check_inspect_until(until: date, published: Sequence[InspectionTerms], on: date) -> None:
    """Refuse a last day that is further away than what is published for today."""
    terms = next((terms for terms in published if terms.valid(on)), None) or refuse(NO_INSPECTION_TERMS, on=on)
    latest = on + timedelta(days=terms.longest_days)
    if until > latest:
        refuse(INSPECTED_TOO_LATE, latest=latest)

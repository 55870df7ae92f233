"""The longest term of an order to correct, as published (责令限期改正, APL 28(1))."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from contracts.dated import Dated, in_force
from contracts.refusal import Category, Rule, refuse
from contracts.values import Word

NO_CORRECTION_TERMS = Rule(
    "inspections/no-correction-terms",
    "{on} 当日没有公布责令改正的最长期限",
    law="APL 28(1)",
    category=Category.UNAVAILABLE,
    remedy="由业务主管部门公布最长期限并载入后再责令改正",
)
TERM_TOO_SHORT = Rule("inspections/term-too-short", "改正期限应晚于今日", law="APL 28(1)", category=Category.MALFORMED)
TERM_TOO_LONG = Rule(
    "inspections/term-too-long",
    "改正期限最迟至 {latest}",
    law="APL 28(1)",
    category=Category.MALFORMED,
    remedy="请在最长期限内责令改正",
)


class CorrectionTerms(Dated):
    """One dated publication: the most days from the order to the end of its term, and from there to the re-check.

    `refer_days` are the most from a re-check that found nothing corrected to its referral.
    """

    sample: bool
    longest_days: Annotated[int, Field(ge=1, le=3_650, strict=True)]
    recheck_days: Annotated[int, Field(ge=0, le=365, strict=True)]
    refer_days: Annotated[int, Field(ge=0, le=365, strict=True)]
    source: Word


def check_term(until: date, published: Sequence[CorrectionTerms], on: date, *, today: date) -> date:
    """The last day for the re-check of an order of the day; refuses a term that is over, and one longer than published.

    An order counts once both officers recorded it, which they can't do any more after its term.
    """
    if until <= today:
        refuse(TERM_TOO_SHORT)
    terms = terms_on(published, on)
    latest = on + timedelta(days=terms.longest_days)
    if until > latest:
        refuse(TERM_TOO_LONG, latest=latest)
    return until + timedelta(days=terms.recheck_days)


def refer_by(published: Sequence[CorrectionTerms], on: date) -> date:
    """The last day to refer what was not corrected on the day."""
    return on + timedelta(days=terms_on(published, on).refer_days)


def terms_on(published: Sequence[CorrectionTerms], on: date) -> CorrectionTerms:
    """The publication in force on the day; refuses NO_CORRECTION_TERMS if there is none."""
    return in_force(published, on) or refuse(NO_CORRECTION_TERMS, on=on)

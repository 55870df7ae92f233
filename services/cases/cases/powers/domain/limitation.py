"""Limitation: how old an act may be (追责时效, APL 36; EEC 1054)."""

from datetime import date

from contracts.calendar import MONTHS_OF_A_YEAR, months_after
from contracts.refusal import Rule, refuse
from contracts.values import Value, Word

LIMITATION_PASSED = Rule(
    "cases/limitation-passed", "违法行为的追责时效已于 {until} 届满，不再给予行政处罚", law="APL 36; EEC 1054"
)


class Limitation(Value):
    """Years in which an act may be found and punished; the longer term where `harm` is a fact of the case."""

    law: Word
    years: int
    harmful_years: int
    harm: Word


def limitation_until(limitation: Limitation, act_on: date, *, harmful: bool) -> date:
    """The last day; `act_on` is the day of the act, or of its end where it went on (APL 36(2))."""
    years = limitation.harmful_years if harmful else limitation.years
    return months_after(act_on, years * MONTHS_OF_A_YEAR)


def check_limitation(limitation: Limitation, act_on: date, on: date, *, harmful: bool) -> None:
    """Refuse an act that is too old on the day it is dealt with."""
    until = limitation_until(limitation, act_on, harmful=harmful)
    if on > until:
        refuse(LIMITATION_PASSED, until=until)

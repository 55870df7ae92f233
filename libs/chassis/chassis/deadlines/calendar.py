"""The State Council's calendar, and a provisional one for years whose notice is not out yet."""

import hashlib
from datetime import date, timedelta
from functools import cache

import chinese_calendar
from lunardate import LunarDate

from contracts.calendar import SATURDAY, WorkingDays

FIRST_YEAR = 2018
LAST_YEAR = 2032


@cache
def working_days(known_until: int = max(day.year for day in chinese_calendar.holidays)) -> WorkingDays:
    """Return the calendar of FIRST_YEAR to LAST_YEAR; the years after `known_until` are provisional."""
    days_off: set[date] = set()
    worked: set[date] = set()
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        if year <= known_until:
            days_off |= {day for day in chinese_calendar.holidays if day.year == year and day.weekday() < SATURDAY}
            worked |= {day for day in chinese_calendar.workdays if day.year == year and day.weekday() >= SATURDAY}
        else:
            days_off |= moved_to_working_days(statutory(year))
    provisional = frozenset(range(known_until + 1, LAST_YEAR + 1))
    return WorkingDays(frozenset(days_off), frozenset(worked), provisional, version(days_off, worked))


def version(days_off: set[date], worked: set[date]) -> str:
    """Return a name of the table that changes whenever the table does."""
    table = ",".join(day.isoformat() for day in [*sorted(days_off), *sorted(worked)])
    return hashlib.sha256(table.encode()).hexdigest()[:12]


def statutory(year: int) -> list[date]:
    """Return the 13 days of 全国年节及纪念日放假办法 (2024) 2."""
    spring = LunarDate(year, 1, 1).to_solar_date()
    return [
        date(year, 1, 1),
        *(spring + timedelta(days=offset) for offset in range(-1, 3)),
        date(year, 4, qingming(year)),
        date(year, 5, 1),
        date(year, 5, 2),
        LunarDate(year, 5, 5).to_solar_date(),
        LunarDate(year, 8, 15).to_solar_date(),
        date(year, 10, 1),
        date(year, 10, 2),
        date(year, 10, 3),
    ]


def qingming(year: int) -> int:
    """Return the day of April on which the sun reaches 15 degrees, by the usual formula for 2000-2099."""
    short = year - 2000
    return int(short * 0.2422 + 4.81) - short // 4


def moved_to_working_days(holidays: list[date]) -> set[date]:
    """Move each holiday on a weekend to the next day that is neither (放假办法 6)."""
    taken: set[date] = set()
    for day in sorted(holidays):
        while day.weekday() >= SATURDAY or day in taken:
            day += timedelta(days=1)
        taken.add(day)
    return taken

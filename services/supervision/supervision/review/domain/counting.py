"""Counting of time by the law: the first day is not counted, a last day off moves on (domain §2.0)."""

from calendar import monthrange
from datetime import date, timedelta

from contracts.calendar import WorkingDays

ONE_DAY = timedelta(days=1)
FIRST_DAY_OFF = 5  # Saturday
MONTHS = 12


def is_working(day: date, calendar: WorkingDays) -> bool:
    if day in calendar.shifted:
        return True
    return day.weekday() < FIRST_DAY_OFF and day not in calendar.holidays


def working_days_later(start: date, days: int, calendar: WorkingDays) -> date:
    """Return the last day of a term in working days (APL 85)."""
    day, counted = start, 0
    while counted < days:
        day += ONE_DAY
        if is_working(day, calendar):
            counted += 1
    return day


def moved_on(day: date, calendar: WorkingDays) -> date:
    """Return the day itself, or the next working day (CC 203)."""
    while not is_working(day, calendar):
        day += ONE_DAY
    return day


def days_later(start: date, days: int, calendar: WorkingDays) -> date:
    return moved_on(start + timedelta(days=days), calendar)


def months_later(start: date, months: int) -> date:
    """Return the same day of a later month, or that month's last (CC 202)."""
    years, month = divmod(start.month - 1 + months, MONTHS)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def is_provisional(day: date, calendar: WorkingDays) -> bool:
    """Tell whether the notice of that year was not out: then nobody can say which days were off."""
    return day.year in calendar.provisional

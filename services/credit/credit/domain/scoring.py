"""Score and tier of a firm at any date: a pure function of its entries."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from contracts.credit import EntryRecorded
from credit.domain.model import HIGHEST, LOWEST, Model

DECEMBER = 12


def score_at(entries: Iterable[EntryRecorded], model: Model, on: date) -> int:
    """The starting score and what counts on the day, within 0 and 100; order and repetition make no difference."""
    total = model.start + sum(entry.points for entry in counting(entries, on))
    return max(LOWEST, min(HIGHEST, total))


def counting(entries: Iterable[EntryRecorded], on: date) -> list[EntryRecorded]:
    """The entries that count on a day, each once, in the order of their days."""
    once = {(entry.source, entry.rule): entry for entry in entries if counts(entry, on)}
    return sorted(once.values(), key=in_time)


def counts(entry: EntryRecorded, on: date) -> bool:
    """From the day of the fact to the last day of its months."""
    return entry.happened_on <= on and (entry.until is None or on <= entry.until)


def counts_until(entries: Iterable[EntryRecorded], on: date) -> date | None:
    """The last day for which the score stands as it is, if no new fact comes."""
    return min((entry.until for entry in counting(entries, on) if entry.points and entry.until), default=None)


def in_time(entry: EntryRecorded) -> tuple[date, str, str]:
    return (entry.happened_on, entry.source, entry.rule)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * DECEMBER + day.month - 1 + months, DECEMBER)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

"""The score of a firm on any day: a pure function of its entries."""

from collections.abc import Iterable
from datetime import date

from contracts.credit import EntryRecorded
from credit.scoring.domain.model import HIGHEST, LOWEST, Model


def score_at(entries: Iterable[EntryRecorded], model: Model, on: date) -> int:
    """The starting score plus the points that count on the day, from 0 to 100; in any order, repeated or not."""
    total = model.start + sum(entry.points for entry in counting(entries, on))
    return max(LOWEST, min(HIGHEST, total))


def counting(entries: Iterable[EntryRecorded], on: date) -> list[EntryRecorded]:
    """The entries that count on the day, each once, in the order of their days."""
    once = {(entry.source, entry.rule): entry for entry in entries if counts(entry, on)}
    return sorted(once.values(), key=in_time)


def counts(entry: EntryRecorded, on: date) -> bool:
    """True from the day of the fact to the last day of its months."""
    return entry.happened_on <= on and (entry.until is None or on <= entry.until)


def counts_until(entries: Iterable[EntryRecorded], on: date) -> date | None:
    """The last day for which the score stands as it is, if no new fact comes."""
    return min((entry.until for entry in counting(entries, on) if entry.points and entry.until), default=None)


def in_time(entry: EntryRecorded) -> tuple[date, str, str]:
    return (entry.happened_on, entry.source, entry.rule)

"""Whether two reports may be about one act: shown to those who check them, never a ground to refuse anything."""

from datetime import date, timedelta

from contracts.texts import folded

DAYS_APART = timedelta(days=7)


def are_alike(place: str, day: date, other_place: str, other_day: date) -> bool:
    """Return True if the days lie within a week, and the places read alike or one is told more precisely."""
    shorter, longer = sorted((folded(place), folded(other_place)), key=len)
    return abs(day - other_day) <= DAYS_APART and shorter in longer

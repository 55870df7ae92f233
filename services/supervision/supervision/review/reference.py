"""Law for the review from `data/review`, read and checked when the process starts."""

from functools import cache

from chassis.deadlines import working_days
from contracts.calendar import WorkingDays
from contracts.reference import Data, entries, parsed, rows, versions
from contracts.values import PowerCode
from supervision.review.domain.law import Law, Offence, Terms
from supervision.review.domain.sheet import ScoreSheet

OFFENCES, TERMS, SHEETS = "review/offences.toml", "review/terms.toml", "review/sheets.toml"


def load_law(data: Data | None = None, calendar: WorkingDays | None = None, *, sample: bool = False) -> Law:
    """Return the law that files are reviewed by; raise BadReference with the place of a fault."""
    offences, terms = tables(data) if data else published_tables()
    return Law(offences=offences, terms=terms, calendar=calendar or working_days(), sample=sample)


@cache
def published_tables() -> tuple[dict[PowerCode, tuple[Offence, ...]], tuple[Terms, ...]]:
    return tables(Data("supervision"))


def tables(data: Data) -> tuple[dict[PowerCode, tuple[Offence, ...]], tuple[Terms, ...]]:
    """Return the offences by power, the oldest first, and the terms."""
    table = entries(OFFENCES, "offences", rows(OFFENCES, parsed(OFFENCES, data.read(OFFENCES)), "offences"), Offence)
    by_code: dict[PowerCode, tuple[Offence, ...]] = {}
    for offence in table:
        by_code[offence.code] = tuple(sorted((*by_code.get(offence.code, ()), offence), key=first_day))
    return by_code, versions(TERMS, data.read(TERMS), "terms", Terms)


def load_sheets(data: Data | None = None) -> tuple[ScoreSheet, ...]:
    """Return the score sheets; raise BadReference with the place of a fault."""
    return versions(SHEETS, (data or Data("supervision")).read(SHEETS), "sheets", ScoreSheet)


def first_day(offence: Offence) -> str:
    return offence.valid_from.isoformat()

"""Law for the review from `data/review`, read and checked when the process starts."""

from chassis.deadlines import working_days
from contracts.calendar import WorkingDays
from contracts.reference import Data, entries, parsed, rows, versions
from contracts.values import PowerCode
from supervision.review.domain.law import Law, Offence, Terms
from supervision.review.domain.sheet import ScoreSheet

OFFENCES, TERMS, SHEETS = "review/offences.toml", "review/terms.toml", "review/sheets.toml"


def load_law(data: Data | None = None, calendar: WorkingDays | None = None, *, sample: bool = False) -> Law:
    """Return the law that files are reviewed by; raise BadReference with the place of a fault."""
    data = data or Data("supervision")
    table = entries(OFFENCES, "offences", rows(OFFENCES, parsed(OFFENCES, data.read(OFFENCES)), "offences"), Offence)
    by_code: dict[PowerCode, tuple[Offence, ...]] = {}
    for offence in table:
        by_code[offence.code] = tuple(sorted((*by_code.get(offence.code, ()), offence), key=first_day))
    terms = versions(TERMS, data.read(TERMS), "terms", Terms)
    return Law(offences=by_code, terms=terms, calendar=calendar or working_days(), sample=sample)


def load_sheets(data: Data | None = None) -> tuple[ScoreSheet, ...]:
    """Return the score sheets; raise BadReference with the place of a fault."""
    return versions(SHEETS, (data or Data("supervision")).read(SHEETS), "sheets", ScoreSheet)


def first_day(offence: Offence) -> str:
    return offence.valid_from.isoformat()

"""The published terms of orders to correct, from `data/correction-terms.toml`."""

from chassis.reference import Data, entries, in_turn, parsed, rows
from inspections.visits.domain.correction_terms import CorrectionTerms

DATA = Data("inspections")
CORRECTION_TERMS = "correction-terms.toml"


def load_correction_terms() -> tuple[CorrectionTerms, ...]:
    """Read the dated publications, oldest first; raises BadReference if the file can't be used."""
    return correction_terms(DATA.read(CORRECTION_TERMS))


def correction_terms(text: str) -> tuple[CorrectionTerms, ...]:
    """Parse the publications of a file."""
    found = rows(CORRECTION_TERMS, parsed(CORRECTION_TERMS, text), "publications")
    return in_turn(CORRECTION_TERMS, entries(CORRECTION_TERMS, "publications", found, CorrectionTerms))

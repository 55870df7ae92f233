"""The published terms of orders to correct, from `data/correction-terms.toml`."""

from contracts.reference import Data, versions
from inspections.visits.domain.correction_terms import CorrectionTerms

DATA = Data("inspections")
CORRECTION_TERMS = "correction-terms.toml"


def load_correction_terms() -> tuple[CorrectionTerms, ...]:
    """Read the dated publications, oldest first; raises BadReference if the file can't be used."""
    return correction_terms(DATA.read(CORRECTION_TERMS))


def correction_terms(text: str) -> tuple[CorrectionTerms, ...]:
    """Parse the publications of a file."""
    return versions(CORRECTION_TERMS, text, "publications", CorrectionTerms)

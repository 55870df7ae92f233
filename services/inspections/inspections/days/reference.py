"""The published times of inspections, from `data/inspection-terms.toml`."""

from contracts.reference import Data, versions
from inspections.days.inspection_terms import InspectionTerms

DATA = Data("inspections")
INSPECTION_TERMS = "inspection-terms.toml"


def load_inspection_terms() -> tuple[InspectionTerms, ...]:
    """Read the dated publications, oldest first; raises BadReference if the file can't be used."""
    return inspection_terms(DATA.read(INSPECTION_TERMS))


def inspection_terms(text: str) -> tuple[InspectionTerms, ...]:
    """Parse the publications of a file."""
    return versions(INSPECTION_TERMS, text, "publications", InspectionTerms)

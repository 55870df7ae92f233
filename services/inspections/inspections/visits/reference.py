"""What is published for visits; the terms of orders to correct are read from `data/correction-terms.toml`."""

from functools import cache

from contracts.reference import Data, versions
from inspections.caps.reference import load_visit_caps
from inspections.days.reference import load_inspection_terms
from inspections.items.reference import load_item_lists
from inspections.visits.domain.correction_terms import CorrectionTerms
from inspections.visits.domain.facts import Published

DATA = Data("inspections")
CORRECTION_TERMS = "correction-terms.toml"


@cache
def load_published() -> Published:
    """Read all of it, once; raises BadReference if a file can't be used."""
    return Published(
        item_lists=load_item_lists(),
        caps=load_visit_caps(),
        correction_terms=load_correction_terms(),
        inspection_terms=load_inspection_terms(),
    )


def load_correction_terms() -> tuple[CorrectionTerms, ...]:
    """Read the dated publications, oldest first; raises BadReference if the file can't be used."""
    return correction_terms(DATA.read(CORRECTION_TERMS))


def correction_terms(text: str) -> tuple[CorrectionTerms, ...]:
    """Parse the publications of a file."""
    return versions(CORRECTION_TERMS, text, "publications", CorrectionTerms)

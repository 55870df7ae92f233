"""The published caps on visits, from `data/visit-caps.toml`."""

from contracts.reference import Data, versions
from inspections.caps.domain.visit_caps import VisitCaps

DATA = Data("inspections")
VISIT_CAPS = "visit-caps.toml"


def load_visit_caps() -> tuple[VisitCaps, ...]:
    """Read the dated publications, oldest first; raises BadReference if the file can't be used."""
    return visit_caps(DATA.read(VISIT_CAPS))


def visit_caps(text: str) -> tuple[VisitCaps, ...]:
    """Parse the publications of a file."""
    return versions(VISIT_CAPS, text, "publications", VisitCaps)

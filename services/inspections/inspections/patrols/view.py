"""JSON view of a patrol, with a Chinese label for every code."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from chassis.http import View
from chassis.store import Stored
from contracts.labels import labels_in
from contracts.values import CertificateNumber, Value
from inspections.patrols.domain.patrol import Patrol


class PatrolView(View):
    """`similar` names, for each finding, those that may be about the same act, `clues` the clues that may be."""

    officers: tuple[CertificateNumber, ...]
    patrol: Patrol
    similar: dict[str, tuple[str, ...]]
    clues: dict[str, tuple[str, ...]]


class SimilarFinding(Value):
    """A finding that may be about the same act as a clue."""

    patrol: str
    finding: str
    place: str
    found_on: date


type Named = Mapping[str, tuple[str, ...]]
NONE: Named = MappingProxyType({})


def patrol_view(stored: Stored[Patrol], similar: Named = NONE, clues: Named = NONE) -> PatrolView:
    return PatrolView(
        id=stored.id,
        version=stored.version,
        officers=stored.state.officers,
        patrol=stored.state,
        labels=labels_in(stored.state),
        similar=dict(similar),
        clues=dict(clues),
    )

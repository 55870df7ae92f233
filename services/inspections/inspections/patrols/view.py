"""JSON view of a patrol, with a Chinese label for every code."""

from collections.abc import Mapping
from types import MappingProxyType

from chassis.http import View
from chassis.store import Stored
from contracts.labels import labels_in
from contracts.values import CertificateNumber
from inspections.patrols.domain.patrol import Patrol


class PatrolView(View):
    """`similar` names, for each finding, those of other patrols that may be about the same act."""

    officers: tuple[CertificateNumber, ...]
    patrol: Patrol
    similar: dict[str, tuple[str, ...]]


def patrol_view(stored: Stored[Patrol], similar: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> PatrolView:
    return PatrolView(
        id=stored.id,
        version=stored.version,
        officers=stored.state.officers,
        patrol=stored.state,
        labels=labels_in(stored.state),
        similar=dict(similar),
    )

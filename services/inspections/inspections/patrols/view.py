"""JSON view of a patrol, with a Chinese label for every code."""

from chassis.http import View
from chassis.store import Stored
from contracts.labels import labels_in
from inspections.patrols.domain import Patrol


class PatrolView(View):
    patrol: Patrol


def patrol_view(stored: Stored[Patrol]) -> PatrolView:
    return PatrolView(id=stored.id, version=stored.version, patrol=stored.state, labels=labels_in(stored.state))

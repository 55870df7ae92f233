"""Changes that callers are told of as they happen: what the lists of visits, patrols, draws and tasks show them."""

from chassis.documents import Document, both, withheld
from chassis.http import Watched
from contracts.origin import Origin
from inspections.assignments.verbs import ASSIGNMENT
from inspections.draws.verbs import DRAW
from inspections.patrols.verbs import PATROL
from inspections.sight import SEES_ALL, SEES_OWN, names_of, own_body, own_tasks
from inspections.visits.verbs import VISIT


def seen(who: Origin) -> Document | None:
    return both([own_body(who), withheld(names_of(who))]) if who.roles & (SEES_OWN | SEES_ALL) else None


def everybody(who: Origin) -> Document:
    return {}


WATCHED = (
    Watched(kind=VISIT.kind, collection=VISIT.kind, seen=seen),
    Watched(kind=PATROL.kind, collection=PATROL.kind, seen=seen),
    Watched(kind=ASSIGNMENT.kind, collection=ASSIGNMENT.kind, seen=own_tasks),
    Watched(kind=DRAW.kind, collection=DRAW.kind, seen=everybody),
)

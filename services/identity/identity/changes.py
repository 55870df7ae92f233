"""Changes that callers are told of as they happen: officers and bodies, whose lists everybody reads."""

from chassis.documents import Document
from chassis.http import Watched
from contracts.origin import Origin
from identity.bodies.verbs import BODY
from identity.officers.verbs import OFFICER


def everybody(who: Origin) -> Document:
    return {}


WATCHED = tuple(Watched(kind=one.kind, collection=one.kind, seen=everybody) for one in (OFFICER, BODY))

"""Changes that callers are told of as they happen: what the list of firms shows them."""

from chassis.documents import Document
from chassis.http import Watched
from contracts.origin import Origin
from credit.dependencies import STAFF
from credit.firms.queries import TOWNSHIP
from credit.firms.sight import territory
from credit.firms.verbs import FIRM


def seen_firms(who: Origin) -> Document | None:
    if not who.roles & frozenset(STAFF):
        return None
    own = territory(who)
    return {TOWNSHIP: own} if own else {}


WATCHED = (Watched(kind=FIRM.kind, collection=FIRM.kind, seen=seen_firms),)

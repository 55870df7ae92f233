"""Changes that callers are told of as they happen: the county's cases and visits, alerts, tasks and counts."""

from collections.abc import Callable
from typing import Any

from chassis.consuming import COUNTS, Rows
from chassis.documents import Document
from chassis.http import Watched
from contracts.origin import Origin
from contracts.values import Role
from supervision.alerts.verbs import ALERT
from supervision.cases.row import CASE_ROWS
from supervision.counts.buckets import Kind, path, read
from supervision.tasks.verbs import TASK
from supervision.visits.row import VISIT_ROWS

type Seen = Callable[[Origin], Document | None]


def in_township(place: str) -> Seen:
    """Return the filter by the township stored at that path: a head's own; supervisors see all, others none."""

    def seen(who: Origin) -> Document | None:
        if Role.SUPERVISOR in who.roles:
            return {}
        return {place: who.township} if Role.HEAD in who.roles and who.township else None

    return seen


def seen_tasks(who: Origin) -> Document | None:
    of_township = in_township("state.issued.township")(who)
    if of_township is None and who.certificate:
        return {"state.issued.officers": who.certificate}
    return of_township


def seen_counts(who: Origin) -> Document | None:
    if Role.SUPERVISOR in who.roles:
        return {}
    if Role.HEAD not in who.roles or not who.township:
        return None
    below = [path(kind, who.township) for kind in Kind]
    return {"$or": [{"bucket": {"$gte": f"{one}/", "$lt": f"{one}0"}} for one in below]}


def township(count: Document) -> str:
    return read(count["bucket"]).township


def heard(kind: str, rows: Rows[Any]) -> Watched:
    return Watched(kind=kind, collection=rows.collection, seen=in_township("row.township"), version="sequence")


WATCHED = (
    heard("case", CASE_ROWS),
    heard("visit", VISIT_ROWS),
    Watched(kind=ALERT.kind, collection=ALERT.kind, seen=in_township("state.raised.township")),
    Watched(kind=TASK.kind, collection=TASK.kind, seen=seen_tasks),
    Watched(kind="counts", collection=COUNTS, seen=seen_counts, what="count", named=township),
)

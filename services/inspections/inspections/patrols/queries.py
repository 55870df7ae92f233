"""Lists of patrols."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from chassis.documents import ListQuery, Page
from chassis.store import Stored
from contracts.alike import DAYS_APART, are_alike
from contracts.inspections import PatrolFound
from contracts.origin import Origin
from contracts.values import TownshipCode
from inspections.patrols.domain.patrol import Patrol
from inspections.patrols.verbs import Patrols
from inspections.patrols.view import PatrolView, patrol_view
from inspections.sight import own_body


class PatrolList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {
        "township": "state.assigned.township",
        "patrol_on": "state.assigned.patrol_on",
    }
    sorts: ClassVar[tuple[str, ...]] = ("-patrol_on",)

    township: TownshipCode | None = None


async def list_of_patrols(patrols: Patrols, query: PatrolList, who: Origin) -> Page[PatrolView]:
    """One page of the patrols of the caller's body; supervisor and draw office see every body's."""
    return await patrols.store.page(query, patrol_view, own_body(who))


async def patrol_page(patrols: Patrols, stored: Stored[Patrol]) -> PatrolView:
    """A patrol, and what other patrols of the township found that may be the same."""
    found = stored.state.found
    if not found:
        return patrol_view(stored)
    first, last = min(one.found_on for one in found), max(one.found_on for one in found)
    days = {"$gte": (first - DAYS_APART).isoformat(), "$lte": (last + DAYS_APART).isoformat()}
    near = {"state.assigned.township": stored.state.assigned.township, "state.found.found_on": days}
    others = [one for other in await patrols.store.where(near) if other.id != stored.id for one in other.state.found]
    similar = {one.finding: alike(one, others) for one in found}
    return patrol_view(stored, {finding: same for finding, same in similar.items() if same})


def alike(one: PatrolFound, others: Iterable[PatrolFound]) -> tuple[str, ...]:
    return tuple(other.finding for other in others if are_alike(one.place, one.found_on, other.place, other.found_on))

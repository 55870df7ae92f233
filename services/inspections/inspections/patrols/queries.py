"""Lists of patrols."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import ListQuery, Page
from contracts.origin import Origin
from contracts.values import TownshipCode
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

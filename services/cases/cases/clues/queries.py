"""Lists and pages of clues."""

from collections.abc import Mapping
from typing import ClassVar

from cases.clues.domain import Clue, may_be_same
from cases.clues.sight import check_seen, seen_by
from cases.clues.verbs import Clues
from cases.clues.view import ClueView, clue_view
from chassis.documents import Document, ListQuery, Page, both
from chassis.store import Stored
from contracts.alike import DAYS_APART
from contracts.cases import ClueSource
from contracts.origin import Origin
from contracts.values import TownshipCode


class ClueList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {
        "township": "state.registered.township",
        "source": "state.registered.source",
        "received_on": "state.registered.received_on",
    }
    sorts: ClassVar[tuple[str, ...]] = ("received_on",)

    township: TownshipCode | None = None
    source: ClueSource | None = None
    open: bool | None = None

    def where(self) -> Document:
        given = {"township": self.township, "source": self.source}
        named = {self.paths[name]: value for name, value in given.items() if value is not None}
        return both([named, being_open(self.open)])


def being_open(wanted: bool | None) -> Document:
    if wanted is None:
        return {}
    if wanted:
        return {"state.taken": None, "state.set_aside": None}
    return {"$or": [{"state.taken": {"$ne": None}}, {"state.set_aside": {"$ne": None}}]}


async def list_of_clues(clues: Clues, query: ClueList, who: Origin) -> Page[ClueView]:
    """One page of the clues of the caller's township; the hotline sees its own, the supervisor all."""
    return await clues.store.page(query, clue_view, seen_by(who))


async def clue_page(clues: Clues, id: str, who: Origin) -> ClueView:
    """A clue with its description, for those who may see it."""
    stored = await clues.store.read(id)
    check_seen(stored, who)
    personal = (await clues.store.history(id))[0]["personal"]
    similar = await similar_to(clues, stored, who)
    return clue_view(stored, personal["description"].get("value", ""), similar)


async def similar_to(clues: Clues, stored: Stored[Clue], who: Origin) -> list[str]:
    """The ids of the clues that the caller sees and that may be about the same act, oldest first."""
    one = stored.state.registered
    days = {"$gte": (one.seen_on - DAYS_APART).isoformat(), "$lte": (one.seen_on + DAYS_APART).isoformat()}
    near = {"state.registered.township": one.township, "state.registered.seen_on": days}
    oldest_first = [("state.registered.received_on", 1), ("_id", 1)]
    found = await clues.store.where(both([near, seen_by(who)]), sort=oldest_first)
    return [other.id for other in found if other.id != stored.id and may_be_same(other.state.registered, one)]

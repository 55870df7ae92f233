"""Lists and pages of clues."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from cases.clues.domain import Clue, ClueStage, may_be_same
from cases.clues.offers import offers
from cases.clues.sight import check_seen, seen_by
from cases.clues.verbs import Clues
from cases.clues.view import CluePage, ClueView, clue_page_of, clue_view
from chassis.documents import Page, StageQuery, both
from chassis.http import ways_to
from chassis.store import Stored
from contracts.alike import DAYS_APART
from contracts.cases import ClueSource
from contracts.origin import Origin
from contracts.values import TownshipCode


class ClueList(StageQuery):
    """`word` is any part of the place, or begins the clue's id."""

    id_begins: ClassVar[str] = "clue-"
    paths: ClassVar[Mapping[str, str]] = {
        **StageQuery.paths,
        "township": "state.registered.township",
        "source": "state.registered.source",
        "received_on": "state.registered.received_on",
    }
    sorts: ClassVar[tuple[str, ...]] = ("received_on",)

    township: TownshipCode | None = None
    source: ClueSource | None = None
    stage: ClueStage | None = None


async def list_of_clues(clues: Clues, query: ClueList, who: Origin) -> Page[ClueView]:
    """One page of the clues of the caller's township; the hotline sees its own, the supervisor all."""
    return await clues.store.page(query, clue_view, both([seen_by(who), query.found()]))


async def clue_page(clues: Clues, id: str, who: Origin) -> CluePage:
    """A clue with its description, for those who may see it, and its steps."""
    stored = await clues.store.read(id)
    check_seen(stored, who)
    personal = (await clues.store.history(id))[0]["personal"]
    similar = await similar_to(clues, stored, who)
    return await stepped_page(clues, stored, who, similar, personal["description"].get("value", ""))


async def stepped_page(
    clues: Clues, stored: Stored[Clue], who: Origin, similar: Sequence[str] = (), description: str = ""
) -> CluePage:
    """The clue with its steps as they stand today, for whoever asks; it waits for either while it is open."""
    clue, own = stored.state, stored.state.registered.township == who.agency
    facts = await clues.asked(stored.id, clue, similar, who)
    registered = clue.registered
    powers = await clues.held_by(registered.township, registered.seen_on) if own and clue.open else []
    ways = ways_to("cases", "/cases") | ways_to("cases", "/clues/")
    steps = [
        ways[offer.name].step(
            offer if ways[offer.name].is_open_to(who) else replace(offer, may=False),
            awaited=clue.open,
            clue_id=stored.id,
        )
        for offer in offers(clue, facts, similar, powers, own=own)
    ]
    return clue_page_of(stored, description, similar, steps)


async def similar_to(clues: Clues, stored: Stored[Clue], who: Origin) -> list[str]:
    """The ids of the clues that the caller sees and that may be about the same act, oldest first."""
    one = stored.state.registered
    days = {"$gte": (one.seen_on - DAYS_APART).isoformat(), "$lte": (one.seen_on + DAYS_APART).isoformat()}
    near = {"state.registered.township": one.township, "state.registered.seen_on": days}
    oldest_first = [("state.registered.received_on", 1), ("_id", 1)]
    found = await clues.store.where(both([near, seen_by(who)]), sort=oldest_first)
    return [other.id for other in found if other.id != stored.id and may_be_same(other.state.registered, one)]

"""Reads of clues, for lists and pages."""

from collections.abc import Mapping
from typing import ClassVar

from cases.clues.domain import Clue
from cases.clues.view import ClueView, clue_view
from cases.service import Service
from chassis.documents import Document, ListQuery, Page, both, page
from chassis.store import UNKNOWN, Stored
from contracts.cases import ClueSource
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import Role, TownshipCode

SEES_ALL = frozenset({Role.HOTLINE, Role.SUPERVISOR})


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


def being_open(open: bool | None) -> Document:
    if open is None:
        return {}
    if open:
        return {"state.taken": None, "state.set_aside": None}
    return {"$or": [{"state.taken": {"$ne": None}}, {"state.set_aside": {"$ne": None}}]}


async def clues(service: Service, query: ClueList, who: Origin) -> Page[ClueView]:
    """Those of the caller's township; hotline and supervisor see all, nobody sees informants."""
    store = service.clues

    def show(document: Document) -> ClueView:
        return clue_view(store.codec.stored(document))

    within: Document = {} if who.roles & SEES_ALL else {"state.registered.township": who.agency}
    return await page(store.documents, store.kind, query, show, within)


async def clue(service: Service, id: str, who: Origin) -> ClueView:
    """With the description, for whoever may see the clue."""
    stored = await service.clues.read(id)
    if not who.roles & SEES_ALL and stored.state.registered.township != who.agency:
        refuse(UNKNOWN, id=id)
    return await described(service, stored)


async def described(service: Service, stored: Stored[Clue]) -> ClueView:
    personal = (await service.clues.history(stored.id))[0]["personal"]
    return clue_view(stored, personal["description"].get("value", ""))

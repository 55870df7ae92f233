"""Lists of patrols."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import ClassVar

from chassis.consuming import Row
from chassis.documents import Document, Page, StageQuery, both
from chassis.http import Happened, History, history_of, ways_to
from chassis.store import UNKNOWN, Stored
from contracts.alike import DAYS_APART, are_alike
from contracts.event import Registry
from contracts.inspections import PatrolEvent, PatrolFound
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.steps import NextStep
from contracts.values import BodyCode, Role, TownshipCode
from inspections.patrols.domain.offers import offers
from inspections.patrols.domain.patrol import Patrol, PatrolStage
from inspections.patrols.verbs import Patrols
from inspections.patrols.view import NONE, PatrolItem, PatrolPage, SimilarFinding, patrol_item, patrol_page_of
from inspections.rows import ClueRow
from inspections.sight import names_of, own_body, sees_clues, sees_personal

AFTERWARDS = frozenset({"confirm-finding", "refer-finding"})
AWAITED = AFTERWARDS | {"record-finding", "conclude-patrol"}
"""Steps that the work item of a patrol stands for, and those that wait after it."""


class PatrolList(StageQuery):
    """`word` is any part of the route or of the place of a finding, or begins the patrol's id."""

    id_begins: ClassVar[str] = "patrol-"
    paths: ClassVar[Mapping[str, str]] = {
        **StageQuery.paths,
        "body": "state.assigned.body",
        "township": "state.assigned.township",
        "patrol_on": "state.assigned.patrol_on",
    }
    sorts: ClassVar[tuple[str, ...]] = ("-patrol_on",)

    township: TownshipCode | None = None
    body: BodyCode | None = None
    stage: PatrolStage | None = None


LANGUAGE = Registry.below(PatrolEvent)


async def history_page(patrols: Patrols, id: str, who: Origin) -> History[Happened]:
    """The events of a patrol, with their personal values for those who may see them."""
    patrol = (await patrols.read(id, who)).state
    personal = sees_personal(patrol.assigned.body, patrol.handlers, patrol.recused, who)
    return history_of(id, await patrols.store.history(id), LANGUAGE, personal=personal)


async def list_of_patrols(patrols: Patrols, query: PatrolList, who: Origin) -> Page[PatrolItem]:
    """One page of the patrols of the caller's body; supervisor and draw office see every body's."""
    kept = await patrols.store.withheld(names_of(who))
    return await patrols.store.page(query, patrol_item, both([own_body(who), kept, query.found()]))


async def patrol_page(patrols: Patrols, stored: Stored[Patrol], who: Origin) -> PatrolPage:
    """The patrol with its steps as they stand today, for whoever asks."""
    return patrol_page_of(stored, await steps_of(patrols, stored, who), NONE, NONE)


async def compared_page(patrols: Patrols, stored: Stored[Patrol], who: Origin) -> PatrolPage:
    """The page, and the findings and clues of the township that may be about the same act as one of its findings."""
    found, township = stored.state.found, stored.state.assigned.township
    if not found:
        return await patrol_page(patrols, stored, who)
    days = around(*(one.found_on for one in found))
    near = await patrols.store.where({"state.assigned.township": township, "state.found.found_on": days})
    others = [one for other in near for one in other.state.found]
    clues = await clues_of(patrols, township, days) if sees_clues(who) else []
    similar = {one.finding: alike(one, others) for one in found}
    pointed = {one.finding: told(one, clues) for one in found}
    return patrol_page_of(stored, await steps_of(patrols, stored, who), filled(similar), filled(pointed))


async def steps_of(patrols: Patrols, stored: Stored[Patrol], who: Origin) -> list[NextStep]:
    """The steps of a patrol; it waits for them until it is concluded, and for what is done about its findings."""
    desk, ways = await patrols.facts.desk(stored.state, who), ways_to("inspections", "/patrols/{patrol_id}/")
    awaited = AFTERWARDS if stored.state.concluded else AWAITED
    return [
        ways[offer.name].step(
            offer if ways[offer.name].is_open_to(who) else replace(offer, may=False),
            awaited=offer.name in awaited,
            patrol_id=stored.id,
            finding=offer.id,
        )
        for offer in offers(desk)
    ]


async def findings_like(patrols: Patrols, clue: str, who: Origin) -> tuple[SimilarFinding, ...]:
    """The findings that may be about the same act as a clue of the own township; the supervisor sees every one."""
    row = await patrols.clues.find(clue)
    if row is None or (row.row.township != who.agency and Role.SUPERVISOR not in who.roles):
        refuse(UNKNOWN, id=clue)
    near = {"state.assigned.township": row.row.township, "state.found.found_on": around(row.row.seen_on)}
    return tuple(
        SimilarFinding(patrol=stored.id, finding=one.finding, place=one.place, found_on=one.found_on)
        for stored in await patrols.store.where(near)
        for one in stored.state.found
        if told(one, [row])
    )


def around(*days: date) -> Document:
    return {"$gte": (min(days) - DAYS_APART).isoformat(), "$lte": (max(days) + DAYS_APART).isoformat()}


async def clues_of(patrols: Patrols, township: TownshipCode, days: Document) -> list[Row[ClueRow]]:
    return await patrols.clues.where({"row.township": township, "row.seen_on": days})


def alike(one: PatrolFound, others: Iterable[PatrolFound]) -> tuple[str, ...]:
    return tuple(
        other.finding
        for other in others
        if other.finding != one.finding and are_alike(one.place, one.found_on, other.place, other.found_on)
    )


def told(one: PatrolFound, clues: Iterable[Row[ClueRow]]) -> tuple[str, ...]:
    return tuple(clue.id for clue in clues if are_alike(one.place, one.found_on, clue.row.place, clue.row.seen_on))


def filled(same: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {finding: others for finding, others in same.items() if others}

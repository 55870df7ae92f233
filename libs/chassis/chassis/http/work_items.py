"""One shape of a work item: whose move, what, at whom and where, since when, until when."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from chassis.store import Move, Store, Stored
from contracts.calendar import PROVISIONAL, WorkingDays
from contracts.code import Code
from contracts.labels import labels_in
from contracts.origin import Origin
from contracts.values import TownshipCode
from contracts.work_items import names

PAGE_LIMIT = 200  # items, or changed aggregates, of one answer
TITLE = 30  # characters of a text that serves as a title


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What an aggregate is about, for one caller; `party` is there for those who may see it.

    `not_theirs` are the steps that others in the same post are to take.
    """

    title: str = ""
    place: str = ""
    township: TownshipCode | None = None
    party: str | None = None
    stage: Code | None = None
    not_theirs: frozenset[str] = frozenset()


type Tell = Callable[[Sequence[Stored[Any]], Origin], Awaitable[Mapping[str, Subject]]]
"""Return what each of these aggregates is about, by id."""


@dataclass(frozen=True, kw_only=True)
class Steps:
    """Steps of a service: their Chinese names, and those whose last day working days and days off decide.

    `tell` says by kind of aggregate what it is about.
    """

    labels: Mapping[str, str]
    by_calendar: frozenset[str] = frozenset()
    tell: Mapping[str, Tell] = field(default_factory=dict)


class WorkItem(BaseModel):
    """`id` is the aggregate, `version` its version, `what` the step, `label` its Chinese name.

    `title` tells what it is about, `party` the short name of whom, for those who may see it; it waits `since` a day.
    `act` is the act or item that waits, where several of one aggregate wait alike. `until` is provisional, as
    `until_label` says in Chinese, where the notice of its year's holidays is not out yet.
    """

    kind: str
    id: str
    version: int
    what: str
    act: str | None
    label: str
    title: str
    place: str
    township: TownshipCode | None
    party: str | None
    stage: str | None
    who: str
    since: date | None
    until: date | None
    provisional: bool = False
    until_label: str = ""


def in_short(text: str) -> str:
    """Return what a text says first, as a title."""
    first = text.strip().splitlines()[0] if text.strip() else ""
    return first if len(first) <= TITLE else f"{first[: TITLE - 1]}…"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Work items of one aggregate, as it is now, and the Chinese words beside the codes in them."""

    version: int
    items: list[WorkItem]
    labels: Mapping[str, str]


async def waiting_for(who: Origin, store: Store[Any, Any], ids: Iterable[str], steps: Steps) -> dict[str, Waiting]:
    """Return what waits for the caller in each of these aggregates, by id."""
    found, mine = await store.waiting(ids), names(who)
    theirs = [stored for stored, moves in found if any(move["who"] in mine for move in moves)]
    tell = steps.tell.get(store.kind)
    subjects = await tell(theirs, who) if tell and theirs else {}
    calendar = store.calendar()
    waiting = {}
    for stored, moves in found:
        subject = subjects.get(stored.id, Subject())
        own = [move for move in moves if move["who"] in mine and move["what"] not in subject.not_theirs]
        items = [work_item(stored, store.kind, move, subject, steps, calendar) for move in own]
        waiting[stored.id] = Waiting(
            version=stored.version, items=items, labels=labels_in([subject.township, subject.stage]) if items else {}
        )
    return waiting


def work_item(
    stored: Stored[Any], kind: str, move: Move, subject: Subject, steps: Steps, calendar: WorkingDays
) -> WorkItem:
    until = date.fromisoformat(move["until"]) if move["until"] else None
    provisional = move["what"] in steps.by_calendar and calendar.is_provisional(until)
    return WorkItem(
        kind=kind,
        id=stored.id,
        version=stored.version,
        what=move["what"],
        act=move.get("act") or None,
        label=steps.labels.get(move["what"], move["what"]),
        title=subject.title,
        place=subject.place,
        township=subject.township,
        party=subject.party,
        stage=subject.stage,
        who=move["who"],
        since=date.fromisoformat(move["since"]) if "since" in move else None,
        until=until,
        provisional=provisional,
        until_label=PROVISIONAL["provisional"] if provisional else "",
    )

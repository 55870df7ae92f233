"""JSON views of a clue. They never say who pointed to it (举报人信息保密)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cases.clues.domain import Clue, ClueStage
from chassis.http import View, words_of
from chassis.store import Stored
from contracts.cases import ClueSource
from contracts.labels import labels_in
from contracts.steps import NextStep
from contracts.values import TownshipCode


class ClueView(View):
    """`description` is given to those who check the clue, `similar` are the clues that may be about the same act."""

    source: ClueSource
    township: TownshipCode
    received_on: date
    seen_on: date
    place: str
    case: str | None
    set_aside_on: date | None
    open: bool
    stage: ClueStage
    late: bool
    check_until: date | None
    same_as: str | None
    description: str = ""
    similar: tuple[str, ...] = ()


class CluePage(ClueView):
    """The clue, and every step with its form."""

    next_steps: list[NextStep]


def clue_view(stored: Stored[Clue]) -> ClueView:
    return ClueView(**fields(stored), labels=labels_of(stored.state))


def labels_of(clue: Clue) -> dict[str, str]:
    return labels_in([clue.registered, clue.stage])


def clue_page_of(stored: Stored[Clue], description: str, similar: Sequence[str], steps: list[NextStep]) -> CluePage:
    return CluePage(
        **fields(stored),
        labels=labels_of(stored.state) | words_of(steps),
        description=description,
        similar=tuple(similar),
        next_steps=steps,
    )


def fields(stored: Stored[Clue]) -> dict[str, Any]:
    """Return what lists and pages alike show of a clue."""
    clue, registered = stored.state, stored.state.registered
    return {
        "id": stored.id,
        "version": stored.version,
        "source": registered.source,
        "township": registered.township,
        "received_on": registered.received_on,
        "seen_on": registered.seen_on,
        "place": registered.place,
        "case": clue.taken.case if clue.taken else None,
        "set_aside_on": clue.set_aside.set_aside_on if clue.set_aside else None,
        "open": clue.open,
        "stage": clue.stage,
        "late": clue.late,
        "check_until": registered.check_until,
        "same_as": clue.set_aside.same_as if clue.set_aside else None,
    }

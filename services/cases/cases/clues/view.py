"""JSON views of a clue. They never say who pointed to it (举报人信息保密)."""

from collections.abc import Sequence
from datetime import date

from cases.clues.domain import Clue
from chassis.http import View
from chassis.store import Stored
from contracts.cases import ClueSource
from contracts.labels import labels_in
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
    same_as: str | None
    description: str = ""
    similar: tuple[str, ...] = ()


def clue_view(stored: Stored[Clue], description: str = "", similar: Sequence[str] = ()) -> ClueView:
    clue, registered = stored.state, stored.state.registered
    return ClueView(
        id=stored.id,
        version=stored.version,
        labels=labels_in(registered),
        source=registered.source,
        township=registered.township,
        received_on=registered.received_on,
        seen_on=registered.seen_on,
        place=registered.place,
        case=clue.taken.case if clue.taken else None,
        set_aside_on=clue.set_aside.set_aside_on if clue.set_aside else None,
        open=clue.open,
        same_as=clue.set_aside.same_as if clue.set_aside else None,
        description=description,
        similar=tuple(similar),
    )

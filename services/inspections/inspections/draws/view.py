"""JSON view of a draw, with a Chinese label for every code."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from chassis.http import View, words_of
from chassis.store import Stored
from contracts.inspections import DrawnFirm
from contracts.labels import labels_in
from contracts.steps import NextStep
from inspections.draws.domain.draw import Draw, DrawStage


class DrawItem(View):
    """A draw in lists; `drawn_firms` counts those that were drawn."""

    firms: int
    excluded: int
    wanted: int
    item_lists: tuple[str, ...]
    sealed_on: date
    inspect_until: date
    held_on: date | None
    stage: DrawStage
    open: bool
    late: bool
    drawn_firms: int


class DrawPage(DrawItem):
    """The draw whole, and every step that is still to be taken, with its form.

    `pool` and `record` are hashes of files that can be downloaded and verified.

    The seed is issue `seed_issue` of `seed_title`, from `seed_known_from`; `witnesses` are in what capacity somebody
    sees it come out, `witnessed_on` the day on which one of them confirmed it.
    """

    pool: str
    seed_title: str | None
    seed_issue: str | None
    seed_known_from: datetime | None
    witnesses: tuple[str, ...]
    witnessed_on: date | None
    seed: str | None
    seed_source: str | None
    record: str | None
    besides: tuple[str, ...]
    reason: str | None
    recused: int
    drawn: tuple[DrawnFirm, ...]
    next_steps: list[NextStep]


class SeedSourceView(BaseModel):
    """A published source of seeds: how its seeds are written, how many see them come out, the next issue, its day."""

    code: str
    title: str
    form: str
    witnesses: int
    issue: str | None
    on: date | None


def draw_item(stored: Stored[Draw]) -> DrawItem:
    return DrawItem(**fields(stored), labels=labels_in(stored.state.stage))


def draw_page_of(stored: Stored[Draw], steps: list[NextStep]) -> DrawPage:
    labels = labels_in([stored.state.stage, stored.state.held]) | words_of(steps)
    return DrawPage(**fields(stored), **details(stored.state), labels=labels, next_steps=steps)


def fields(stored: Stored[Draw]) -> dict[str, Any]:
    """Return what lists and pages alike show of a draw."""
    draw, sealed, held = stored.state, stored.state.sealed, stored.state.held
    return {
        "id": stored.id,
        "version": stored.version,
        "firms": sealed.firms,
        "excluded": sealed.excluded,
        "wanted": sealed.wanted,
        "item_lists": sealed.item_lists,
        "sealed_on": sealed.sealed_on,
        "inspect_until": sealed.inspect_until,
        "held_on": held.held_on if held else None,
        "stage": draw.stage,
        "open": held is None,
        "late": draw.late,
        "drawn_firms": len(held.drawn) if held else 0,
    }


def details(draw: Draw) -> dict[str, Any]:
    """Return what the page of a draw alone shows."""
    sealed, witnessed, held = draw.sealed, draw.witnessed, draw.held
    return {
        "pool": sealed.pool,
        "seed_title": sealed.seed_title,
        "seed_issue": sealed.seed_issue,
        "seed_known_from": sealed.seed_known_from,
        "witnesses": sealed.witness_roles,
        "witnessed_on": witnessed.witnessed_on if witnessed else None,
        "seed": held.seed if held else None,
        "seed_source": held.seed_source if held else None,
        "record": held.record if held else None,
        "besides": sealed.besides,
        "reason": sealed.reason,
        "recused": len(sealed.recused),
        "drawn": held.drawn if held else (),
    }

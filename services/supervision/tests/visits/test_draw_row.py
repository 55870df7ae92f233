"""A draw's row."""

from collections.abc import Callable
from datetime import date
from typing import Any

from contracts.inspections import DrawHeld, DrawSealed
from supervision.visits.draw_row import DRAW_ROWS

type Builder = Callable[..., Any]


def test_a_draw_counts_once_it_was_held(make: Builder, fold: Builder) -> None:
    sealed = make(DrawSealed, wanted=40)
    assert DRAW_ROWS.buckets(fold(DRAW_ROWS, sealed)) == frozenset()
    held = fold(DRAW_ROWS, sealed, make(DrawHeld, held_on=date(2026, 9, 3)))
    assert (held.wanted, held.drawn) == (40, 1)
    assert DRAW_ROWS.buckets(held) == {"draws/county/2026-09", "draws/county/all"}
    assert fold(DRAW_ROWS, make(DrawHeld)) is None

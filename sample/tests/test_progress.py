"""Whoever watches the season sees the day, the step and the time that is left."""

import io
from datetime import date

import pytest
from rich.console import Console

from county import sample_county
from season import progress
from season.progress import ACCOUNTS, CASES, CHAPTERS, VISITS, ProgressDisplay

DAY = date(2026, 8, 27)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds; the last one is now."""
    seconds = [1_000.0]
    monkeypatch.setattr("time.monotonic", lambda: seconds[-1])
    return seconds


def new_display(terminal: bool) -> tuple[ProgressDisplay, io.StringIO]:
    text = io.StringIO()
    return ProgressDisplay(Console(file=text, force_terminal=terminal, width=110), lambda: DAY), text


def test_the_shares_are_of_a_hundred_and_everybody_is_a_step() -> None:
    assert sum(chapter.share for chapter in CHAPTERS) == 100
    assert ACCOUNTS.steps == len(sample_county().people)


def test_the_rest_takes_as_long_as_what_was_done(clock: list[float]) -> None:
    display, _ = new_display(terminal=False)
    assert display.left is None
    display.begin(VISITS)
    assert display.done == 46
    clock.append(1_046.0)
    assert display.left is not None
    assert display.left.total_seconds() == 54
    for _ in range(VISITS.steps + 1):
        display.advance()
    assert display.done == 74
    display.begin(CASES)
    assert display.done == 74


def test_where_nobody_watches_a_line_comes_now_and_then(clock: list[float]) -> None:
    display, text = new_display(terminal=False)
    with display:
        display.begin(VISITS)
        display.advance()
        clock.append(1_000 + progress.SECONDS_BETWEEN_LINES)
        display.advance()
        display.advance()
    assert text.getvalue().splitlines() == [
        "season | 2026-08-27 四十次入企检查",
        "season | 2026-08-27 四十次入企检查 2/41，47 %，约剩 0:00:11",
    ]


def test_on_a_terminal_a_bar_moves(clock: list[float]) -> None:
    display, text = new_display(terminal=True)
    with display:
        display.begin(VISITS)
        clock.append(1_046.0)
        for _ in range(20):
            display.advance()
    last = text.getvalue().splitlines()[-2]
    assert "2026-08-27 四十次入企检查 20/41" in last
    assert "━" in last
    assert "60 %，约剩 0:00:31" in last

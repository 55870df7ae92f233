"""A re-check of a visit moves points once both officers saw it (APL 42)."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench
from contracts.event import Event
from contracts.inspections import InspectorReplaced, TermRechecked, VisitActConfirmed, VisitAssigned
from credit.service import Service

type History = Callable[..., Awaitable[dict[str, Any]]]
type Assigned = Callable[[str], VisitAssigned]

ON = date(2026, 8, 31)
OFFICERS = ("HB-1001", "HB-1002")


def recheck(fulfilled: bool, officer: str | None = OFFICERS[0]) -> TermRechecked:
    return TermRechecked(item="safety-03", fulfilled=fulfilled, rechecked_on=ON, picture="a" * 64, officer=officer)


def confirmed(act: str = "recheck-safety-03", certificate: str = OFFICERS[1]) -> VisitActConfirmed:
    return VisitActConfirmed(act=act, certificate=certificate, confirmed_on=ON)


def rules(history: dict[str, Any]) -> list[tuple[str, int]]:
    return [(entry["rule"], entry["points"]) for entry in history["entries"]]


@pytest.mark.usefixtures("registered")
async def test_a_recheck_of_a_visit_moves_points_once_both_officers_saw_it(
    bench: Bench[Service], code: str, history: History, assigned: Assigned
) -> None:
    await bench.hear("visit-1", assigned(code))
    source = await bench.hear("visit-1", recheck(fulfilled=False))
    await bench.hear("visit-1", confirmed("record"))
    await bench.hear("visit-1", confirmed("order-safety-03"))
    assert rules(await history()) == []
    await bench.hear("visit-1", confirmed())
    seen = await history()
    assert rules(seen) == [("order-unfulfilled", -10)]
    assert (seen["entries"][0]["source"], seen["entries"][0]["happened_on"]) == (source.id, ON.isoformat())
    assert await bench.parked() == []


@pytest.mark.usefixtures("registered")
async def test_a_recheck_of_before_which_names_no_officer_counts_at_once(
    bench: Bench[Service], code: str, history: History, assigned: Assigned
) -> None:
    await bench.hear("visit-1", assigned(code))
    await bench.hear("visit-1", recheck(fulfilled=True, officer=None))
    assert rules(await history()) == [("order-fulfilled", 3)]


@pytest.mark.usefixtures("registered")
async def test_a_recheck_that_was_made_anew_counts_once_as_both_saw_it_also_after_a_rewind(
    bench: Bench[Service], code: str, history: History, assigned: Assigned
) -> None:
    facts: list[Event] = [
        assigned(code),
        recheck(fulfilled=False),
        InspectorReplaced(replaced=OFFICERS[1], by="HB-1003", replaced_on=ON, reason="…"),
        recheck(fulfilled=True),
        confirmed(certificate="HB-1003"),
    ]
    heard = [(await bench.hear("visit-1", event), event) for event in facts]
    assert rules(await history()) == [("order-fulfilled", 3)]
    for envelope, event in heard:
        await bench.hear_again(envelope, event)
    assert rules(await history()) == [("order-fulfilled", 3)]

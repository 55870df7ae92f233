"""A seal, and what comes after the end of a visit or patrol, brings the file before the judge."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.inspected import patrolled, visited
from tests.support.lawful import PAIR, File
from tests.support.neighbours import without

from chassis.testing import Caller
from contracts.event import Event
from contracts.inspections import (
    DrawSealed,
    InspectorReplaced,
    PatrolFindingConfirmed,
    PatrolFindingSetAside,
    PatrolOfficerReplaced,
    PatrolReferred,
    ReferralForgone,
    ViolationReferred,
)

type Tell = Callable[..., Any]


async def alerts(caller: Caller) -> list[dict[str, Any]]:
    """The alerts about what was seen and came to nothing."""
    found = (await caller.ask("/alerts", kind="review-finding")).raise_for_status().json()["items"]
    return [alert for alert in found if alert["rule"] == "X-40"]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (visited(), InspectorReplaced),
        (visited(), ViolationReferred),
        (visited(), ReferralForgone),
        (patrolled(), PatrolOfficerReplaced),
        (patrolled(), PatrolFindingConfirmed),
        (patrolled(), PatrolFindingSetAside),
        (File("draw-1"), DrawSealed),
    ],
    ids=lambda given: given.__name__ if isinstance(given, type) else "",
)
async def test_a_seal_and_what_comes_after_an_end_are_reviewed(
    file: File, kind: type[Event], tell: Tell, supervisor: Caller, make: Callable[..., Any]
) -> None:
    await tell(file.add(make(kind)))
    page = (await supervisor.ask(f"/reviews/review-{file.id}")).raise_for_status().json()
    assert page["sequence"] == len(file.events)


async def test_x40_what_was_open_at_the_end_is_settled_by_what_comes_of_it(
    tell: Tell, supervisor: Caller, make: Callable[..., Any]
) -> None:
    file = patrolled()
    await tell(without(file.history(), PatrolReferred))
    assert [one["open"] for one in await alerts(supervisor)] == [True]
    aside = {"finding": "patrol-1-1", "same_as": None, "set_aside_on": file.day, "officer": PAIR[0]}
    await tell(File(file.id, file.day, file.minute).add(make(PatrolFindingSetAside, **aside)))
    assert [one["reason"] for one in await alerts(supervisor)] == ["not-found-again"]

"""Facts of a visit for a judge without a store: whom they are told, and what they are without."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import Bench
from contracts.values import Role
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")
type Assign = Callable[[str], Awaitable[str]]


async def test_facts_are_for_those_who_act_in_the_body(cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    assert (await cast.stranger.ask(f"{visit}/facts")).status_code == 404
    for caller in (cast.supervisor, cast.office):
        assert (await caller.ask(f"{visit}/facts")).status_code == 403
    for caller in (cast.a, cast.c, cast.captain, cast.head):
        known = await caller.ask(f"{visit}/facts")
        assert (known.status_code, known.headers["ETag"], known.json()["version"]) == (200, '"1"', 1)
        assert known.json()["rules"] == (await caller.ask("/rules")).json()["rules"]


async def test_facts_of_another_body_are_for_nobody_who_sees_every_bodys_visits(
    cast: Any, assign: Assign, bench: Bench[Service]
) -> None:
    visit = await assign("one")
    roles = (Role.SUPERVISOR, Role.OFFICER)
    both = bench.caller("supervisor-2", "130624-justice", *roles, certificate="HB-S")
    assert (await both.ask(visit)).status_code == 200
    assert (await both.ask(f"{visit}/facts")).status_code == 404


async def test_facts_hold_nothing_personal_and_no_sign_ins(cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    await cast.a.act(f"{visit}/opening")
    noted = await cast.a.act(f"{visit}/answers", {"item": "safety-01", "answer": "problem", "note": "店主王某在场"})
    assert noted.status_code == 200
    known = await cast.a.ask(f"{visit}/facts")
    for personal in ("王某", "某人"):
        assert personal not in known.text
    people = known.json()["facts"]["people"]
    assert [one["id"] for one in people] == ["officer-A", "officer-B", "officer-C"]
    assert all(one["row"]["ended"] == [] and one["row"]["session"] == 0 for one in people)

"""A draw that is sealed and not held: nobody is left to witness its seed, or its last day to inspect has passed."""

from datetime import date
from typing import Any

import pytest

from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench, SetClock
from contracts.event import Event
from contracts.identity import AccountClosed, OfficerRegistered, RolesChanged
from contracts.inspections import DrawOverdue
from contracts.values import Role
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories", "justice")

SEED = "20260908-1 40817 55290 13376 90142"
MOVED = RolesChanged(roles=(Role.DRAW_OFFICE,))
CLOSED = AccountClosed(closed_on=date(2026, 9, 8), reason="调离")
SEAL: dict[str, Any] = {"wanted": 2, "item_lists": ["safety"], "inspect_until": "2026-09-30"}
BY_LOT = {"source": "double-colour-ball", "issue": "2026104", "on": "2026-09-08"}


def witnessed_by(*accounts: str, day: int = 8) -> dict[str, Any]:
    people = zip(("甲乙", "丙丁"), (*accounts, None, None), strict=False)
    witnesses = [{"name": name, "role": "公证员"} | ({"account": own} if own else {}) for name, own in people]
    issue = f"202609{day:02}-1"
    return {"source": "witnessed", "issue": issue, "on": f"2026-09-{day:02}", "witnesses": witnesses}


@pytest.fixture
async def justice(bench: Bench[Service]) -> None:
    for account in ("supervisor-1", "supervisor-2"):
        registered = OfficerRegistered(body="130624-justice", township=None, roles=(Role.SUPERVISOR,), name="某人")
        await bench.hear(account, registered)


async def sealed(cast: Any, seed: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = await cast.office.act("/draws", SEAL | {"seed": seed} | more)
    assert answer.status_code == 201, answer.text
    view: dict[str, Any] = answer.json()
    return view


def code(answer: Any) -> str:
    return str(answer.json()["code"])


@pytest.mark.parametrize("gone", [CLOSED, MOVED], ids=["closed", "of a role that witnesses nothing"])
async def test_x36_a_draw_whose_witnesses_are_gone_is_sealed_anew_with_a_reason(
    bench: Bench[Service], cast: Any, clock: SetClock, gone: Event
) -> None:
    """The second sealing names the first; nobody takes a witness's place in what was sealed."""
    first = await sealed(cast, witnessed_by("supervisor-1"))
    path = f"/draws/{first['id']}"
    clock.advance(days=1)
    await bench.hear("supervisor-1", gone)
    for rehearsal in ("", "?dry_run=true"):
        refused = await cast.office.act(f"{path}/holding{rehearsal}", {"seed": SEED})
        assert code(refused) == ("inspections/draw-rehearsed" if rehearsal else "inspections/witnesses-gone")
    refused = await cast.office.act(f"{path}/holding", {"seed": SEED})
    assert (refused.status_code, "另行封存" in refused.text) == (409, True)
    nobody = SEAL | {"seed": witnessed_by("supervisor-1", day=9), "reason": "原见证人不能再见证"}
    assert code(await cast.office.act("/draws", nobody)) == "inspections/no-witness-account"
    again = {"seed": witnessed_by("supervisor-2", day=9)}
    assert code(await cast.office.act("/draws", SEAL | again)) == "inspections/sealed-before"
    second = await sealed(cast, again["seed"], reason="原见证人的账户已注销")
    assert (second["besides"], second["reason"]) == ([first["id"]], "原见证人的账户已注销")


async def test_one_witness_who_is_left_is_enough(bench: Bench[Service], cast: Any, clock: SetClock) -> None:
    path = f"/draws/{(await sealed(cast, witnessed_by('supervisor-1', 'supervisor-2')))['id']}"
    clock.advance(days=1)
    await bench.hear("supervisor-1", CLOSED)
    assert code(await cast.office.act(f"{path}/holding", {"seed": SEED})) == "inspections/seed-unwitnessed"
    other = bench.caller("supervisor-2", "130624-justice", Role.SUPERVISOR)
    assert (await other.act(f"{path}/seed", {"seed": SEED})).status_code == 200
    assert (await cast.office.act(f"{path}/holding", {"seed": SEED})).status_code == 200


async def test_what_a_witness_told_before_the_account_was_closed_counts(
    bench: Bench[Service], cast: Any, clock: SetClock
) -> None:
    path = f"/draws/{(await sealed(cast, witnessed_by('supervisor-1')))['id']}"
    clock.advance(days=1)
    await cast.supervisor.act(f"{path}/seed", {"seed": SEED})
    await bench.hear("supervisor-1", CLOSED)
    assert (await cast.office.act(f"{path}/holding", {"seed": SEED})).status_code == 200


@pytest.mark.parametrize("held", [False, True])
async def test_x36_a_draw_that_nobody_held_is_flagged_once(
    bench: Bench[Service], cast: Any, clock: SetClock, held: bool
) -> None:
    draw = (await sealed(cast, BY_LOT))["id"]
    clock.advance(days=2)
    if held:
        await cast.office.act(f"/draws/{draw}/holding", {"seed": "2026104 03 08 12 19 27 31 05"})
    late = []
    for days in (21, 1, 1):
        clock.advance(days=days)
        for ticking in bench.parts.ticking:
            await tick_due(ticking, clock)
        history = await bench.service.draws.store.history(draw)
        late.append([one["data"]["until"] for one in history if one["type"] == DrawOverdue.type])
    assert late == [[], [] if held else ["2026-09-30"], [] if held else ["2026-09-30"]]
    assert (await cast.a.ask(f"/draws/{draw}")).json()["late"] is not held


async def test_x36_a_draw_is_held_and_witnessed_until_its_last_day_to_inspect(cast: Any, clock: SetClock) -> None:
    """What is drawn later can't be inspected in time: the pool is sealed anew, with a reason."""
    path = f"/draws/{(await sealed(cast, witnessed_by('supervisor-1')))['id']}"
    clock.advance(days=24)
    for late in (await cast.supervisor.act(f"{path}/seed", {"seed": SEED}), await hold(cast, path)):
        assert (late.status_code, code(late)) == (409, "inspections/draw-expired")
        assert ("2026-09-30" in late.json()["detail"], "另行封存" in late.text) == (True, True)
    seed = witnessed_by("supervisor-1") | {"issue": "20261002-1", "on": "2026-10-02"}
    await sealed(cast, seed, inspect_until="2026-10-31", reason="首次封存后逾期未抽取")


async def test_a_draw_is_held_on_its_last_day_to_inspect(cast: Any, clock: SetClock) -> None:
    path = f"/draws/{(await sealed(cast, witnessed_by('supervisor-1')))['id']}"
    clock.advance(days=23)
    assert (await cast.supervisor.act(f"{path}/seed", {"seed": SEED})).status_code == 200
    assert (await hold(cast, path)).status_code == 200


async def hold(cast: Any, path: str) -> Any:
    return await cast.office.act(f"{path}/holding", {"seed": SEED})

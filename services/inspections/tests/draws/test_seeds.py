"""The seed is named when the pool is sealed, and nobody can know it then (X-36)."""

from datetime import date
from typing import Any

import pytest

from chassis.recovery import verify
from chassis.testing import Bench, SetClock
from contracts.identity import AccountClosed, OfficerRegistered, RolesChanged
from contracts.inspections import DrawSealed, SeedWitnessed
from contracts.values import PersonId, Role
from inspections.draws.domain.seeds import source_of
from inspections.draws.reference import load_seed_sources
from inspections.recovery import reclaim
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories", "justice")

TOWN = "130624100"
NAMED = {"source": "double-colour-ball", "issue": "2026104", "on": "2026-09-08"}
SEAL: dict[str, Any] = {"wanted": 2, "item_lists": ["safety"], "inspect_until": "2026-09-30", "seed": NAMED}
SEED = "2026104 03 08 12 19 27 31 05"
WITNESSES = [{"name": "甲乙", "role": "县司法局工作人员"}, {"name": "丙丁", "role": "县公证处公证员"}]
WITH_ACCOUNT = [WITNESSES[0] | {"account": "supervisor-1"}, WITNESSES[1]]
THROWN_SEED = "20260908-1 40817 55290 13376 90142"
THROWN = {"source": "witnessed", "issue": "20260908-1", "on": "2026-09-08", "witnesses": WITH_ACCOUNT}


@pytest.fixture
async def justice(bench: Bench[Service]) -> None:
    registered = OfficerRegistered(body="130624-justice", township=None, roles=(Role.SUPERVISOR,), name="某人")
    await bench.hear("supervisor-1", registered)


async def sealed(cast: Any, **seed: Any) -> str:
    answer = await cast.office.act("/draws", SEAL | {"seed": NAMED | seed})
    assert answer.status_code == 201, answer.text
    return f"/draws/{answer.json()['id']}"


@pytest.mark.parametrize(
    ("seed", "code"),
    [
        ({"source": "coin"}, "inspections/no-such-seed-source"),
        ({"issue": "26104"}, "inspections/no-such-issue"),
        ({"on": "2026-09-09"}, "inspections/no-such-issue"),
        ({"on": "2026-09-06"}, "inspections/seed-known-already"),
        ({"witnesses": WITNESSES}, "inspections/witnesses-wanted"),
        (THROWN | {"witnesses": WITNESSES[:1]}, "inspections/witnesses-wanted"),
        (THROWN | {"witnesses": [WITNESSES[0], WITNESSES[0]]}, "inspections/witnesses-wanted"),
        (THROWN | {"issue": "20260907-1", "on": "2026-09-07"}, "inspections/seed-known-already"),
        (THROWN | {"on": "2026-09-09"}, "inspections/no-such-issue"),
        ({"issue": "2026001"}, "inspections/no-such-issue"),
        ({"issue": "2026103"}, "inspections/no-such-issue"),
        ({"issue": "2026108"}, "inspections/no-such-issue"),
        ({"issue": "2025104"}, "inspections/no-such-issue"),
    ],
)
async def test_x36_a_seed_is_named_that_nobody_can_know(cast: Any, seed: dict[str, Any], code: str) -> None:
    refused = await cast.office.act("/draws", SEAL | {"seed": NAMED | seed})
    assert refused.json()["code"] == code
    assert (await cast.office.ask("/draws")).json()["items"] == []


async def test_x36_a_pool_is_not_sealed_without_naming_a_seed(cast: Any) -> None:
    refused = await cast.office.act("/draws", {name: value for name, value in SEAL.items() if name != "seed"})
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/no-seed-source")


async def test_the_next_issue_of_each_source_is_told_and_can_be_sealed_by(cast: Any, clock: SetClock) -> None:
    told = {one["code"]: one for one in (await cast.office.ask("/draws/seed-sources")).json()}
    assert {code: (one["issue"], one["on"], one["witnesses"]) for code, one in told.items()} == {
        "double-colour-ball": ("2026104", "2026-09-08", 0),
        "witnessed": ("20260908-1", "2026-09-08", 2),
    }
    await sealed(cast, issue=told["double-colour-ball"]["issue"], on=told["double-colour-ball"]["on"])
    clock.advance(days=1, hours=11, minutes=15)
    later = {one["code"]: one for one in (await cast.office.ask("/draws/seed-sources")).json()}
    assert (later["double-colour-ball"]["issue"], later["double-colour-ball"]["on"]) == ("2026105", "2026-09-10")


async def test_x36_at_the_moment_itself_it_is_too_late_to_seal(cast: Any, clock: SetClock) -> None:
    clock.advance(days=1, hours=11, minutes=15)
    refused = await cast.office.act("/draws", SEAL)
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/seed-known-already")
    assert "2026-09-08 21:15" in refused.json()["detail"]
    clock.advance(seconds=-1)
    await sealed(cast)


async def test_x36_no_seed_is_taken_before_its_moment(cast: Any, clock: SetClock) -> None:
    path = await sealed(cast)
    clock.advance(days=1, hours=11, minutes=14)
    refused = await cast.office.act(f"{path}/holding", {"seed": SEED})
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/seed-too-early")
    clock.advance(minutes=1)
    assert (await cast.office.act(f"{path}/holding", {"seed": SEED})).status_code == 200


@pytest.mark.parametrize(
    "seed",
    [
        "2026103 03 08 12 19 27 31 05",
        "2026104 08 03 12 19 27 31 05",
        "2026104 03 03 12 19 27 31 05",
        "2026104 3 8 12 19 27 31 5",
        "2026104  03 08 12 19 27 31 05",
        "2026104 03 08 12 19 27 31 05 ",
        "2026104 03 08 12 19 27 34 05",
        "2026104 03 08 12 19 27 31 17",
        "2026104 03 08 12 19 27 31",
        "2026104 ０3 08 12 19 27 31 05",
        "2026104",
    ],
)
async def test_x36_a_seed_has_one_writing(cast: Any, clock: SetClock, seed: str) -> None:
    """Another one would draw other firms, so that somebody could choose among writings."""
    path = await sealed(cast)
    clock.advance(days=2)
    refused = await cast.office.act(f"{path}/holding", {"seed": seed})
    assert (refused.status_code, refused.json()["code"]) == (422, "inspections/seed-not-canonical")
    assert (await cast.office.ask(path)).json()["held_on"] is None


async def test_x36_an_issue_serves_one_draw(bench: Bench[Service], cast: Any) -> None:
    """Whatever is drawn, and by whatever reason; also after a restore that lost the claim."""
    first = await sealed(cast)
    again = SEAL | {"item_lists": ["fire"], "reason": "另一领域"}
    refused = await cast.office.act("/draws", again)
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/issue-taken")
    assert first.removeprefix("/draws/") in refused.json()["detail"]
    await bench.parts.documents.delete("claim", {})
    assert len((await reclaim(bench.service)).taken) == 1
    assert (await cast.office.act("/draws", again)).json()["code"] == "inspections/issue-taken"
    assert [line for line in await verify(bench.service.draws.store) if "unpublished" not in line] == []


async def test_a_dry_run_takes_no_issue(cast: Any) -> None:
    assert (await cast.office.act("/draws?dry_run=true", SEAL)).status_code == 201
    await sealed(cast)


async def test_witnesses_are_sealed_and_only_their_capacity_is_shown(
    bench: Bench[Service], cast: Any, clock: SetClock
) -> None:
    path = await sealed(cast, **THROWN)
    view = (await cast.a.ask(path)).json()
    assert (view["witnesses"], "甲乙" in str(view)) == (["县司法局工作人员", "县公证处公证员"], False)
    (record,) = await bench.service.draws.store.history(path.removeprefix("/draws/"))
    assert record["personal"]["witnesses"]["value"] == WITNESSES
    clock.advance(days=1)
    thrown = {"seed": THROWN_SEED}
    assert (await cast.supervisor.act(f"{path}/seed", thrown)).json()["witnessed_on"] == "2026-09-08"
    held = (await cast.office.act(f"{path}/holding", thrown)).json()
    assert held["seed_source"] == "两名见证人在场的现场摇号第 20260908-1 期"


@pytest.mark.parametrize("account", [None, "nobody", "office-1"])
async def test_x36_one_of_the_witnesses_is_of_another_body_with_an_account(
    bench: Bench[Service], cast: Any, account: str | None
) -> None:
    office = OfficerRegistered(body="130624-draw-office", township=None, roles=(Role.DRAW_OFFICE,), name="某人")
    await bench.hear("office-1", office)
    witnesses = [WITNESSES[0] | {"account": account}, WITNESSES[1]]
    refused = await cast.office.act("/draws", SEAL | {"seed": THROWN | {"witnesses": witnesses}})
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/no-witness-account")


async def test_x36_each_witness_has_an_open_account_of_their_own(bench: Bench[Service], cast: Any) -> None:
    twice = [one | {"account": "supervisor-1"} for one in WITNESSES]
    refused = await cast.office.act("/draws", SEAL | {"seed": THROWN | {"witnesses": twice}})
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/no-witness-account")
    await bench.hear("supervisor-1", AccountClosed(closed_on=date(2026, 9, 7), reason="调离"))
    closed = await cast.office.act("/draws", SEAL | {"seed": THROWN})
    assert (closed.status_code, closed.json()["code"]) == (409, "inspections/no-witness-account")


async def test_x36_a_seed_that_witnesses_see_is_told_by_two(bench: Bench[Service], cast: Any, clock: SetClock) -> None:
    path = await sealed(cast, **THROWN)
    thrown, other = {"seed": THROWN_SEED}, {"seed": THROWN_SEED.replace("40817", "40818")}
    early = await cast.supervisor.act(f"{path}/seed", thrown)
    assert early.json()["code"] == "inspections/seed-too-early"
    clock.advance(days=1)
    alone = await cast.office.act(f"{path}/holding", thrown)
    assert (alone.status_code, alone.json()["code"]) == (409, "inspections/seed-unwitnessed")
    assert (await cast.office.act(f"{path}/seed", thrown)).status_code == 403
    for somebody in (cast.a, cast.head, cast.stranger):
        refused = await somebody.act(f"{path}/seed", thrown)
        assert (refused.status_code, refused.json()["code"]) == (403, "inspections/not-a-witness")
    offered = {step["name"]: step for step in (await cast.supervisor.ask(path)).json()["next_steps"]}
    assert {name: step["may_i"] for name, step in offered.items()} == {"witness-seed": True, "hold-draw": False}
    assert [one["code"] for one in offered["hold-draw"]["missing"]] == ["inspections/seed-unwitnessed"]
    wrong = await cast.supervisor.act(f"{path}/seed", {"seed": "40817"})
    assert wrong.json()["code"] == "inspections/seed-not-canonical"
    assert (await cast.supervisor.act(f"{path}/seed", other)).status_code == 200
    differs = await cast.office.act(f"{path}/holding", thrown)
    assert (differs.status_code, differs.json()["code"]) == (409, "inspections/seed-otherwise-witnessed")
    assert "40818" not in differs.text
    assert "40818" not in (await cast.office.ask(path)).text, "each tells the seed alone"
    assert (await cast.supervisor.act(f"{path}/seed", thrown)).status_code == 200
    witnessed = (await bench.service.draws.store.read(path.removeprefix("/draws/"))).state.witnessed
    assert witnessed == SeedWitnessed(
        seed=THROWN_SEED, witness=PersonId("supervisor-1"), body="130624-justice", witnessed_on=date(2026, 9, 8)
    )
    assert (await cast.office.act(f"{path}/holding", thrown)).status_code == 200
    late = await cast.supervisor.act(f"{path}/seed", thrown)
    assert late.json()["code"] == "inspections/already-held"


async def test_a_public_seed_needs_no_witness(cast: Any, clock: SetClock) -> None:
    path = await sealed(cast)
    clock.advance(days=2)
    refused = await cast.supervisor.act(f"{path}/seed", {"seed": SEED})
    assert refused.json()["code"] == "inspections/not-a-witness"
    assert (await cast.office.act(f"{path}/holding", {"seed": SEED})).status_code == 200


async def test_a_draw_of_before_whose_witnesses_have_no_account_is_held_as_it_was(
    bench: Bench[Service], cast: Any, clock: SetClock
) -> None:
    path = await sealed(cast, **THROWN)
    id = path.removeprefix("/draws/")
    change = {"$set": {"state.sealed.witness_accounts": [], "version": 2}}
    await bench.parts.documents.update("draw", {"_id": id}, change)
    clock.advance(days=1)
    assert (await cast.office.act(f"{path}/holding", {"seed": THROWN_SEED})).status_code == 200


async def test_a_draw_that_was_sealed_without_naming_a_seed_is_not_held(bench: Bench[Service], cast: Any) -> None:
    """As the version before did; nobody can say what came first."""
    path = await sealed(cast)
    store = bench.service.draws.store
    (record,) = await store.history(path.removeprefix("/draws/"))
    named = {"seed_source", "seed_title", "seed_issue", "seed_known_from"}
    old = {name: value for name, value in record["data"].items() if name not in named}
    assert DrawSealed.model_validate(old).seed_source is None
    await bench.parts.documents.update(
        "draw", {"_id": path.removeprefix("/draws/")}, {"$set": {"state.sealed": old, "version": 2}}
    )
    refused = await cast.office.act(f"{path}/holding", {"seed": SEED})
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/no-seed-source")


@pytest.mark.parametrize("decider", ["head-2", "nobody", "officer-A", "officer-B", "head-1", "head-3"])
async def test_x03_a_recusal_is_decided_in_the_officers_body(bench: Bench[Service], cast: Any, decider: str) -> None:
    """Not by another body, by nobody who is known, by the officer, a colleague, or who is head no longer (APL 43).

    The account of the third head was closed.
    """
    await bench.hear("head-1", OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.HEAD,), name="某人"))
    await bench.hear("head-1", RolesChanged(roles=(Role.OFFICER,)))
    await bench.hear("head-3", OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.HEAD,), name="某人"))
    await bench.hear("head-3", AccountClosed(closed_on=date(2026, 9, 1), reason="调离"))
    elsewhere = OfficerRegistered(body="130624101", township="130624101", roles=(Role.HEAD,), name="某人")
    await bench.hear("head-2", elsewhere)
    recusal = {"firm": "91130624MA0000001L", "certificate": "HB-A", "reason": "近亲属", "decided_by": decider}
    refused = await cast.office.act("/draws", SEAL | {"wanted": 1, "recusals": [recusal]})
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/not-their-head")
    assert decider not in refused.json()["detail"]


def test_the_lottery_is_drawn_on_three_evenings() -> None:
    source = source_of(load_seed_sources(), "double-colour-ball", date(2026, 9, 7))
    assert [day for day in range(7, 14) if source.draws(date(2026, 9, day))] == [8, 10, 13]
    assert [source.number_on(date(2026, 9, day)) for day in (8, 10, 13)] == [104, 105, 106]
    assert not source.issued("2026020", date(2026, 2, 17)), "a pause"
    taken = [number for number in range(100, 112) if source.issued(f"2026{number}", date(2026, 9, 8))]
    assert taken == [104, 105, 106, 107], "none that came out before, some that come out later"


async def test_x36_nobody_reads_whose_the_tickets_are_before_the_draw_is_held(cast: Any, clock: SetClock) -> None:
    """With them the draw could be rehearsed with one seed after another."""
    path = await sealed(cast)
    for reader in (cast.office, cast.supervisor):
        refused = await reader.ask(f"{path}/openings")
        assert (refused.status_code, refused.json()["code"]) == (404, "inspections/not-held")
    clock.advance(days=2)
    await cast.office.act(f"{path}/holding", {"seed": SEED})
    assert (await cast.supervisor.ask(f"{path}/openings")).status_code == 200

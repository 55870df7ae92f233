"""Findings that may be about one act are shown, with the clues that may be, and one is joined to the other (APL 54)."""

from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, jpeg
from contracts.cases import ClueRegistered, ClueSource
from contracts.inspections import PatrolFindingSetAside
from contracts.values import Role
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

TOWN = "130624100"
PATROL = {"officers": ["HB-A", "HB-B"], "route": "镇区至大沙河沿线", "patrol_on": "2026-09-08"}
ASIDE = {"reasons": "与另一项发现为同一堆垃圾"}


@pytest.fixture
async def path(cast: Any) -> str:
    answer = await cast.captain.act("/patrols", PATROL)
    return f"/patrols/{answer.json()['id']}"


async def found(cast: Any, path: str, place: str = "沙河滩地") -> str:
    body = {"place": place, "picture": await cast.a.upload(jpeg(place + path)), "description": "有人焚烧垃圾"}
    answer = await cast.a.act(f"{path}/findings", body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["patrol"]["found"][-1]["finding"])


def code(answer: Any) -> str:
    return str(answer.json()["code"])


async def test_two_findings_of_one_patrol_are_shown_and_joined(bench: Bench[Service], cast: Any, path: str) -> None:
    one, other = await found(cast, path), await found(cast, path, "大沙河沙河滩地")
    assert (await cast.b.ask(path)).json()["similar"] == {one: [other], other: [one]}
    joined = ASIDE | {"finding": other, "same_as": one}
    assert code(await cast.a.act(f"{path}/set-aside", joined | {"same_as": other})) == (
        "inspections/finding-same-as-itself"
    )
    assert code(await cast.a.act(f"{path}/set-aside", joined | {"same_as": "finding-x"})) == (
        "inspections/no-finding-to-join"
    )
    assert code(await cast.a.act(f"{path}/set-aside", joined | {"finding": "finding-x"})) == (
        "inspections/no-such-finding"
    )
    done = (await cast.a.act(f"{path}/set-aside", joined)).json()
    (fact,) = (await bench.service.patrols.store.read(path.removeprefix("/patrols/"))).state.set_aside
    assert isinstance(fact, PatrolFindingSetAside)
    assert (fact.finding, fact.same_as, fact.officer) == (other, one, "HB-A")
    assert "同一堆" not in str(done)
    back = {"finding": one, "same_as": other}
    assert code(await cast.b.act(f"{path}/set-aside", ASIDE | back)) == "inspections/finding-set-aside"
    assert code(await cast.b.act(f"{path}/set-aside", joined)) == "inspections/finding-set-aside"
    await cast.b.act(f"{path}/findings/{other}/confirmation")
    refused = await cast.a.act(f"{path}/referrals", {"finding": other, "power": "EN-03"})
    assert (refused.status_code, code(refused)) == (409, "inspections/finding-set-aside")
    await cast.b.act(f"{path}/findings/{one}/confirmation")
    assert (await cast.a.act(f"{path}/referrals", {"finding": one, "power": "EN-03"})).status_code == 200
    assert code(await cast.a.act(f"{path}/set-aside", ASIDE | {"finding": one})) == "inspections/already-referred"


async def test_a_finding_is_joined_to_one_of_another_patrol(cast: Any, path: str) -> None:
    one = await found(cast, path)
    later = f"/patrols/{(await cast.captain.act('/patrols', PATROL)).json()['id']}"
    other = await found(cast, later)
    assert (await cast.c.act(f"{later}/set-aside", ASIDE | {"finding": other})).json()["code"] == (
        "inspections/not-one-of-them"
    )
    done = await cast.b.act(f"{later}/set-aside", ASIDE | {"finding": other, "same_as": one})
    assert done.status_code == 200, done.text
    assert code(await cast.b.act(f"{path}/set-aside", ASIDE | {"finding": one, "same_as": other})) == (
        "inspections/finding-set-aside"
    )


@pytest.mark.usefixtures("certified_c")
async def test_nobody_is_sent_after_a_patrol_all_of_whose_findings_are_settled(cast: Any, path: str) -> None:
    finding = await found(cast, path)
    await cast.a.act(f"{path}/conclusion")
    ill = {"replaced": "HB-B", "by": "HB-C", "ground": "unable", "reason": "住院"}
    assert (await cast.head.act(f"{path}/replacement?dry_run=true", ill)).status_code == 200
    assert (await cast.a.act(f"{path}/set-aside", ASIDE | {"finding": finding})).status_code == 200
    assert code(await cast.head.act(f"{path}/replacement", ill)) == "inspections/patrol-over"


async def test_a_clue_and_a_finding_of_one_act_are_shown_to_each_other(
    bench: Bench[Service], cast: Any, path: str
) -> None:
    clues = {"clue-1": ("阜平镇沙河滩地", date(2026, 9, 2)), "clue-2": ("东街", date(2026, 9, 7))}
    clues |= {"clue-3": ("沙河滩地", date(2026, 8, 30))}
    for id, (place, day) in clues.items():
        await bench.hear(id, clue(place, day))
    await bench.hear("clue-4", clue("沙河滩地", date(2026, 9, 7), township="130624101"))
    finding = await found(cast, path)
    assert (await cast.b.ask(path)).json()["clues"] == {finding: ["clue-1"]}
    alike = [{"patrol": path.removeprefix("/patrols/"), "finding": finding, "place": "沙河滩地"}]
    seen = (await cast.b.ask("/patrols/like-clue/clue-1")).json()
    assert [{name: one[name] for name in alike[0]} for one in seen] == alike
    assert (await cast.supervisor.ask("/patrols/like-clue/clue-1")).json() == seen
    assert (await cast.b.ask("/patrols/like-clue/clue-2")).json() == []
    for caller, id in ((cast.b, "clue-4"), (cast.stranger, "clue-1"), (cast.b, "clue-9")):
        assert (await caller.ask(f"/patrols/like-clue/{id}")).status_code == 404
    assert (await cast.office.ask("/patrols/like-clue/clue-1")).status_code == 403
    assert (await cast.office.ask(path)).json()["clues"] == {}
    reviewer = bench.caller("reviewer-1", TOWN, Role.LEGAL_REVIEWER)
    assert (await reviewer.ask(path)).json()["clues"] == {}


def clue(place: str, day: date, township: str = TOWN) -> ClueRegistered:
    return ClueRegistered(
        source=ClueSource.HOTLINE,
        township=township,
        received_on=day,
        seen_on=day,
        place=place,
        description="有人焚烧垃圾",
        informant="某人",
    )

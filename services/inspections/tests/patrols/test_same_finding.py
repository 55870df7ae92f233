"""Findings that may be about one act are shown, with the clues that may be, and one is joined to the other (APL 54)."""

import asyncio
from datetime import date
from typing import Any

import pytest

from chassis.deadlines import HEAD, JOINED
from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench, SetClock, jpeg
from contracts.cases import ClueRegistered, ClueSource
from contracts.inspections import PatrolFindingSetAside
from contracts.origin import Origin
from contracts.values import PersonId, Role
from inspections.patrols.domain.setting_aside import JOINED_BACK
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
    refused = await cast.b.act(f"{path}/set-aside", ASIDE | back)
    assert code(refused) == "inspections/finding-set-aside"
    assert refused.json()["detail"].startswith("第 2 项巡查发现（大沙河沙河滩地，2026-09-07）已经决定不予移送")
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


async def test_x40_three_findings_joined_in_a_ring_at_once_are_not_all_set_aside(
    bench: Bench[Service], cast: Any, path: str, clock: SetClock
) -> None:
    """Whoever is on the way to be joined is nobody's target, and the other way round, whichever came first."""
    paths = [path, *[f"/patrols/{(await cast.captain.act('/patrols', PATROL)).json()['id']}" for _ in range(2)]]
    ring = [await found(cast, one) for one in paths]
    joins = [{"finding": one, "same_as": ring[place - 1]} for place, one in enumerate(ring)]
    answers = await asyncio.gather(
        *[cast.a.act(f"{one}/set-aside", ASIDE | join) for one, join in zip(paths, joins, strict=True)]
    )
    refused = {code(answer) for answer in answers if answer.status_code != 200}
    rules = {f"inspections/finding-{rule}" for rule in ("joined-back", "has-joined", "set-aside")}
    assert refused
    assert refused <= rules
    stored = [await bench.service.patrols.store.read(one.removeprefix("/patrols/")) for one in paths]
    aside = [fact for one in stored for fact in one.state.set_aside]
    assert 1 <= len(aside) < 3
    clock.advance(days=1)
    for ticking in bench.parts.ticking:
        await tick_due(ticking, clock)
    claims = [one for one in await bench.parts.documents.find("claim", {}) if one["_id"].startswith("joining-")]
    joined = {fact.finding for fact in aside} | {fact.same_as for fact in aside}
    kept = {claim["_id"].removeprefix("joining-") for claim in claims if claim["state"]["kept"]}
    assert kept == joined
    assert all(claim["state"]["kept"] or claim["state"]["freed"] for claim in claims)


@pytest.mark.parametrize("side", [HEAD, JOINED])
async def test_x40_a_finding_on_its_way_into_another_joining_is_not_joined(
    bench: Bench[Service], cast: Any, path: str, clock: SetClock, side: str
) -> None:
    """The other joining is claimed and not yet a fact: this one would be a head or, there, be joined itself."""
    one, other = await found(cast, path), await found(cast, path, "大沙河沙河滩地")
    held, rule = (one, "inspections/finding-has-joined") if side == HEAD else (other, "inspections/finding-joined-back")
    on_its_way = Origin(actor=PersonId("officer-B"), agency=TOWN, cause="command:b", request="", at=clock.at)
    await bench.service.patrols.claims.take(f"joining-{held}", f"{held}/{side}", JOINED_BACK, on_its_way)
    for query in ("?dry_run=true", ""):
        refused = await cast.a.act(f"{path}/set-aside{query}", ASIDE | {"finding": one, "same_as": other})
        assert (refused.status_code, code(refused)) == (409, rule)
    back = await cast.b.act(f"{path}/set-aside", ASIDE | {"finding": other, "same_as": one})
    assert back.status_code == 200, back.text


async def test_x40_what_others_were_joined_to_comes_to_nothing_with_them_only(
    bench: Bench[Service], cast: Any, path: str
) -> None:
    """Two findings, one of another patrol, join the first, which joins none then."""
    one = await found(cast, path)
    later = f"/patrols/{(await cast.captain.act('/patrols', PATROL)).json()['id']}"
    second, third = await found(cast, path, "沙河滩地北侧"), await found(cast, later)
    for where, finding in ((path, second), (later, third)):
        joined = await cast.a.act(f"{where}/set-aside", ASIDE | {"finding": finding, "same_as": one})
        assert joined.status_code == 200, joined.text
    fourth = await found(cast, later, "沙河滩地南侧")
    refused = await cast.a.act(f"{path}/set-aside", ASIDE | {"finding": one, "same_as": fourth})
    assert (refused.status_code, code(refused)) == (409, "inspections/finding-has-joined")
    nothing = {"finding": one, "reasons": "经核实为合法堆放"}
    for named in ([], [second], [second, third, "finding-x"]):
        refused = await cast.a.act(f"{path}/set-aside", nothing | {"joined": named})
        assert (refused.status_code, code(refused)) == (409, "inspections/joined-findings-unnamed")
    assert (await cast.a.act(f"{path}/set-aside", nothing | {"joined": [third, second]})).status_code == 200
    fact = (await bench.service.patrols.store.read(path.removeprefix("/patrols/"))).state.set_aside[-1]
    assert fact.joined == tuple(sorted([second, third]))


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

"""Lists of cases and clues: stages, lateness, words and totals."""

from typing import Any

import pytest

from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench
from contracts.credit import FirmKind, FirmRegistered, Risk
from contracts.credit_code import check_character
from contracts.values import Tier

FIRM = "91130624MA0000009" + check_character("91130624MA0000009")
CLUE = {
    "township": "130624100",
    "seen_on": "2026-08-30",
    "place": "沙河桥头",
    "description": "有人焚烧轮胎",
    "informant": "赵某",
}


@pytest.fixture
async def firm(bench: Bench[Any]) -> str:
    registered = FirmRegistered(
        code=FIRM,
        name="阜平县老乡菌业有限公司",
        township="130624100",
        kind=FirmKind.ENTERPRISE,
        field="catering",
        risk=Risk.ORDINARY,
        address="阜平镇某街",
        tier=Tier.B,
        legal_person="某人",
    )
    await bench.hear(f"firm-{FIRM}", registered)
    return FIRM


@pytest.fixture
def ids(town: Any, people: Any) -> Any:
    async def ids(**query: Any) -> list[str]:
        return [item["id"] for item in people.good(await town.first.ask("/cases", **query))["items"]]

    return ids


async def test_cases_are_listed_by_stage_and_lateness(town: Any, people: Any, bench: Bench[Any], ids: Any) -> None:
    early, late = await town.file(), await town.file(place="田间")
    await town.identify(early)
    await town.evidence(early)
    assert await ids(stage="investigated") == [early]
    assert await ids(stage="filed") == [late]
    assert await ids(late=True) == []
    town.clock.advance(days=100)
    for ticking in bench.parts.ticking:
        await tick_due(ticking, town.clock)
    listed = people.good(await town.first.ask("/cases", late=True, limit=1))
    assert (listed["total"], listed["items"][0]["late"], len(listed["items"])) == (2, True, 1)
    people.good(await town.head.act(f"/cases/{late}/withdrawal", {"reasons": "重复立案"}))
    assert await ids(late=True) == [early]
    assert await ids(late=False) == [late]


async def test_a_word_finds_the_act_the_place_the_firm_and_the_number(town: Any, firm: str, ids: Any) -> None:
    plain, of_firm = await town.file(place="沙河桥头"), await town.file(power="EN-01", place="厂区")
    party = {"name": "阜平县老乡菌业有限公司", "number": firm, "address": "阜平镇某街"}
    await town.identify(of_firm, subject="organisation", party=party, firm=firm)
    assert await ids(word="桥头") == await ids(word="焚烧沥青") == [plain]
    assert await ids(word="老乡") == await ids(word="菌业有限") == await ids(word=firm) == [of_firm]
    assert await ids(word=of_firm.removeprefix("case-")) == [of_firm]
    assert await ids(word="厂区", open=False) == []
    assert await ids(word="查无此处") == []


async def test_a_word_finds_nothing_of_another_body(town: Any, people: Any) -> None:
    await town.file(place="沙河桥头")
    found = people.good(await town.stranger.ask("/cases", word="桥头"))
    assert (found["items"], found["total"]) == ([], 0)


async def test_clues_are_listed_by_what_became_of_them(town: Any, people: Any) -> None:
    open_one = people.good(await town.hotline.act("/clues", CLUE), 201)["id"]
    aside = people.good(await town.hotline.act("/clues", CLUE | {"place": "西街"}), 201)["id"]
    people.good(await town.first.act(f"/clues/{aside}/set-aside", {"reasons": "现场核实为自家取暖"}))
    for query, wanted in (
        ({"stage": "to-check"}, [open_one]),
        ({"stage": "set-aside"}, [aside]),
        ({"word": "桥头"}, [open_one]),
        ({"late": True}, []),
    ):
        found = people.good(await town.first.ask("/clues", **query))
        assert ([item["id"] for item in found["items"]], found["total"]) == (wanted, len(wanted))


async def test_powers_are_given_out_by_page_without_the_whole_text(town: Any, people: Any) -> None:
    codes: list[str] = []
    page = people.good(await town.first.ask("/powers", limit=30))
    total = page["total"]
    while True:
        codes += [item["code"] for item in page["items"]]
        if page["next"] is None:
            break
        page = people.good(await town.first.ask("/powers", limit=30, cursor=page["next"]))
    assert len(codes) == len(set(codes)) == total > 30
    assert codes == sorted(codes)
    assert "power" not in page["items"][0]


async def test_a_clue_offers_the_powers_that_its_township_held_on_the_day(town: Any, people: Any) -> None:
    clue = people.good(await town.hotline.act("/clues", CLUE), 201)["id"]
    filing, _ = people.good(await town.first.ask(f"/clues/{clue}"))["next_steps"]
    offered = [choice["value"] for choice in filing["options"]["power"]["choices"]]
    held = people.good(await town.first.ask("/powers", limit=200, township="130624100", on="2026-08-30"))
    assert offered == [item["code"] for item in held["items"]]
    assert "EN-04" not in offered, "nobody confirmed it"

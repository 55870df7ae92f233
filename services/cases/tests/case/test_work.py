"""Work on cases and clues stands for itself: what it is about, at whom and where, without another request."""

from datetime import timedelta
from typing import Any

from services.cases.tests.conftest import ELSEWHERE, FIRST, TOWN, Town

from cases.case.subjects import subjects_of
from chassis.testing import Caller
from contracts.credit import FirmKind, FirmRegistered, Risk
from contracts.origin import Origin
from contracts.values import PersonId, Role, Tier

FIRM = "91130624MA0000001L"
PARTY = "王老五"


async def items(caller: Caller) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await caller.ask("/work")).raise_for_status().json()["items"]
    return found


def firm() -> FirmRegistered:
    return FirmRegistered(
        code=FIRM,
        name="阜平县某饭店",
        township=TOWN,
        kind=FirmKind.ENTERPRISE,
        field="catering",
        risk=Risk.ORDINARY,
        address="阜平镇某街",
        tier=Tier.B,
        legal_person="某人",
    )


async def test_a_case_tells_what_it_is_about(town: Town) -> None:
    case = await town.file()
    await town.approve(case)
    town.clock.at += timedelta(days=2)
    seen = await town.identify(case)
    (item,) = await items(town.first)
    assert item == {
        "kind": "case",
        "id": case,
        "version": seen["version"],
        "what": "take-evidence",
        "act": None,
        "label": "调查取证",
        "title": seen["power_name"],
        "place": "阜平镇东街",
        "township": TOWN,
        "party": PARTY,
        "stage": "filed",
        "who": FIRST,
        "since": "2026-09-03",
        "until": "2026-11-30",
        "provisional": False,
        "until_label": "",
    }
    answer = (await town.first.ask("/work")).json()
    assert answer["labels"] == {TOWN: "阜平镇", "filed": "已立案"}


async def test_the_partys_name_is_for_those_who_handle_the_case(town: Town) -> None:
    """Read anew whenever it is told: it is not stored with the work."""
    case = await town.file()
    await town.identify(case)
    assert [item["party"] for item in await items(town.head)] == [PARTY]
    (document,) = await town.bench.parts.documents.find("case", {"_id": case})
    assert PARTY not in str([document["moves"], document["state"]])
    renamed = await town.identify(case, party={"name": "王小五", "number": "132423187001010017", "address": "东街"})
    assert renamed["version"] == 3
    assert [item["party"] for item in await items(town.head)] == ["王小五"]


async def test_whoever_must_not_see_the_party_is_told_of_the_work_without_it(town: Town) -> None:
    case = await town.file()
    await town.identify(case)
    stored = await town.bench.service.cases.store.read(case)
    roles = frozenset({Role.HEAD})
    elsewhere = Origin(actor=PersonId("x"), agency=ELSEWHERE, cause="", request="", at=town.clock(), roles=roles)
    told = await subjects_of(town.bench.service.cases, [stored], elsewhere)
    assert (told[case].title, told[case].party) == (stored.state.filed.power_name, None)


async def test_a_firm_is_named_by_the_register(town: Town) -> None:
    await town.bench.hear(f"firm-{FIRM}", firm())
    case = await town.file()
    party = {"name": "执照上的名称", "number": FIRM, "address": "东街"}
    await town.identify(case, subject="organisation", firm=FIRM, party=party)
    assert {item["party"] for item in await items(town.first)} == {"阜平县某饭店"}


async def test_the_firm_stands_by_its_name_beside_its_code(town: Town) -> None:
    """In the page, in lists, and in what a command answers."""
    await town.bench.hear(f"firm-{FIRM}", firm())
    case = await town.file()
    party = {"name": "执照上的名称", "number": FIRM, "address": "东街"}
    answered = await town.identify(case, subject="organisation", firm=FIRM, party=party)
    page = (await town.first.ask(f"/cases/{case}")).json()
    (listed,) = (await town.first.ask("/cases")).json()["items"]
    assert [view["labels"][FIRM] for view in (answered, page, listed)] == ["阜平县某饭店"] * 3


async def test_acts_that_are_alike_are_told_apart(town: Town) -> None:
    case = await town.file()
    await town.identify(case)
    picture = [await town.first.upload(b"%PDF-1.7 " + bytes([number]), "application/pdf") for number in (1, 2)]
    acts = []
    for file in picture:
        taken = await town.first.act(
            f"/cases/{case}/evidence",
            {
                "officers": town.officers,
                "kind": "documentary",
                "blob": file,
                "taken_at": "2026-09-01T09:30:00+08:00",
                "description": "单据",
            },
        )
        acts = taken.raise_for_status().json()["unconfirmed"]
    assert len(acts) == 2
    assert [item["act"] for item in await items(town.second) if item["what"] == "confirm-act"] == acts


async def test_a_clue_says_in_short_what_was_said(town: Town) -> None:
    said = "有人在东街口露天焚烧废旧轮胎，黑烟很大，附近居民开不了窗，已经连续三天"
    clue = {"township": TOWN, "seen_on": "2026-08-31", "place": "东街口", "description": said, "informant": "张某"}
    id = (await town.hotline.act("/clues", clue)).raise_for_status().json()["id"]
    (item,) = await items(town.first)
    assert (item["id"], item["title"], item["place"]) == (id, f"{said[:29]}…", "东街口")
    assert (item["township"], item["party"], item["since"]) == (TOWN, None, "2026-09-01")
    assert "张某" not in str(item)


async def test_changes_tell_the_same(town: Town) -> None:
    after = (await town.first.ask("/work")).json()["next"]
    await town.file()
    (change,) = (await town.first.ask("/work-changes", after=after)).json()["changes"]
    assert change["items"] == await items(town.first)

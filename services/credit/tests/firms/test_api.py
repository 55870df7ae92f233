"""The register and the history of a firm, as callers see them."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from httpx import Response

from chassis.testing import Bench, Caller, SetClock
from contracts.inspections import UnmetReason, VisitUnmet
from contracts.values import Role
from credit.service import Service

type Firms = Callable[[int], dict[str, Any]]
type Imported = Callable[..., Awaitable[Response]]
type Written = Callable[..., str]

TOWNSHIP = "130624100"
OTHER = "130624101"


async def test_one_firm_is_registered_and_stands_only_once(registrar: Caller, firm: Firms) -> None:
    dry = await registrar.act("/firms?dry_run=true", firm(1))
    first = await registrar.act("/firms", firm(1))
    second = await registrar.act("/firms", firm(1))
    assert (dry.status_code, first.status_code, first.headers["etag"]) == (201, 201, '"1"')
    assert (second.status_code, second.json()["code"]) == (409, "already-exists")
    assert firm(1)["legal_person"] not in first.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "91130624MA00000011"}, "code"),
        ({"code": "131002196005020220"}, "code"),
        ({"township": "130624999"}, "township"),
        ({"owner": "x"}, "owner"),
        ({"name": "张三小卖部（13800138000）"}, "name"),
        ({"name": "é˜œå¹³å°å\x8d–部"}, "name"),
        ({"address": "大街3 130624199001010012"}, "address"),
    ],
)
async def test_a_wrong_field_is_named(change: dict[str, Any], field: str, registrar: Caller, firm: Firms) -> None:
    refused = await registrar.act("/firms", firm(1) | change)
    assert (refused.status_code, [fault["field"] for fault in refused.json()["faults"]]) == (422, [field])


async def test_a_household_may_be_called_after_its_person(registrar: Caller, firm: Firms) -> None:
    named = firm(1) | {"name": "张三小卖部", "legal_person": "张三"}
    assert (await registrar.act("/firms", named)).status_code == 201


async def test_a_firm_whose_class_moves_behind_the_reader_is_shown_at_the_end(
    bench: Bench[Service], registrar: Caller, firm: Firms, unmet: Callable[..., VisitUnmet], clock: SetClock
) -> None:
    """The worst first: while the first page is read, the last firm becomes worse than what was shown."""
    for number in (1, 2, 3):
        await registrar.act("/firms", firm(number))
    page = (await registrar.ask("/firms", sort="-tier", limit=1)).json()
    seen, last = [page["items"][0]["code"]], firm(1)["code"]
    assert seen == [max(firm(number)["code"] for number in (1, 2, 3))]
    clock.advance(seconds=1)
    await bench.hear("visit-1", unmet(last, UnmetReason.NOT_FOUND))
    await bench.hear_own("ledger", f"ledger-{last}-2026", "credit.ledger")
    while page["next"]:
        page = (await registrar.ask("/firms", sort="-tier", limit=1, cursor=page["next"])).json()
        seen += [f"{item['code']} {item['tier']}" for item in page["items"]]
    assert seen[-1] == f"{last} C"


async def test_lists_filter_sort_and_page(registrar: Caller, firm: Firms, imported: Imported) -> None:
    rows = [firm(number) for number in range(1, 6)]
    rows[4] |= {"township": OTHER, "kind": "cooperative", "name": "龙泉关合作社"}
    await imported(*rows)

    async def codes(**parameters: Any) -> list[str]:
        return [item["code"] for item in (await registrar.ask("/firms", **parameters)).json()["items"]]

    all_codes = [row["code"] for row in rows]
    assert await codes() == sorted(all_codes)
    assert await codes(sort="-code") == sorted(all_codes, reverse=True)
    assert await codes(township=OTHER) == await codes(kind="cooperative") == await codes(word="龙泉") == [all_codes[4]]
    assert await codes(tier="B", word="阜平县第3") == [all_codes[2]]
    assert await codes(tier="D") == []
    first = (await registrar.ask("/firms", limit=3)).json()
    assert await codes(limit=3, cursor=first["next"]) == sorted(all_codes)[3:]
    unsortable = await registrar.ask("/firms", sort="score")
    assert (unsortable.status_code, unsortable.json()["code"]) == (422, "bad-sort")


@pytest.mark.parametrize(
    "part",
    [
        "老乡",
        "菌业",
        "有限公司",
        "老乡菌业（河北）",
        "老乡菌业(河北)",
        "LXJY",
        "lxjy",
        "ｌｘｊｙ",
        "张·三",
        "张三",
        "z s",
        "Ａ2",
    ],
)
async def test_a_firm_is_found_by_any_part_of_its_name(
    registrar: Caller, firm: Firms, imported: Imported, part: str
) -> None:
    name = "阜平县老乡菌业（河北）有限公司张·三a2店"
    await imported(firm(1) | {"name": name}, firm(2), firm(3) | {"name": "三张业菌乡老"})
    found = (await registrar.ask("/firms", word=part)).json()["items"]
    assert [item["name"] for item in found] == [name]


async def test_a_firm_of_an_older_version_is_found_after_the_start(
    registrar: Caller, firm: Firms, imported: Imported, bench: Bench[Service]
) -> None:
    await imported(firm(1), firm(2))
    documents = bench.parts.documents
    for stored in await documents.find("firm", {}):
        await documents.update("firm", {"_id": stored["_id"]}, {"$unset": {"found_by": ""}})
    assert (await registrar.ask("/firms", word="平县")).json()["items"] == []
    await bench.process.prepare()
    assert len((await registrar.ask("/firms", word="平县")).json()["items"]) == 2


async def test_a_township_sees_its_own_firms_only(officer: Caller, firm: Firms, imported: Imported) -> None:
    await imported(firm(1), firm(2) | {"township": OTHER})
    own, other = firm(1)["code"], firm(2)["code"]
    assert [item["code"] for item in (await officer.ask("/firms")).json()["items"]] == [own]
    assert (await officer.ask("/firms", township=TOWNSHIP)).json()["items"] != []
    assert (await officer.ask("/firms", township=OTHER)).json()["items"] == []
    mine = await officer.ask(f"/firms/{own}")
    assert (mine.status_code, mine.json()["legal_person"]) == (200, None)
    for path in (f"/firms/{other}", f"/firms/{other}/history"):
        hidden = await officer.ask(path)
        assert (hidden.status_code, hidden.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    ("agency", "role"),
    [
        ("130624-market", Role.OFFICER),
        ("130624-draw-office", Role.DRAW_OFFICE),
        ("130624-justice", Role.SUPERVISOR),
    ],
)
async def test_county_bodies_see_all_firms(
    agency: str, role: Role, bench: Bench[Service], firm: Firms, imported: Imported
) -> None:
    await imported(firm(1), firm(2) | {"township": OTHER})
    caller = bench.caller("somebody", agency, role)
    assert len((await caller.ask("/firms")).json()["items"]) == 2
    assert (await caller.ask(f"/firms/{firm(2)['code']}")).status_code == 200


async def test_a_history_without_entries_is_the_starting_score(registrar: Caller, firm: Firms) -> None:
    await registrar.act("/firms", firm(1))
    history = (await registrar.ask(f"/firms/{firm(1)['code']}/history")).json()
    assert (history["on"], history["score"], history["tier"], history["entries"]) == ("2026-09-01", 80, "B", [])
    before = await registrar.ask(f"/firms/{firm(1)['code']}/history", on=str(date(2024, 1, 1)))
    assert (before.status_code, before.json()["code"]) == (404, "credit/no-model")


@pytest.mark.parametrize("on", ["0", "1756684800", "2026-9-1", "2026-09-01T00:00", "20260901", ""])
async def test_a_day_is_a_date_and_never_a_number(registrar: Caller, firm: Firms, on: str) -> None:
    await registrar.act("/firms", firm(1))
    answer = await registrar.ask(f"/firms/{firm(1)['code']}/history", on=on)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["faults"] == [{"field": "on", "reason": "应为日期，如 2026-09-01"}]

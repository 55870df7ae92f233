"""Register, imports and history, as callers see them."""

import csv
import hashlib
import uuid
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from httpx import Response

from chassis.documents import StoreUnreachable
from chassis.testing import Bench, Caller
from contracts.values import Role
from credit.service import Service

type Firms = Callable[[int], dict[str, Any]]

TOWNSHIP = "130624100"
OTHER = "130624101"


def written(*rows: dict[str, Any]) -> str:
    out = StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


async def imported(bench: Bench[Service], registrar: Caller, *rows: dict[str, Any]) -> Response:
    """An accepted import, and the registering that follows."""
    answer = await registrar.act("/imports", {"csv": written(*rows), "sample": True})
    if answer.status_code == 201:
        await bench.hear_own("import", answer.json()["id"], "credit.import")
    return answer


async def kept(bench: Bench[Service], *rows: dict[str, Any]) -> bool:
    """Whether the file is in the store of blobs."""
    return await bench.parts.blobs.has(hashlib.sha256(written(*rows).encode()).hexdigest())


def faults(answer: Response) -> list[tuple[int, str]]:
    return [(fault["row"], fault["field"]) for fault in answer.json()["faults"]]


async def test_an_import_registers_every_firm_of_the_file(
    bench: Bench[Service], registrar: Caller, firm: Firms
) -> None:
    answer = await imported(bench, registrar, *(firm(number) for number in range(1, 41)))
    assert answer.status_code == 201
    assert (answer.json()["rows"], answer.json()["unchanged"], answer.json()["registered"]) == (40, 0, 0)
    view = (await registrar.ask(f"/imports/{answer.json()['id']}")).json()
    assert (view["registered"], view["sample"]) == (40, True)
    one = (await registrar.ask(f"/firms/{firm(7)['code']}")).json()
    assert (one["name"], one["tier"], one["score"], one["legal_person"]) == ("阜平县第7商店", "B", 80, "张7")
    assert one["labels"] | {"household": "个体工商户", "retail": "日用百货零售", TOWNSHIP: "阜平镇"} == one["labels"]


async def test_a_file_with_faults_registers_nothing_and_names_each(
    bench: Bench[Service], registrar: Caller, firm: Firms
) -> None:
    wrong = firm(2) | {"code": firm(2)["code"][:-1] + ("0" if firm(2)["code"][-1] != "0" else "1")}
    rows = (firm(1), wrong, firm(3) | {"kind": "shop"}, firm(1))
    refused = await imported(bench, registrar, *rows)
    assert (refused.status_code, refused.json()["code"]) == (422, "credit/import-faults")
    assert faults(refused) == [(3, "code"), (4, "kind"), (5, "code")]
    assert "校验位" in refused.json()["faults"][0]["reason"]
    assert "与第 2 行重复" in refused.json()["faults"][2]["reason"]
    assert (await registrar.ask("/firms")).json()["items"] == []
    assert not await bench.parts.documents.find("import", {})
    assert not await kept(bench, *rows)


async def test_a_dry_run_tells_the_outcome_and_keeps_nothing(
    bench: Bench[Service], registrar: Caller, firm: Firms
) -> None:
    good = await registrar.act("/imports?dry_run=true", {"csv": written(firm(1)), "sample": True})
    bad = await registrar.act("/imports?dry_run=true", {"csv": written(firm(1), firm(1)), "sample": True})
    assert (good.status_code, good.json()["rows"]) == (201, 1)
    assert (bad.status_code, faults(bad)) == (422, [(3, "code")])
    assert not await bench.parts.documents.find("import", {})
    assert not await kept(bench, firm(1))
    await imported(bench, registrar, firm(1))
    assert await kept(bench, firm(1))


async def test_the_same_file_again_is_unchanged_and_other_data_is_told(
    bench: Bench[Service], registrar: Caller, firm: Firms
) -> None:
    await imported(bench, registrar, firm(1), firm(2))
    again = await imported(bench, registrar, firm(1), firm(2), firm(3))
    assert (again.status_code, again.json()["rows"], again.json()["unchanged"]) == (201, 3, 2)
    assert len((await registrar.ask("/firms")).json()["items"]) == 3
    other = await imported(bench, registrar, firm(1), firm(2) | {"risk": "high"})
    assert (other.status_code, faults(other)) == (422, [(3, "risk")])


async def test_of_two_imports_at_once_the_first_is_registered_and_the_other_tells_the_difference(
    bench: Bench[Service], registrar: Caller, firm: Firms
) -> None:
    first = await registrar.act("/imports", {"csv": written(firm(1), firm(2)), "sample": True})
    second = await registrar.act("/imports", {"csv": written(firm(1) | {"risk": "high"}, firm(2)), "sample": True})
    for answer in (first, second):
        await bench.hear_own("import", answer.json()["id"], "credit.import")
    assert await bench.parked() == []
    views = [(await registrar.ask(f"/imports/{answer.json()['id']}")).json() for answer in (first, second)]
    assert [(view["registered"], view["differing"]) for view in views] == [(2, 0), (2, 1)]


async def test_a_file_that_cannot_be_kept_is_not_accepted(
    bench: Bench[Service], registrar: Caller, firm: Firms, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(content: object, media_type: str) -> None:
        raise StoreUnreachable

    monkeypatch.setattr(bench.parts.blobs, "put", away)
    uncertain = await registrar.act("/imports", {"csv": written(firm(1)), "sample": True})
    assert (uncertain.status_code, uncertain.json()["code"]) == (503, "outcome-unknown")
    assert not await bench.parts.documents.find("import", {})


async def test_what_is_no_csv_is_a_problem_document(registrar: Caller) -> None:
    refused = await registrar.act("/imports", {"csv": 'code\n"open', "sample": True})
    assert (refused.status_code, refused.json()["code"]) == (422, "credit/not-csv")


async def test_a_repeated_key_imports_once_and_another_file_under_it_is_refused(registrar: Caller, firm: Firms) -> None:
    key = str(uuid.uuid4())
    first = await registrar.act("/imports", {"csv": written(firm(1)), "sample": True}, key=key)
    again = await registrar.act("/imports", {"csv": written(firm(1)), "sample": True}, key=key)
    other = await registrar.act("/imports", {"csv": written(firm(2)), "sample": True}, key=key)
    assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


async def test_one_firm_is_registered_and_stands_only_once(registrar: Caller, firm: Firms) -> None:
    dry = await registrar.act("/firms?dry_run=true", firm(1))
    first = await registrar.act("/firms", firm(1))
    second = await registrar.act("/firms", firm(1))
    assert (dry.status_code, first.status_code, first.headers["etag"]) == (201, 201, '"1"')
    assert (second.status_code, second.json()["code"]) == (409, "already-exists")
    assert firm(1)["legal_person"] not in first.text


@pytest.mark.parametrize(
    ("change", "field"),
    [({"code": "91130624MA00000011"}, "code"), ({"township": "130624999"}, "township"), ({"owner": "x"}, "owner")],
)
async def test_a_wrong_field_is_named(change: dict[str, Any], field: str, registrar: Caller, firm: Firms) -> None:
    refused = await registrar.act("/firms", firm(1) | change)
    assert (refused.status_code, [fault["field"] for fault in refused.json()["faults"]]) == (422, [field])


async def test_lists_filter_sort_and_page(bench: Bench[Service], registrar: Caller, firm: Firms) -> None:
    rows = [firm(number) for number in range(1, 6)]
    rows[4] |= {"township": OTHER, "kind": "cooperative", "name": "龙泉关合作社"}
    await imported(bench, registrar, *rows)

    async def codes(**parameters: Any) -> list[str]:
        return [item["code"] for item in (await registrar.ask("/firms", **parameters)).json()["items"]]

    all_codes = [row["code"] for row in rows]
    assert await codes() == sorted(all_codes)
    assert await codes(sort="-code") == sorted(all_codes, reverse=True)
    assert await codes(township=OTHER) == await codes(kind="cooperative") == await codes(name="龙泉") == [all_codes[4]]
    assert await codes(tier="B", name="阜平县第3") == [all_codes[2]]
    assert await codes(tier="D") == []
    first = (await registrar.ask("/firms", limit=3)).json()
    assert await codes(limit=3, cursor=first["next"]) == sorted(all_codes)[3:]
    unsortable = await registrar.ask("/firms", sort="score")
    assert (unsortable.status_code, unsortable.json()["code"]) == (422, "bad-sort")


async def test_a_township_sees_its_own_firms_only(
    bench: Bench[Service], registrar: Caller, officer: Caller, firm: Firms
) -> None:
    await imported(bench, registrar, firm(1), firm(2) | {"township": OTHER})
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
    agency: str, role: Role, bench: Bench[Service], registrar: Caller, firm: Firms
) -> None:
    await imported(bench, registrar, firm(1), firm(2) | {"township": OTHER})
    caller = bench.caller("somebody", agency, role)
    assert len((await caller.ask("/firms")).json()["items"]) == 2
    assert (await caller.ask(f"/firms/{firm(2)['code']}")).status_code == 200


async def test_only_the_registrar_registers(officer: Caller, firm: Firms) -> None:
    for path, body in (("/firms", firm(1)), ("/imports", {"csv": written(firm(1)), "sample": True})):
        refused = await officer.act(path, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")


async def test_unknown_firms_and_imports_are_not_found(registrar: Caller, firm: Firms) -> None:
    for path in (f"/firms/{firm(1)['code']}", f"/firms/{firm(1)['code']}/history", f"/imports/import-{uuid.uuid4()}"):
        assert (await registrar.ask(path)).status_code == 404
    for path in ("/firms/123", "/imports/firm-1"):
        assert (await registrar.ask(path)).status_code == 422


async def test_a_history_without_entries_is_the_starting_score(registrar: Caller, firm: Firms) -> None:
    await registrar.act("/firms", firm(1))
    history = (await registrar.ask(f"/firms/{firm(1)['code']}/history")).json()
    assert (history["on"], history["score"], history["tier"], history["entries"]) == ("2026-09-01", 80, "B", [])
    before = await registrar.ask(f"/firms/{firm(1)['code']}/history", on=str(date(2024, 1, 1)))
    assert (before.status_code, before.json()["code"]) == (404, "credit/no-model")


async def test_nothing_waits_for_anybody(registrar: Caller) -> None:
    assert (await registrar.ask("/work")).json()["items"] == []

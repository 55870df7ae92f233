"""Imports, as callers see them."""

import hashlib
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from httpx import Response

from chassis.documents import StoreUnreachable
from chassis.testing import Bench, Caller
from credit.service import Service

type Firms = Callable[[int], dict[str, Any]]
type Imported = Callable[..., Awaitable[Response]]
type Written = Callable[..., str]

TOWNSHIP = "130624100"


async def kept(bench: Bench[Service], text: str) -> bool:
    """True if the file is in the store of blobs."""
    return await bench.parts.blobs.has(hashlib.sha256(text.encode()).hexdigest())


def faults(answer: Response) -> list[tuple[int, str]]:
    return [(fault["row"], fault["field"]) for fault in answer.json()["faults"]]


async def test_an_import_registers_every_firm_of_the_file(registrar: Caller, firm: Firms, imported: Imported) -> None:
    answer = await imported(*(firm(number) for number in range(1, 41)))
    assert answer.status_code == 201
    assert (answer.json()["rows"], answer.json()["unchanged"], answer.json()["registered"]) == (40, 0, 0)
    view = (await registrar.ask(f"/imports/{answer.json()['id']}")).json()
    assert (view["registered"], view["sample"]) == (40, True)
    one = (await registrar.ask(f"/firms/{firm(7)['code']}")).json()
    assert (one["name"], one["tier"], one["score"], one["legal_person"]) == ("阜平县第7商店", "B", 80, "张7")
    assert one["labels"] | {"household": "个体工商户", "retail": "日用百货零售", TOWNSHIP: "阜平镇"} == one["labels"]


async def test_a_file_with_faults_registers_nothing_and_names_each(
    bench: Bench[Service], registrar: Caller, firm: Firms, imported: Imported, written: Written
) -> None:
    wrong = firm(2) | {"code": firm(2)["code"][:-1] + ("0" if firm(2)["code"][-1] != "0" else "1")}
    rows = (firm(1), wrong, firm(3) | {"kind": "shop"}, firm(1))
    refused = await imported(*rows)
    assert (refused.status_code, refused.json()["code"]) == (422, "credit/import-faults")
    assert faults(refused) == [(3, "code"), (4, "kind"), (5, "code")]
    assert "校验位" in refused.json()["faults"][0]["reason"]
    assert "与第 2 行重复" in refused.json()["faults"][2]["reason"]
    assert (await registrar.ask("/firms")).json()["items"] == []
    assert not await bench.parts.documents.find("import", {})
    assert not await kept(bench, written(*rows))


async def test_a_dry_run_tells_the_outcome_and_keeps_nothing(
    bench: Bench[Service], registrar: Caller, firm: Firms, imported: Imported, written: Written
) -> None:
    good = await registrar.act("/imports?dry_run=true", {"csv": written(firm(1)), "sample": True})
    bad = await registrar.act("/imports?dry_run=true", {"csv": written(firm(1), firm(1)), "sample": True})
    assert (good.status_code, good.json()["rows"]) == (201, 1)
    assert (bad.status_code, faults(bad)) == (422, [(3, "code")])
    assert not await bench.parts.documents.find("import", {})
    assert not await kept(bench, written(firm(1)))
    await imported(firm(1))
    assert await kept(bench, written(firm(1)))


async def test_the_same_file_again_is_unchanged_and_other_data_is_told(
    registrar: Caller, firm: Firms, imported: Imported
) -> None:
    await imported(firm(1), firm(2))
    again = await imported(firm(1), firm(2), firm(3))
    assert (again.status_code, again.json()["rows"], again.json()["unchanged"]) == (201, 3, 2)
    assert len((await registrar.ask("/firms")).json()["items"]) == 3
    other = await imported(firm(1), firm(2) | {"risk": "high"})
    assert (other.status_code, faults(other)) == (422, [(3, "risk")])


async def test_of_two_imports_at_once_the_first_is_registered_and_the_other_tells_the_difference(
    bench: Bench[Service], registrar: Caller, firm: Firms, written: Written
) -> None:
    first = await registrar.act("/imports", {"csv": written(firm(1), firm(2)), "sample": True})
    second = await registrar.act("/imports", {"csv": written(firm(1) | {"risk": "high"}, firm(2)), "sample": True})
    for answer in (first, second):
        await bench.hear_own("import", answer.json()["id"], "credit.import")
    assert await bench.parked() == []
    views = [(await registrar.ask(f"/imports/{answer.json()['id']}")).json() for answer in (first, second)]
    assert [(view["registered"], view["differing"]) for view in views] == [(2, 0), (2, 1)]


async def test_a_file_that_cannot_be_kept_is_not_accepted(
    bench: Bench[Service], registrar: Caller, firm: Firms, monkeypatch: pytest.MonkeyPatch, written: Written
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


async def test_a_repeated_key_imports_once_and_another_file_under_it_is_refused(
    registrar: Caller, firm: Firms, written: Written
) -> None:
    key = str(uuid.uuid4())
    first = await registrar.act("/imports", {"csv": written(firm(1)), "sample": True}, key=key)
    again = await registrar.act("/imports", {"csv": written(firm(1)), "sample": True}, key=key)
    other = await registrar.act("/imports", {"csv": written(firm(2)), "sample": True}, key=key)
    assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")

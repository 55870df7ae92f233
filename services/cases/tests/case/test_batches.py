"""Several approvals or confirmations in one request: each is done or refused by itself."""

import uuid
from typing import Any

import pytest

from chassis.testing import Bench, jpeg
from contracts.values import Role


def item(path: str, version: int, **body: Any) -> dict[str, Any]:
    return {"path": path, "version": version, "key": str(uuid.uuid4()), "body": body}


@pytest.fixture
def give(town: Any, people: Any) -> Any:
    async def give(*items: dict[str, Any], path: str = "/approvals", by: Any = None, **query: Any) -> Any:
        caller = by or town.head
        address = f"{path}?dry_run=true" if query else path
        return people.good(await caller.act(address, {"items": list(items)}))

    return give


async def test_a_refused_one_does_not_hold_back_the_others(town: Any, people: Any, give: Any) -> None:
    cases = [await town.file() for _ in range(3)]
    await town.approve(cases[1])
    items = [item(f"/cases/{case}/filing-approval", 1) for case in cases]
    items[1]["version"] = 2
    answer = await give(*items)
    assert (answer["done"], answer["refused"]) == (2, 1)
    assert [one["path"] for one in answer["items"]] == [one["path"] for one in items]
    first, second, third = answer["items"]
    assert (first["id"], first["version"], first["problem"]) == (cases[0], 2, None)
    assert (second["status"], second["problem"]["code"], second["id"]) == (409, "cases/filing-approved", None)
    assert second["problem"]["detail"]
    assert third["version"] == 2
    for case in cases:
        assert not people.good(await town.first.ask(f"/cases/{case}"))["awaits_approval"]


async def test_each_rests_on_the_version_that_was_read(town: Any, people: Any, give: Any) -> None:
    case = await town.file()
    await town.identify(case)
    path = f"/cases/{case}/filing-approval"
    (stale,) = (await give(item(path, 1)))["items"]
    assert (stale["status"], stale["problem"]["code"]) == (412, "stale-version")
    assert people.good(await town.first.ask(f"/cases/{case}"))["awaits_approval"]


async def test_what_comes_again_under_its_key_is_answered_again(town: Any, people: Any, give: Any) -> None:
    case = await town.file()
    one = item(f"/cases/{case}/filing-approval", 1)
    first, again = (await give(one))["items"], (await give(one))["items"]
    assert (first, again[0]["version"]) == (again, 2)
    alone = await town.head.act(one["path"], {}, key=one["key"], headers={"If-Match": '"1"'})
    assert people.good(alone)["version"] == 2


async def test_two_on_one_case_are_given_in_their_order(town: Any, give: Any) -> None:
    case = await town.file()
    items = (
        item(f"/cases/{case}/filing-approval", 1),
        item(f"/cases/{case}/withdrawal", 2, reasons="重复立案"),
    )
    assert [one["version"] for one in (await give(*items))["items"]] == [2, 3]


async def test_only_approvals_are_given_and_only_by_the_head(town: Any, give: Any, bench: Bench[Any]) -> None:
    case = await town.file()
    others = (f"/cases/{case}/payment", f"/cases/{case}/nothing-of-it", "/approvals/x", "/powers/EN-04/recall")
    answer = await give(*(item(path, 1) for path in others))
    assert {one["problem"]["code"] for one in answer["items"]} == {"not-in-batch"}
    refused = await town.first.act("/approvals", {"items": [item(f"/cases/{case}/filing-approval", 1)]})
    assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")
    stranger = bench.caller("officer-head-2", "130624101", Role.HEAD, township="130624101")
    foreign = await give(item(f"/cases/{case}/filing-approval", 1), by=stranger)
    assert foreign["items"][0]["problem"]["code"] == "not-found"


async def test_a_body_that_lacks_something_is_refused_alone(town: Any, give: Any) -> None:
    cases = [await town.file() for _ in range(2)]
    answer = await give(item(f"/cases/{cases[0]}/withdrawal", 1), item(f"/cases/{cases[1]}/filing-approval", 1))
    assert [one["status"] for one in answer["items"]] == [422, 200]
    assert answer["items"][0]["problem"]["faults"][0]["field"] == "reasons"


async def test_a_batch_can_be_judged_without_being_done(town: Any, people: Any, give: Any) -> None:
    case = await town.file()
    answer = await give(item(f"/cases/{case}/filing-approval", 1), dry_run=True)
    assert (answer["done"], answer["refused"]) == (1, 0)
    assert people.good(await town.first.ask(f"/cases/{case}"))["version"] == 1


async def test_officers_confirm_several_acts_at_once(town: Any, people: Any, give: Any) -> None:
    cases, items = [await town.file() for _ in range(2)], []
    for case in cases:
        await town.identify(case)
        picture = await town.first.upload(jpeg(f"evidence of {case}"))
        evidence = {"kind": "site-record", "blob": picture, "taken_at": "2026-09-01T09:30:00+08:00", "description": "x"}
        seen = people.good(await town.first.act(f"/cases/{case}/evidence", {"officers": town.officers, **evidence}))
        items.append(item(f"/cases/{case}/acts/{seen['unconfirmed'][0]}/confirmation", seen["version"]))
    own = await give(*items, path="/confirmations", by=town.first)
    assert own["refused"] == 2, "nobody confirms the own act"
    assert (await give(*items, path="/confirmations", by=town.second))["done"] == 2
    for case in cases:
        assert people.good(await town.first.ask(f"/cases/{case}"))["unconfirmed"] == []

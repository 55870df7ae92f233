"""One human being has one account, however the number is written and whoever registers at the same time (APL 42)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.store import no_facts
from chassis.testing import Bench, Caller
from contracts.identity import OfficerEvent, OfficerIdentified, OfficerRegistered
from contracts.identity_number import check_character
from contracts.origin import Origin
from contracts.person_mark import person_mark
from contracts.places import COUNTY
from contracts.values import Role
from county import invented_identity
from identity.recovery import reclaim
from identity.service import Service
from identity.sign_in.setup import FIRST

type Register = Callable[[], Awaitable[str]]

ONE, TWO = invented_identity(1), invented_identity(2)
NUMBER = ONE["number"]
OFFICER = {"name": "李建国", **ONE, "body": "130624100", "roles": ["officer"]}
KEY = b""
WRITTEN = [
    NUMBER,
    f" {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
    f"{NUMBER[:6]}-{NUMBER[6:]}",
    "".join(chr(ord(digit) + 0xFEE0) for digit in NUMBER),
    f"{NUMBER}\u200b",
]

pytestmark = pytest.mark.usefixtures("township")


def other(**fields: Any) -> dict[str, Any]:
    return {"name": "王强", **TWO, "body": "130624100", "roles": ["head"], **fields}


async def events(bench: Bench[Service], id: str) -> list[dict[str, Any]]:
    (kept,) = await bench.parts.documents.find("officer", {"_id": id})
    return list(kept["events"])


async def open_as_before(bench: Bench[Service], id: str) -> None:
    """Open an account as versions did that asked for no identity number."""

    def registered(command: None, facts: None) -> list[OfficerEvent]:
        return [OfficerRegistered(body="130624100", township="130624100", roles=(Role.HEAD,), name="王强")]

    who = Origin(actor=FIRST, agency=COUNTY, cause="before", request="", at=bench.parts.clock())
    await bench.service.officers.store.create(id, registered, None, who, no_facts)


@pytest.mark.parametrize("number", WRITTEN)
async def test_nobody_gets_a_second_account(administrator: Caller, number: str) -> None:
    assert (await administrator.act("/officers", OFFICER)).status_code == 201
    second = other(number=number, body=COUNTY)
    (
        await administrator.act("/bodies", {"code": COUNTY, "name": "阜平县人民政府", "kind": "office"})
    ).raise_for_status()
    for query in ("?dry_run=true", ""):
        refused = await administrator.act(f"/officers{query}", second)
        assert (refused.status_code, refused.json()["code"]) == (409, "identity/person-known")
        assert not any(foreign in refused.text for foreign in ("officer-", NUMBER, "130624100", "李建国"))


async def test_of_many_registrations_at_once_one_is_made(administrator: Caller) -> None:
    people = [OFFICER | {"name": f"李建国{number}", "telephone": f"031200000{number}"} for number in range(8)]
    answers = await asyncio.gather(*(administrator.act("/officers", person) for person in people))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7


async def test_who_was_not_registered_after_all_may_be_registered(administrator: Caller) -> None:
    refused = await administrator.act("/officers", OFFICER | {"body": "130624101"})
    assert refused.json()["code"] == "identity/no-such-body"
    assert (await administrator.act("/officers", OFFICER)).status_code == 201


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", f"{NUMBER[:-1]}{(int(NUMBER[-1]) + 1) % 10 if NUMBER[-1].isdigit() else 0}"),
        ("number", "130624187001001"),
        ("number", "91130624MA0000001X"),
        ("number", "000000199001010013"),
        ("number", "130624210001010010"),
        ("telephone", "12345"),
        ("telephone", "三一二"),
    ],
)
async def test_numbers_that_can_not_be_are_refused(administrator: Caller, field: str, value: str) -> None:
    refused = await administrator.act("/officers", OFFICER | {field: value})
    assert (refused.status_code, [fault["field"] for fault in refused.json()["faults"]]) == (422, [field])
    assert value not in refused.text


@pytest.mark.parametrize(
    "alike", [{"name": "李 建国"}, {"telephone": f"{ONE['telephone'][:4]}-{ONE['telephone'][4:]}"}]
)
async def test_who_may_be_the_same_is_shown_and_told_apart_with_a_reason(
    bench: Bench[Service], administrator: Caller, alike: dict[str, str]
) -> None:
    known = (await administrator.act("/officers", OFFICER)).json()["id"]
    shown = await administrator.act("/officers", other(**alike))
    assert (shown.status_code, shown.json()["code"]) == (409, "identity/maybe-same")
    assert known in shown.json()["detail"]
    told = await administrator.act("/officers", other(**alike, another="身份证号码不同，系同村同名"))
    assert told.status_code == 201
    assert "同村" not in told.text
    (event,) = await events(bench, told.json()["id"])
    assert event["data"]["maybe_same"] == [known]
    assert event["personal"]["another"]["value"] == "身份证号码不同，系同村同名"


async def test_the_same_name_in_another_body_is_nothing_strange(administrator: Caller) -> None:
    (
        await administrator.act("/bodies", {"code": COUNTY, "name": "阜平县人民政府", "kind": "office"})
    ).raise_for_status()
    for person in (OFFICER, other(name="李建国", body=COUNTY)):
        assert (await administrator.act("/officers", person)).status_code == 201


async def test_the_same_telephone_in_another_body_is_asked_about(administrator: Caller) -> None:
    (
        await administrator.act("/bodies", {"code": COUNTY, "name": "阜平县人民政府", "kind": "office"})
    ).raise_for_status()
    known = (await administrator.act("/officers", OFFICER)).json()["id"]
    there = other(body=COUNTY, telephone=ONE["telephone"])
    shown = await administrator.act("/officers", there)
    assert (shown.status_code, shown.json()["code"]) == (409, "identity/maybe-same")
    assert known in shown.json()["detail"]
    assert (await administrator.act("/officers", there | {"another": "夫妻共用电话"})).status_code == 201


async def test_who_an_older_account_may_be_is_asked_about(bench: Bench[Service], administrator: Caller) -> None:
    """The same name in the body, or the same telephone anywhere: perhaps one human being with two numbers."""
    known = (await administrator.act("/officers", other())).json()["id"]
    await open_as_before(bench, "officer-older")
    path, third = "/officers/officer-older/identity", invented_identity(3)
    for alike in (third, third | {"telephone": TWO["telephone"]}):
        shown = await administrator.act(path, alike)
        assert (shown.status_code, shown.json()["code"]) == (409, "identity/maybe-same")
        assert known in shown.json()["detail"]
    assert (await administrator.act(path, third | {"another": "同村同名"})).status_code == 200
    (_, event) = await events(bench, "officer-older")
    assert event["data"]["maybe_same"] == [known]
    assert event["personal"]["another"]["value"] == "同村同名"


async def test_the_mark_is_published_and_the_number_is_not(bench: Bench[Service], administrator: Caller) -> None:
    answer = await administrator.act("/officers", OFFICER)
    assert answer.json()["identified"]
    assert not any(value in answer.text for value in ONE.values())
    (event,) = await events(bench, answer.json()["id"])
    assert event["data"]["mark"] == person_mark(KEY, NUMBER.lower())
    assert not any(value in str(event["data"]) for value in ONE.values())
    assert {name: event["personal"][name]["value"] for name in ONE} == ONE


async def test_an_older_account_is_identified_once(bench: Bench[Service], administrator: Caller) -> None:
    known, older = (await administrator.act("/officers", OFFICER)).json()["id"], "officer-older"
    await open_as_before(bench, older)
    assert not (await administrator.ask(f"/officers/{older}")).json()["identified"]
    third = invented_identity(3)
    taken = await administrator.act(f"/officers/{older}/identity", third | {"number": NUMBER})
    assert (taken.status_code, taken.json()["code"]) == (409, "identity/person-known")
    done = await administrator.act(f"/officers/{older}/identity", third)
    assert (done.status_code, done.json()["identified"]) == (200, True)
    assert not any(value in done.text for value in third.values())
    assert [one["type"] for one in await events(bench, older)] == [OfficerRegistered.type, OfficerIdentified.type]
    for person in (known, older):
        again = await administrator.act(f"/officers/{person}/identity", invented_identity(4))
        assert (again.status_code, again.json()["code"]) == (409, "identity/identified")


async def test_nobody_is_registered_before_being_born(bench: Bench[Service], administrator: Caller) -> None:
    body = "13062420260902001"  # tomorrow's child
    tomorrow = {"number": body + check_character(body)}
    refused = await administrator.act("/officers", OFFICER | tomorrow)
    assert (refused.status_code, refused.json()["code"]) == (422, "identity/not-born")
    older = "officer-older"
    await open_as_before(bench, older)
    refused = await administrator.act(f"/officers/{older}/identity", TWO | tomorrow)
    assert (refused.status_code, refused.json()["code"]) == (422, "identity/not-born")


async def test_people_are_claimed_again_after_a_restore(bench: Bench[Service], administrator: Caller) -> None:
    known = (await administrator.act("/officers", OFFICER)).json()["id"]
    for claim in await bench.parts.documents.find("claim", {}):
        await bench.parts.documents.delete("claim", {"_id": claim["_id"]})
    assert (await reclaim(bench.service)).taken == [f"person-{person_mark(KEY, NUMBER)} for {known}"]
    assert (await administrator.act("/officers", other(number=NUMBER))).json()["code"] == "identity/person-known"


async def test_a_claim_is_kept_by_the_account_and_freed_without_one(
    bench: Bench[Service], administrator: Caller
) -> None:
    await administrator.act("/officers", OFFICER)
    claims = bench.service.officers.claims
    (claim,) = await bench.parts.documents.find("claim", {})
    assert await claims.fate(claim["state"]["claimed"]["claimant"]) == "used"
    assert await claims.fate(f"officer-nobody/{claim['_id']}") == "unused"
    assert await claims.fate(claim["state"]["claimed"]["claimant"][:-1]) == "unused"

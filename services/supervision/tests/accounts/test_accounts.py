"""Who did what with the accounts of a township is there for its head, and of all bodies for the supervisor."""

from collections.abc import Callable
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.identity import (
    DeviceEnd,
    DeviceEnded,
    LoginOpened,
    LoginReset,
    OfficerRegistered,
    RolesChanged,
    SessionEnd,
    SessionsEnded,
)
from contracts.values import PersonId, Role
from supervision.service import Service

type Builder = Callable[..., Any]


@pytest.fixture
async def heard(bench: Bench[Service], make: Builder) -> None:
    """Two accounts of one township, one of another."""
    for person, township in (("li", "130624100"), ("wang", "130624100"), ("zhao", "130624101")):
        registered = make(OfficerRegistered, body=township, township=township, roles=(Role.OFFICER,))
        await bench.hear(person, registered, actor="first")
    await bench.hear("li", make(LoginOpened), actor="second")
    changed = make(RolesChanged, roles=(Role.HEAD,), by=PersonId("second"), asked_by=PersonId("first"), alone=False)
    await bench.hear("li", changed, actor="second")
    await bench.hear("li", make(SessionsEnded, reason=SessionEnd.ROLES), actor="second")
    await bench.hear("li", make(DeviceEnded, why=DeviceEnd.SIGNED_OUT), actor="li")


async def listed(caller: Caller, **query: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await caller.ask("/accounts", **query)).raise_for_status().json()["items"]
    return items


@pytest.mark.usefixtures("heard")
async def test_what_was_done_with_an_account_and_by_whom(supervisor: Caller) -> None:
    (account,) = [item for item in await listed(supervisor) if item["id"] == "li"]
    assert account["roles"] == ["head"]
    assert [(step["label"], step["actor"], step["asked_by"]) for step in account["steps"]] == [
        ("变更职责", "second", "first"),
        ("开立登录名", "second", None),
        ("开立账户", "first", None),
    ]
    assert account["labels"]["130624100"] == "阜平镇"


@pytest.mark.usefixtures("heard")
async def test_a_head_sees_those_of_the_own_township(supervisor: Caller, head: Caller) -> None:
    assert {item["id"] for item in await listed(supervisor)} == {"li", "wang", "zhao"}
    assert {item["id"] for item in await listed(supervisor, body="130624101")} == {"zhao"}
    assert {item["id"] for item in await listed(head)} == {"li", "wang"}
    assert (await head.ask("/accounts", township="130624101")).status_code == 403


@pytest.mark.usefixtures("heard")
async def test_the_newest_is_on_top(bench: Bench[Service], make: Builder, clock: Any, supervisor: Caller) -> None:
    clock.advance(hours=1)
    await bench.hear("wang", make(LoginReset, by=PersonId("first"), asked_by=PersonId("first"), alone=True))
    newest = (await listed(supervisor))[0]
    assert (newest["id"], newest["steps"][0]["alone"]) == ("wang", True)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize(
    ("word", "found"), [("负责人", {"li"}), ("阜平镇", {"li", "wang"}), ("zha", {"zhao"}), ("没有", set())]
)
async def test_accounts_are_searched_within_what_the_caller_sees(
    supervisor: Caller, head: Caller, word: str, found: set[str]
) -> None:
    assert {item["id"] for item in await listed(supervisor, word=word)} == found
    assert {item["id"] for item in await listed(head, word=word)} == found - {"zhao"}


@pytest.mark.usefixtures("heard")
async def test_accounts_are_found_by_the_persons_whom_the_directory_named(supervisor: Caller, head: Caller) -> None:
    assert {item["id"] for item in await listed(supervisor, person=["li", "zhao"])} == {"li", "zhao"}
    assert {item["id"] for item in await listed(head, person=["li", "zhao"])} == {"li"}
    assert await listed(supervisor, person=["nobody"]) == []
    assert {item["id"] for item in await listed(supervisor, person="wang", word="阜平镇")} == {"wang"}


@pytest.mark.usefixtures("heard")
async def test_a_device_that_an_administrator_ended_is_a_step(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    await bench.hear("wang", make(DeviceEnded, why=DeviceEnd.ADMINISTRATOR), actor="second")
    (account,) = [item for item in await listed(supervisor) if item["id"] == "wang"]
    assert (account["steps"][0]["label"], account["steps"][0]["actor"]) == ("终止设备登录", "second")

"""The list of all cases, and the page of one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, Caller, SetClock
from contracts.cases import (
    CaseClosed,
    CaseFiled,
    DecisionOverdue,
    EvidenceTaken,
    PenaltyDecided,
)
from contracts.values import Role
from supervision.service import Service

type Builder = Callable[..., Any]

FIRM = "91350100M000100Y43"


@pytest.fixture
async def three_cases(bench: Bench[Service], make: Builder, clock: SetClock) -> None:
    """One closed in Fuping, one late in Fuping, one new in Longquanguan."""
    await bench.hear(
        "case-1", make(CaseFiled, firm=FIRM, power="FI-01", power_name="占用疏散通道", filed_on=date(2026, 5, 4))
    )
    await bench.hear("case-1", make(EvidenceTaken))
    await bench.hear("case-1", make(PenaltyDecided))
    await bench.hear("case-1", make(CaseClosed))
    clock.advance(hours=1)
    await bench.hear("case-2", make(CaseFiled, firm=None, power="EN-01", filed_on=date(2026, 3, 2)))
    await bench.hear("case-2", make(DecisionOverdue))
    clock.advance(hours=1)
    other = make(CaseFiled, township="130624101", body="130624101", firm=None, filed_on=date(2026, 9, 1))
    await bench.hear("case-3", other)


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer.raise_for_status().json()["items"]]


@pytest.mark.usefixtures("three_cases")
async def test_the_newest_step_is_on_top_and_every_filter_narrows(supervisor: Caller) -> None:
    assert ids(await supervisor.ask("/follow-up")) == ["case-3", "case-2", "case-1"]
    assert ids(await supervisor.ask("/follow-up", township="130624101")) == ["case-3"]
    assert ids(await supervisor.ask("/follow-up", stage="closed")) == ["case-1"]
    assert ids(await supervisor.ask("/follow-up", overdue="true")) == ["case-2"]
    assert ids(await supervisor.ask("/follow-up", open="false")) == ["case-1"]
    assert ids(await supervisor.ask("/follow-up", power="EN-01")) == ["case-2"]
    assert ids(await supervisor.ask("/follow-up", firm=FIRM)) == ["case-1"]
    assert ids(await supervisor.ask("/follow-up", month="2026-05")) == ["case-1"]
    assert ids(await supervisor.ask("/follow-up", body="130624101", stage="closed")) == []


@pytest.mark.usefixtures("three_cases")
async def test_the_list_sorts_and_pages(supervisor: Caller) -> None:
    first = (await supervisor.ask("/follow-up", sort="filed_on", limit=2)).json()
    second = await supervisor.ask("/follow-up", sort="filed_on", limit=2, cursor=first["next"])
    assert [item["id"] for item in first["items"]] == ["case-2", "case-1"]
    assert ids(second) == ["case-3"]
    assert second.json()["next"] is None


@pytest.mark.usefixtures("three_cases")
@pytest.mark.parametrize("changed", ["case-1", "case-2", "case-3"])
async def test_what_changes_while_the_list_is_read_is_not_lost(
    bench: Bench[Service], make: Builder, clock: SetClock, supervisor: Caller, changed: str
) -> None:
    """It moves to the top, behind the reader's back; the walk ends with it."""
    first = (await supervisor.ask("/follow-up", limit=1)).json()
    clock.advance(hours=1)
    await bench.hear(changed, make(EvidenceTaken))
    seen, cursor = [first["items"][0]["id"]], first["next"]
    while cursor:
        page = (await supervisor.ask("/follow-up", limit=1, cursor=cursor)).json()
        seen, cursor = [*seen, *(item["id"] for item in page["items"])], page["next"]
    assert set(seen) == {"case-1", "case-2", "case-3"}
    assert seen[-1] == changed


@pytest.mark.usefixtures("three_cases")
async def test_every_answer_says_how_fresh_it_is(supervisor: Caller) -> None:
    newest = "2026-09-01T04:00:00.000Z"
    assert (await supervisor.ask("/follow-up")).json()["as_of"] == newest
    assert (await supervisor.ask("/follow-up", stage="paid")).json()["as_of"] == newest
    assert (await supervisor.ask("/follow-up/case-1")).json()["as_of"] == "2026-09-01T02:00:00.000Z"


@pytest.mark.usefixtures("three_cases")
async def test_a_cases_page_has_its_timeline_in_chinese(supervisor: Caller) -> None:
    answer = await supervisor.ask("/follow-up/case-1")
    page = answer.json()
    assert [(step["label"], step["sequence"], step["agency"]) for step in page["steps"]] == [
        ("立案", 1, "130624100"),
        ("调查取证", 2, "130624100"),
        ("处罚决定", 3, "130624100"),
        ("结案", 4, "130624100"),
    ]
    assert (page["version"], answer.headers["etag"]) == (4, '"4"')
    words = {"closed": "结案", "130624100": "阜平镇", "cases.case-closed.v1": "结案", "FI-01": "占用疏散通道"}
    assert page["labels"] | words == page["labels"]
    assert page["unconfirmed"] == 1
    assert "fine" not in page
    assert (await supervisor.ask("/follow-up/case-9")).status_code == 404


@pytest.mark.usefixtures("three_cases")
@pytest.mark.usefixtures("three_cases")
async def test_the_list_names_the_offence_where_the_case_did(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    """Cases that were filed before events named it show the code alone."""
    await bench.hear("case-4", make(CaseFiled, power="FI-02", power_name=""))
    shown = {item["power"]: item["labels"].get(item["power"]) for item in await items(supervisor)}
    assert (shown["FI-01"], shown["FI-02"]) == ("占用疏散通道", None)


async def items(caller: Caller) -> list[Any]:
    answer = await caller.ask("/follow-up")
    return list(answer.raise_for_status().json()["items"])


@pytest.mark.usefixtures("three_cases")
async def test_a_head_sees_the_own_township_only(head: Caller) -> None:
    assert ids(await head.ask("/follow-up")) == ["case-2", "case-1"]
    assert ids(await head.ask("/follow-up", township="130624100")) == ["case-2", "case-1"]
    refused = await head.ask("/follow-up", township="130624101")
    assert (refused.status_code, refused.json()["code"]) == (403, "supervision/not-your-township")
    assert (await head.ask("/follow-up/case-2")).status_code == 200
    assert (await head.ask("/follow-up/case-3")).status_code == 404


@pytest.mark.parametrize(
    "path", ["/follow-up", "/follow-up/case-1", "/counts", "/attempts", "/attempts/counts", "/alerts"]
)
async def test_nobody_else_watches(bench: Bench[Service], path: str) -> None:
    officer = bench.caller("officer-1", "130624100", Role.OFFICER, Role.CAPTAIN, township="130624100")
    refused = await officer.ask(path)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")
    department = bench.caller("officer-2", "130624-fire", Role.HEAD)
    expected = 404 if path == "/follow-up/case-1" else 403
    assert (await department.ask(path)).status_code == expected


async def test_nothing_heard_is_an_empty_list(supervisor: Caller) -> None:
    assert (await supervisor.ask("/follow-up")).json() == {"items": [], "next": None, "total": 0, "as_of": None}
    assert (await supervisor.ask("/follow-up", cursor="nonsense")).json()["code"] == "bad-cursor"
    assert (await supervisor.ask("/follow-up", colour="red")).status_code == 422

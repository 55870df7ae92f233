"""Open alerts are any supervisor's work: to be reviewed, or to be urged where a deed alone settles them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from chassis.testing import Bench, Caller
from contracts.cases import CaseClosed, CaseFiled, CaseWithdrawn, DecisionOverdue
from contracts.credit import FirmRegistered
from contracts.values import Role
from supervision.service import Service

type Builder = Callable[..., Any]

TOWN, FIRM = "130624100", "91350100M000100Y43"


async def items(caller: Caller) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await caller.ask("/work")).raise_for_status().json()["items"]
    return [item for item in found if "review-finding" not in item["id"]]


async def late_case(bench: Bench[Service], make: Builder) -> None:
    await bench.hear(f"firm-{FIRM}", make(FirmRegistered, code=FIRM, name="阜平县某饭店"))
    filed = make(CaseFiled, township=TOWN, body=TOWN, firm=FIRM, power_name="露天焚烧")
    await bench.hear("case-1", filed)
    await bench.hear("case-1", make(DecisionOverdue, until=date(2026, 8, 31)))


async def test_what_is_late_is_urged_until_it_is_done(
    bench: Bench[Service], make: Builder, supervisor: Caller, head: Caller
) -> None:
    await late_case(bench, make)
    (item,) = await items(supervisor)
    assert (item["kind"], item["what"], item["label"]) == ("alert", "urge-body", "督促办理")
    assert (item["title"], item["party"], item["stage"]) == ("逾期未作出决定：露天焚烧", "阜平县某饭店", "filed")
    assert (item["township"], item["until"], item["since"]) == (TOWN, "2026-08-31", "2026-09-01")
    assert await items(head) == []
    other = bench.caller("supervisor-2", "130624-other", Role.SUPERVISOR)
    assert await items(other) == [item]
    await bench.hear("case-1", make(CaseClosed))
    assert await items(supervisor) == []


async def test_what_was_done_is_reviewed(bench: Bench[Service], make: Builder, supervisor: Caller) -> None:
    await bench.hear("case-1", make(CaseFiled, township=TOWN, body=TOWN), agency=TOWN)
    await bench.hear("case-1", make(CaseWithdrawn, ripe=True), actor="head-1")
    item = next(item for item in await items(supervisor) if item["what"] == "review-alert")
    assert item["label"] == "核查预警"
    reviewed = await supervisor.act(f"/alerts/{item['id']}/review", {"remark": "已核查"})
    assert reviewed.status_code == 200, reviewed.text
    assert item["id"] not in [one["id"] for one in await items(supervisor)]


async def test_the_firm_stands_by_its_name_beside_its_code(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    await late_case(bench, make)
    (listed,) = (await supervisor.ask("/follow-up")).json()["items"]
    assert listed["labels"][FIRM] == "阜平县某饭店"
    assert (await supervisor.ask("/follow-up/case-1")).json()["labels"][FIRM] == "阜平县某饭店"

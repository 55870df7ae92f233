"""What became of the verdicts of phones, for the supervisor: counts, the cases and visits that differ, attempts."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.attempts import AttemptRefused
from contracts.cases import CaseFiled, EvidenceTaken, RecheckOverdueLifted
from contracts.inspections import ItemAnswered, VisitAssigned, VisitConcluded, VisitOpened
from contracts.judged import Judged
from supervision.counts.buckets import Kind
from supervision.service import Service

type Recounted = Callable[[], Awaitable[None]]

TOWN, ELSEWHERE = "130624100", "130624101"


async def counted(recounted: Recounted, supervisor: Caller) -> dict[str, int]:
    await recounted()
    seen = (await supervisor.ask("/counts", township="county", month="all")).json()["counts"]
    return {one["kind"]: one["count"] for one in seen if one["kind"].startswith("judged-")}


async def filed(bench: Bench[Service], make: Callable[..., Any], case: str, town: str = TOWN) -> None:
    await bench.hear(case, make(CaseFiled, township=town, body=town), agency=town)


async def test_verdicts_are_counted_and_those_that_differ_are_listed(
    bench: Bench[Service], supervisor: Caller, head: Caller, make: Callable[..., Any], recounted: Recounted
) -> None:
    for case, town in (("case-1", TOWN), ("case-2", TOWN), ("case-3", ELSEWHERE)):
        await filed(bench, make, case, town)
    for case, judged in (
        ("case-1", Judged.CONFIRMED),
        ("case-1", Judged.CONFIRMED),
        ("case-1", Judged.CASE_MOVED_ON),
        ("case-1", Judged.UNDECIDED),
        ("case-2", Judged.CONFIRMED),
        ("case-2", None),
        ("case-3", Judged.UNEXPLAINED),
    ):
        await bench.hear(case, make(EvidenceTaken, judged=judged))
    refused = make(AttemptRefused, judged=Judged.DAY)
    await bench.hear("refusal-1", refused, agency=TOWN)
    assert await counted(recounted, supervisor) == {
        "judged-confirmed": 3,
        "judged-case-moved-on": 1,
        "judged-day": 1,
        "judged-unexplained": 1,
        "judged-undecided": 1,
    }
    seen = (await supervisor.ask("/judged")).json()
    assert {one["id"]: [fact["judged"] for fact in one["differing"]] for one in seen["items"]} == {
        "case-1": ["case-moved-on"],
        "case-3": ["unexplained"],
    }
    labels = next(one["labels"] for one in seen["items"] if one["id"] == "case-1")
    assert labels["case-moved-on"] == "手机预判不一致：所办事项已变化"
    assert labels[EvidenceTaken.type] == EvidenceTaken.word
    only = (await supervisor.ask("/judged", reason="unexplained")).json()["items"]
    assert [one["id"] for one in only] == ["case-3"]
    own = (await head.ask("/judged")).json()["items"]
    assert [one["id"] for one in own] == ["case-1"]
    attempts = (await supervisor.ask("/attempts", judged="day")).json()["items"]
    assert [(one["id"], one["judged"]) for one in attempts] == [("refusal-1", "day")]


async def test_visits_are_counted_and_listed_with_cases(
    bench: Bench[Service], supervisor: Caller, head: Caller, make: Callable[..., Any], recounted: Recounted
) -> None:
    await filed(bench, make, "case-1")
    await bench.hear("case-1", make(EvidenceTaken, judged=Judged.DAY))
    for visit, town in (("visit-1", TOWN), ("visit-2", ELSEWHERE)):
        await bench.hear(visit, make(VisitAssigned, township=town, body=town), agency=town)
        await bench.hear(visit, make(VisitOpened, judged=Judged.UNDECIDED), agency=town)
    await bench.hear("visit-1", make(ItemAnswered, judged=Judged.CASE_MOVED_ON), agency=TOWN)
    await bench.hear("visit-2", make(VisitConcluded, judged=Judged.CONFIRMED), agency=ELSEWHERE)
    assert await counted(recounted, supervisor) == {
        "judged-confirmed": 1,
        "judged-case-moved-on": 1,
        "judged-day": 1,
        "judged-undecided": 2,
    }
    seen = {one["id"]: one for one in (await supervisor.ask("/judged")).json()["items"]}
    assert seen.keys() == {"case-1", "visit-1"}
    assert [fact["judged"] for fact in seen["visit-1"]["differing"]] == ["case-moved-on"]
    assert seen["visit-1"]["labels"][ItemAnswered.type] == ItemAnswered.word
    assert [one["id"] for one in (await head.ask("/judged", reason="case-moved-on")).json()["items"]] == ["visit-1"]


async def test_what_is_flagged_by_itself_and_what_was_heard_before_its_case_counts_nothing(
    bench: Bench[Service], supervisor: Caller, make: Callable[..., Any], recounted: Recounted
) -> None:
    await filed(bench, make, "case-1")
    await bench.hear("case-1", make(RecheckOverdueLifted))
    assert (await supervisor.ask("/judged")).json()["items"] == []
    assert await counted(recounted, supervisor) == {}


@pytest.mark.parametrize("judged", Judged)
def test_each_outcome_has_its_count(judged: Judged) -> None:
    assert Kind(f"judged-{judged}").word.startswith(judged.word[:4])

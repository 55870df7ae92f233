"""Counts by township and month, equal to a walk through the rows whatever arrives how often."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.consuming import COUNTS, CountStore, RowStore, recount
from chassis.consuming.rows import SequenceGap
from chassis.documents import MemoryDocuments
from chassis.testing import Bench, Caller
from contracts.attempts import AttemptRefused
from contracts.cases import (
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    DecisionOverdue,
    EvidenceTaken,
    FinePaid,
    PaymentOverdue,
    PaymentOverdueLifted,
    PenaltyDecided,
)
from contracts.envelope import Envelope
from contracts.inspections import (
    PatrolAssigned,
    PatrolReferred,
    ViolationReferred,
    VisitAssigned,
    VisitConcluded,
    VisitOpened,
)
from supervision.cases.row import CASE_ROWS
from supervision.service import Service
from supervision.visits.row import VISIT_ROWS

SEPTEMBER_4 = date(2026, 9, 4)

type Builder = Callable[..., Any]
type Recounted = Callable[[], Awaitable[None]]

CASE_KINDS = (
    EvidenceTaken,
    DecisionOverdue,
    PenaltyDecided,
    PaymentOverdue,
    PaymentOverdueLifted,
    FinePaid,
    CaseWithdrawn,
    CaseClosed,
)
VISIT_KINDS = (VisitOpened, ViolationReferred, VisitConcluded)


async def hear_all(bench: Bench[Service], make: Builder) -> None:
    for number, town in enumerate(("130624100", "130624100", "130624101"), start=1):
        filed = make(CaseFiled, township=town, body=town, filed_on=date(2026, 8, 30 + number // 3))
        await bench.hear(f"case-{number}", filed)
    await bench.hear("case-1", make(PenaltyDecided))
    await bench.hear("case-1", make(CaseClosed, closed_on=date(2026, 9, 20)))
    await bench.hear("visit-1", make(VisitAssigned))
    await bench.hear("visit-1", make(VisitOpened, opened_on=date(2026, 9, 2)))
    for _ in range(2):
        await bench.hear("visit-1", make(ViolationReferred, found_on=date(2026, 9, 2)))
    await bench.hear("patrol-1", make(PatrolAssigned))
    await bench.hear("patrol-1", make(PatrolReferred, found_on=date(2026, 9, 3)))
    for number, rule in enumerate(("cases/one-officer", "cases/one-officer", "inspections/cap-reached")):
        label = "须有两名执法人员" if rule == "cases/one-officer" else ""
        refused = make(AttemptRefused, rule=rule, rule_label=label, command="take-evidence", refused_on=SEPTEMBER_4)
        await bench.hear(f"refusal-{number}", refused)


def numbers(answer: Any) -> dict[tuple[str, str, str], int]:
    counts = answer.raise_for_status().json()["counts"]
    return {(item["kind"], item["township"], item["month"]): item["count"] for item in counts if item["rule"] is None}


async def test_counts_by_township_month_and_kind(
    bench: Bench[Service], make: Builder, supervisor: Caller, recounted: Recounted
) -> None:
    await hear_all(bench, make)
    before = (await supervisor.ask("/counts")).json()
    assert (before["pending"] > 0, before["counts"]) == (True, [])
    await recounted()
    answer = await supervisor.ask("/counts")
    assert (answer.json()["pending"], answer.json()["as_of"]) == (0, "2026-09-01T02:00:00.000Z")
    found = numbers(answer)
    assert found["opened", "county", "all"] == 3
    assert found["opened", "130624100", "2026-08"] == 2
    assert found["opened", "130624101", "2026-08"] == 1
    assert found["open", "county", "all"] == 2
    assert found["closed", "130624100", "2026-09"] == 1
    assert found["visits-opened", "county", "2026-09"] == 1
    assert found["violations", "130624100", "2026-09"] == 3
    assert found["refused", "county", "all"] == 3

    assert set(numbers(await supervisor.ask("/counts", kind="violations", month="all"))) == {
        ("violations", "130624100", "all"),
        ("violations", "county", "all"),
    }
    assert set(numbers(await supervisor.ask("/counts", kind="opened", township="130624101"))) == {
        ("opened", "130624101", "2026-08"),
        ("opened", "130624101", "all"),
    }
    assert {key[1] for key in numbers(await supervisor.ask("/counts", township="county"))} == {"county"}
    assert answer.json()["labels"] | {"opened": "立案", "county": "全县"} == answer.json()["labels"]
    assert (await supervisor.ask("/counts", month="2026-13")).status_code == 422


async def test_attempts_are_listed_and_counted_by_rule(
    bench: Bench[Service], make: Builder, supervisor: Caller, recounted: Recounted
) -> None:
    await hear_all(bench, make)
    await recounted()
    alone = (await supervisor.ask("/attempts", rule="cases/one-officer")).json()
    assert [(item["rule"], item["township"]) for item in alone["items"]] == [("cases/one-officer", "130624100")] * 2
    assert "officer-1" not in str(alone)
    for word, found in (("取证", 2), ("四十二", 0), ("APL 42", 2), ("cases/one", 2), ("没有", 0)):
        assert (await supervisor.ask("/attempts", rule="cases/one-officer", word=word)).json()["total"] == found
    assert alone["items"][0]["labels"] == {
        "130624100": "阜平镇",
        "APL 42": "《行政处罚法》第四十二条",
        "take-evidence": "调查取证",
        "cases/one-officer": "须有两名执法人员",
    }
    assert alone["as_of"]
    answer = (await supervisor.ask("/attempts/counts")).json()
    assert answer["labels"] | {"cases/one-officer": "须有两名执法人员"} == answer["labels"]
    assert "inspections/cap-reached" not in answer["labels"], "heard before events had labels"
    counts = answer["counts"]
    assert [(item["township"], item["rule"], item["count"]) for item in counts] == [
        ("130624100", None, 3),
        ("130624100", "cases/one-officer", 2),
        ("130624100", "inspections/cap-reached", 1),
        ("county", None, 3),
        ("county", "cases/one-officer", 2),
        ("county", "inspections/cap-reached", 1),
    ]


async def test_a_head_sees_the_own_townships_counts(
    bench: Bench[Service], make: Builder, head: Caller, recounted: Recounted
) -> None:
    await hear_all(bench, make)
    await recounted()
    assert {township for _, township, _ in numbers(await head.ask("/counts"))} == {"130624100"}
    for township in ("county", "130624101"):
        assert (await head.ask("/counts", township=township)).status_code == 403
    assert len((await head.ask("/attempts")).json()["items"]) == 3
    assert {item["township"] for item in (await head.ask("/attempts/counts")).json()["counts"]} == {"130624100"}
    assert (await head.ask("/attempts", township="130624101")).status_code == 403
    assert (await head.ask("/counts/differences")).status_code == 403


async def test_a_wrong_count_is_found(
    bench: Bench[Service], make: Builder, supervisor: Caller, recounted: Recounted
) -> None:
    await hear_all(bench, make)
    assert (await supervisor.ask("/counts/differences")).json()["pending"] > 0
    await recounted()
    assert (await supervisor.ask("/counts/differences")).json()["differences"] == []
    where = {"_id": "case_rows/open/county/all"}
    await bench.parts.documents.update(COUNTS, where, {"$set": {"count": 7}})
    assert (await supervisor.ask("/counts/differences")).json()["differences"] == [
        {"bucket": "open/county/all", "rows": "case_rows", "counted": 7, "recounted": 2}
    ]


@st.composite
def deliveries(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Which event of which of three aggregates arrives, with repeats; (-1, 0) stands for a turn of the recounter."""
    lengths = [draw(st.integers(1, 8)) for _ in range(3)]
    every = [(subject, sequence) for subject, length in enumerate(lengths) for sequence in range(1, length + 1)]
    again = draw(st.lists(st.sampled_from(every), max_size=15))
    turns = [(-1, 0)] * draw(st.integers(0, 4))
    return draw(st.permutations([*every, *again, *turns]))


@given(order=deliveries(), steps=st.lists(st.integers(0, 20), min_size=24, max_size=24))
@settings(max_examples=60, deadline=None)
def test_counts_are_what_a_walk_finds_after_any_repeats_and_interleavings(
    make: Builder, envelope: Callable[..., Envelope], order: list[tuple[int, int]], steps: list[int]
) -> None:
    """Each row takes the next event only: what comes early waits and is tried again."""
    for rows, first, kinds in ((CASE_ROWS, CaseFiled, CASE_KINDS), (VISIT_ROWS, VisitAssigned, VISIT_KINDS)):

        def event(subject: int, sequence: int, first: Any = first, kinds: Any = kinds) -> Any:
            town = f"13062410{subject}"
            if sequence == 1:
                return make(first, township=town, body=town)
            return make(kinds[steps[subject * 8 + sequence - 1] % len(kinds)])

        asyncio.run(delivered(RowStore(rows, MemoryDocuments()), order, event, envelope))


async def delivered(store: RowStore[Any], order: list[tuple[int, int]], event: Builder, envelope: Builder) -> None:
    waiting = list(order)
    while waiting:
        early = []
        for subject, sequence in waiting:
            if subject < 0:
                await recount(store, COUNTS, most=2)
                continue
            fact = event(subject, sequence)
            try:
                await store.take(envelope(fact, sequence, f"subject-{subject}"), fact)
            except SequenceGap:
                early.append((subject, sequence))
        waiting = early
    while await recount(store, COUNTS, most=2):
        pass
    assert await CountStore(store.documents, [store]).differences() == []
    assert await store.documents.count(COUNTS, {"count": {"$gt": 0}}) > 0


async def test_the_time_on_site_is_told_as_a_median_and_the_share_within_the_target(
    bench: Bench[Service], supervisor: Caller[Any], make: Builder, recounted: Recounted
) -> None:
    for number, seconds in enumerate((240, 900, 901, None), start=1):
        await bench.hear(f"visit-{number}", make(VisitAssigned))
        ended = make(VisitConcluded, concluded_on=date(2026, 9, number), seconds_on_site=seconds)
        await bench.hear(f"visit-{number}", ended)
    await recounted()
    told = (await supervisor.ask("/counts/time-on-site")).raise_for_status().json()
    assert (told["visits"], told["within"], told["median_minutes"]) == (3, 2, 15)
    none = (await supervisor.ask("/counts/time-on-site", month="2026-10")).json()
    assert (none["visits"], none["median_minutes"]) == (0, None)

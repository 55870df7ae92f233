"""A visit by one officer alone does not count: each act of it is confirmed by the other (APL 42; X-01)."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, SetClock, jpeg
from contracts.identity import CertificateSuspended
from contracts.inspections import InspectorReplaced, VisitActConfirmed, VisitConcluded
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

ITEMS = [f"safety-{number:02}" for number in range(1, 10)]
TERM = {"item": "safety-01", "demand": "完成全员安全培训", "until": "2026-09-10"}

type Assign = Callable[[str], Awaitable[str]]


async def visited(cast: Any, assign: Assign, *problems: str) -> str:
    """Everything that one officer can do alone."""
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    await cast.a.act(f"{visit}/opening")
    answers = [{"item": item, "answer": "problem" if item in problems else "fine"} for item in ITEMS]
    answer = await cast.a.act(f"{visit}/answer-sheets", {"answers": answers})
    assert answer.status_code == 200, answer.text
    return visit


async def waiting(*callers: Any) -> list[str]:
    return [one["what"] for caller in callers for one in (await caller.ask("/work")).json()["items"]]


def code(answer: Any) -> str:
    return str(answer.json()["code"])


async def test_x01_one_officer_alone_concludes_nothing(bench: Bench[Service], cast: Any, assign: Assign) -> None:
    visit = await visited(cast, assign)
    refused = await cast.a.act(f"{visit}/conclusion")
    assert (refused.status_code, code(refused)) == (409, "inspections/unconfirmed")
    await cast.a.act(f"{visit}/acts/record/confirmation")
    assert code(await cast.a.act(f"{visit}/conclusion")) == "inspections/unconfirmed"
    assert code(await cast.c.act(f"{visit}/acts/record/confirmation")) == "inspections/not-one-of-them"
    await cast.b.act(f"{visit}/acts/record/confirmation")
    concluded = await cast.a.act(f"{visit}/conclusion", {"seconds_on_site": 754})
    done = concluded.json()["visit"]["concluded"]
    assert (done["officer"], done["confirmed_by"], done["seconds_on_site"]) == ("HB-A", "HB-B", 754)
    history = await bench.service.visits.store.history(visit.removeprefix("/visits/"))
    kinds = [record["type"] for record in history[-3:]]
    assert kinds == [VisitActConfirmed.type, VisitActConfirmed.type, VisitConcluded.type]
    assert code(await cast.b.act(f"{visit}/acts/record/confirmation")) == "inspections/visit-over"


async def test_x01_what_is_added_after_the_confirmation_is_not_confirmed(cast: Any, assign: Assign) -> None:
    visit = await visited(cast, assign)
    await cast.b.act(f"{visit}/acts/record/confirmation")
    assert await waiting(cast.a, cast.b) == ["conclude-confirmed-visit", "conclude-visit"]
    await cast.a.act(f"{visit}/answers", {"item": "safety-02", "answer": "not-applicable"})
    assert await waiting(cast.a, cast.b) == ["conclude-visit", "conclude-visit"]
    assert code(await cast.a.act(f"{visit}/conclusion")) == "inspections/unconfirmed"
    await cast.b.act(f"{visit}/acts/record/confirmation")
    assert (await cast.a.act(f"{visit}/conclusion")).status_code == 200


async def test_x01_an_order_counts_from_its_confirmation(cast: Any, assign: Assign, clock: SetClock) -> None:
    visit = await visited(cast, assign, "safety-01")
    await cast.a.act(f"{visit}/correction-terms", TERM)
    assert code(await cast.a.act(f"{visit}/acts/order-safety-01/confirmation")) == "inspections/own-act"
    assert code(await cast.b.act(f"{visit}/acts/order-safety-02/confirmation")) == "inspections/no-such-act"
    await cast.b.act(f"{visit}/acts/record/confirmation")
    assert code(await cast.a.act(f"{visit}/conclusion")) == "inspections/unconfirmed"
    recheck = {"item": "safety-01", "fulfilled": True, "picture": await cast.a.upload(jpeg("trained"))}
    assert code(await cast.a.act(f"{visit}/rechecks", recheck)) == "inspections/unconfirmed"
    work = [item["what"] for item in (await cast.b.ask("/work")).json()["items"]]
    assert sorted(work) == ["conclude-visit", "confirm-visit-act"]
    seen = (await cast.b.act(f"{visit}/acts/order-safety-01/confirmation")).json()
    assert (seen["unconfirmed"], len(seen["visit"]["confirmations"])) == ([], 2)
    again = (await cast.b.act(f"{visit}/acts/order-safety-01/confirmation")).json()
    assert len(again["visit"]["confirmations"]) == 2
    assert (await cast.a.act(f"{visit}/conclusion")).status_code == 200


async def test_x01_an_order_that_is_confirmed_after_its_term_is_none(
    cast: Any, assign: Assign, clock: SetClock
) -> None:
    """The firm had no term; the problem is ordered or referred anew."""
    visit = await visited(cast, assign, "safety-01")
    await cast.a.act(f"{visit}/correction-terms", TERM)
    clock.advance(days=3)
    assert (
        code(await cast.b.act(f"{visit}/acts/order-safety-01/confirmation")) == "inspections/order-expired-unconfirmed"
    )
    await cast.b.act(f"{visit}/acts/record/confirmation")
    assert code(await cast.a.act(f"{visit}/conclusion")) == "inspections/problems-unsettled"
    assert (await cast.a.act(f"{visit}/correction-terms", TERM | {"until": "2026-09-20"})).status_code == 200
    assert (await cast.b.act(f"{visit}/acts/order-safety-01/confirmation")).status_code == 200
    await cast.b.act(f"{visit}/acts/record/confirmation")
    assert (await cast.a.act(f"{visit}/conclusion")).json()["visit"]["concluded"]["result"] == "ordered"


async def test_a_visit_is_confirmed_only_once_it_is_approved(cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    assert code(await cast.b.act(f"{visit}/acts/record/confirmation")) == "inspections/not-approved"


async def test_many_items_are_answered_at_once_or_none(cast: Any, assign: Assign) -> None:
    """Each fault is told with its item."""
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    await cast.a.act(f"{visit}/opening")
    sheet = [
        {"item": "safety-01", "answer": "fine"},
        {"item": "fire-01", "answer": "fine"},
        {"item": "safety-02", "answer": "fine"},
        {"item": "safety-02", "answer": "problem"},
    ]
    refused = await cast.a.act(f"{visit}/answer-sheets", {"answers": sheet})
    assert (refused.status_code, code(refused)) == (409, "inspections/answers-refused")
    told = {fault["field"]: fault["reason"] for fault in refused.json()["faults"]}
    assert told.keys() == {"fire-01", "safety-02"}
    assert told["safety-02"] == "重复填写"
    assert "不在已公布的清单内" in told["fire-01"]
    assert (await cast.a.ask(visit)).json()["visit"]["answers"] == []
    assert code(await cast.c.act(f"{visit}/answer-sheets", {"answers": sheet[:1]})) == "inspections/not-one-of-them"
    done = await cast.a.act(f"{visit}/answer-sheets", {"answers": [sheet[0], sheet[2]]})
    assert [fact["item"] for fact in done.json()["visit"]["answers"]] == ["safety-01", "safety-02"]


@pytest.mark.usefixtures("certified_c")
async def test_x02_an_officer_who_lost_the_certificate_is_replaced_with_a_reason(
    bench: Bench[Service], cast: Any, assign: Assign
) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    change = {"replaced": "HB-B", "by": "HB-C", "reason": "证件暂扣"}
    early = await cast.head.act(f"{visit}/replacement", change)
    assert (early.status_code, code(early)) == (409, "inspections/officer-still-certified")
    suspended = CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 1), reason="核查")
    await bench.hear("officer-B", suspended)
    assert (await cast.a.act(f"{visit}/replacement", change)).status_code == 403
    assert code(await cast.head.act(f"{visit}/replacement", change | {"by": "HB-A"})) == "inspections/one-officer"
    assert (
        code(await cast.head.act(f"{visit}/replacement", change | {"replaced": "HB-X"}))
        == "inspections/not-one-of-them"
    )
    done = (await cast.head.act(f"{visit}/replacement", change)).json()
    assert (done["officers"], "证件暂扣" in str(done)) == (["HB-A", "HB-C"], False)
    (fact,) = (await bench.service.visits.store.read(visit.removeprefix("/visits/"))).state.replacements
    assert isinstance(fact, InspectorReplaced)
    assert (fact.replaced, fact.by, fact.replaced_on) == ("HB-B", "HB-C", date(2026, 9, 7))
    assert code(await cast.b.act(f"{visit}/opening")) == "inspections/not-one-of-them"
    assert [item["what"] for item in (await cast.c.ask("/work")).json()["items"]] == ["open-visit"]
    assert (await cast.c.act(f"{visit}/opening")).status_code == 200
    assert code(await cast.head.act(f"{visit}/replacement", change)) == "inspections/not-one-of-them"


@pytest.mark.usefixtures("certified_c")
async def test_x02_somebody_else_sees_again_what_was_ordered(
    bench: Bench[Service], cast: Any, assign: Assign, clock: SetClock
) -> None:
    """The one whose certificate ended would leave the order open for good; what waited for them is done anew."""
    visit = await visited(cast, assign, "safety-01")
    await cast.a.act(f"{visit}/correction-terms", TERM)
    change = {"replaced": "HB-B", "by": "HB-C", "reason": "证件到期"}
    for act in ("order-safety-01", "record"):
        await cast.b.act(f"{visit}/acts/{act}/confirmation")
    assert (await cast.a.act(f"{visit}/conclusion")).status_code == 200
    clock.advance(days=1)
    first = {"item": "safety-01", "fulfilled": True, "picture": await cast.a.upload(jpeg("first"))}
    assert (await cast.a.act(f"{visit}/rechecks", first)).status_code == 200
    clock.advance(days=1)
    await bench.hear(
        "officer-B", CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 9), reason="核查")
    )
    assert (await cast.head.act(f"{visit}/replacement", change)).json()["officers"] == ["HB-A", "HB-C"]
    assert code(await cast.c.act(f"{visit}/acts/recheck-safety-01/confirmation")) == "inspections/no-such-act"
    before = first | {"rechecked_on": "2026-09-08"}
    assert code(await cast.c.act(f"{visit}/rechecks", before)) == "inspections/day-too-early"
    assert code(await cast.c.act(f"{visit}/rechecks", first)) == "inspections/same-picture"
    anew = first | {"picture": await cast.c.upload(jpeg("second"))}
    assert (await cast.c.act(f"{visit}/rechecks", anew)).status_code == 200
    done = await cast.a.act(f"{visit}/acts/recheck-safety-01/confirmation")
    assert (done.status_code, done.json()["unconfirmed"]) == (200, [])
    assert code(await cast.head.act(f"{visit}/replacement", change | {"replaced": "HB-A"})) == "inspections/visit-over"


@pytest.mark.usefixtures("certified_c")
async def test_x02_nobody_is_sent_where_nothing_is_left(bench: Bench[Service], cast: Any, assign: Assign) -> None:
    visit = await visited(cast, assign)
    await cast.b.act(f"{visit}/acts/record/confirmation")
    assert (await cast.a.act(f"{visit}/conclusion")).status_code == 200
    await bench.hear(
        "officer-B", CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 1), reason="核查")
    )
    change = {"replaced": "HB-B", "by": "HB-C", "reason": "证件暂扣"}
    assert code(await cast.head.act(f"{visit}/replacement", change)) == "inspections/visit-over"


@pytest.mark.usefixtures("certified_c")
async def test_x03_a_recused_officer_does_not_come_in_anothers_place(
    bench: Bench[Service], cast: Any, assign: Assign
) -> None:
    visit = await assign("one")
    stored = await bench.service.visits.store.read(visit.removeprefix("/visits/"))
    assigned = stored.state.assigned.model_dump(mode="json") | {"recused": ["HB-C"]}
    await bench.parts.documents.update(
        "visit", {"_id": stored.id}, {"$set": {"state.assigned": assigned, "version": 2}}
    )
    suspended = CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 1), reason="核查")
    await bench.hear("officer-B", suspended)
    change = {"replaced": "HB-B", "by": "HB-C", "reason": "证件暂扣"}
    assert code(await cast.head.act(f"{visit}/replacement", change)) == "inspections/officer-recused"


@pytest.mark.usefixtures("certified_c")
async def test_x03_an_officer_whose_own_firm_was_drawn_is_replaced_by_the_head(
    bench: Bench[Service], cast: Any, assign: Assign
) -> None:
    visit = await assign("one")
    change = {"replaced": "HB-B", "by": "HB-C", "ground": "recusal", "reason": "本人在该企业有股份"}
    assert code(await cast.head.act(f"{visit}/replacement", change | {"reason": "\u200b"})) == "invalid"
    assert code(await cast.head.act(f"{visit}/replacement", change | {"ground": "illness"})) == "invalid"
    done = (await cast.head.act(f"{visit}/replacement", change)).json()
    assert (done["officers"], "股份" in str(done)) == (["HB-A", "HB-C"], False)
    assert (done["visit"]["replacements"][0]["ground"], done["labels"]["recusal"]) == ("recusal", "回避")
    itself = {"replaced": "HB-A", "by": "HB-A", "ground": "recusal", "reason": "本人申请"}
    assert code(await cast.head.act(f"{visit}/replacement", itself)) == "inspections/officer-recused"
    back = {"replaced": "HB-A", "by": "HB-B", "ground": "recusal", "reason": "本人申请"}
    assert code(await cast.head.act(f"{visit}/replacement", back)) == "inspections/officer-recused"


@pytest.mark.usefixtures("certified_c")
async def test_x03_who_was_recused_sees_nothing_of_the_visit_any_more(cast: Any, assign: Assign) -> None:
    """Neither its page nor its history and pictures, nor its place in lists (APL 43, 50)."""
    visit = await assign("one")
    of = visit.removeprefix("/visits/")
    change = {"replaced": "HB-B", "by": "HB-C", "ground": "recusal", "reason": "本人在该企业有股份"}
    assert (await cast.b.ask(visit)).status_code == 200
    assert (await cast.head.act(f"{visit}/replacement", change)).status_code == 200
    for path, query in ((visit, {}), (f"{visit}/history", {}), (f"/files/{'a' * 64}", {"of": of})):
        refused = await cast.b.ask(path, **query)
        assert (refused.status_code, code(refused)) == (403, "inspections/withheld-from-recused")
    assert of not in {item["id"] for item in (await cast.b.ask("/visits")).json()["items"]}
    assert of in {item["id"] for item in (await cast.a.ask("/visits")).json()["items"]}

"""Ways out when a penalty is not performed (X-28, X-31; ACL 40, 53, 54)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cases.case.domain import decision, demands, enforcement, performance, work_items
from cases.days.domain import EARLY, FUTURE, RECORDED_TOO_LATE
from cases.officers.domain import NOT_CERTIFIED
from contracts.cases import CourtEnforcementApplied, EndingGround, EnforcementEnded, PerformanceDemanded, Sanction
from contracts.inspections import PatrolReferred
from contracts.refusal import Refusal, Rule
from contracts.values import Role

OFFICERS = ("HB-1001", "HB-1002")
BLOB = "a" * 64


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    return refusal.value.rule


def demand(course: Any, demanded_on: date | None = None, **changes: Any) -> Any:
    command = enforcement.DemandPerformance(officers=OFFICERS, demanded_on=demanded_on)
    return course.do(enforcement.demand_performance, command, **changes)


def apply(course: Any, applied_on: date | None = None) -> Any:
    return course.head(enforcement.apply_to_court, enforcement.ApplyToCourt(applied_on=applied_on))


def end(course: Any, ground: EndingGround = EndingGround.DIED, blob: str = BLOB) -> Any:
    command = enforcement.EndEnforcement(ground=ground, blob=blob, reasons="有死亡证明和村委会证明")
    return course.head(enforcement.end_enforcement, command)


def served(course: Any) -> Any:
    """Served on 1 September 2026: pay until the 16th, sue until 1 March 2027."""
    return course.decided().serve().confirm()


def test_nothing_is_demanded_that_may_still_be_paid_in_time_or_is_paid(course: Any) -> None:
    served(course).on = date(2026, 9, 16)
    assert refused(lambda: demand(course)) is enforcement.NOT_LATE
    course.pay()
    assert refused(lambda: demand(course)) is enforcement.NOTHING_OPEN


def test_an_order_is_demanded_once_a_recheck_found_it_unfulfilled(course: Any) -> None:
    course.investigated().order(days=3).confirm().notify().confirm().waive().confirm().decide()
    course.serve().confirm().pay()
    assert refused(lambda: demand(course)) is enforcement.NOT_LATE
    course.later(4).recheck(False).confirm()
    assert demand(course).case.demand


def test_x28_the_court_is_asked_after_the_demand_the_term_to_sue_and_within_three_months(course: Any) -> None:
    served(course).on = date(2026, 9, 17)
    assert refused(lambda: apply(course)) is enforcement.NOT_DEMANDED
    demand(course)
    assert refused(lambda: apply(course)) is demands.UNCONFIRMED
    course.confirm()
    assert isinstance(course.case.demand, PerformanceDemanded)
    assert course.case.demand.until == date(2026, 10, 8)  # ten working days (ACL 54, 69)
    course.on = date(2026, 10, 8)
    assert refused(lambda: apply(course)) is enforcement.DEMAND_RUNNING
    course.on = date(2027, 3, 1)
    assert refused(lambda: apply(course)) is enforcement.MAY_SUE
    course.on = date(2027, 6, 2)
    assert refused(lambda: apply(course)) is enforcement.COURT_TOO_LATE
    course.on = date(2027, 6, 1)
    apply(course)
    assert isinstance(course.case.court, CourtEnforcementApplied)
    assert course.case.court.open == 1_000_00
    assert refused(lambda: apply(course)) is enforcement.APPLIED


def test_x28_a_demand_that_was_confirmed_late_runs_from_there(course: Any) -> None:
    served(course).on = date(2027, 3, 2)
    demand(course).later(20).confirm()
    assert refused(lambda: apply(course)) is enforcement.DEMAND_RUNNING


def test_x28_a_demand_counts_from_its_receipt(course: Any, certificate: Any) -> None:
    """Received on 17 September 2026 and recorded some days later; the term to pay had to be over on that day."""
    served(course).on = date(2026, 9, 23)
    assert refused(lambda: demand(course, date(2026, 9, 16))) is enforcement.NOT_LATE
    assert refused(lambda: demand(course, date(2026, 9, 24))) is FUTURE
    late = {number: certificate(certificate=number, valid_from=date(2026, 9, 18)) for number in OFFICERS}
    assert refused(lambda: demand(course, date(2026, 9, 17), holders=late)) is NOT_CERTIFIED
    told = demand(course, date(2026, 9, 17)).confirm().case.demand
    assert (told.until, told.recorded_on) == (date(2026, 10, 8), date(2026, 9, 23))
    assert enforcement.demand_until(course.case, told, course.facts().today) == date(2026, 10, 8)


def test_x41_a_demand_is_recorded_within_a_week_of_its_receipt(course: Any) -> None:
    served(course).on = date(2026, 9, 25)
    assert refused(lambda: demand(course, date(2026, 9, 17))) is RECORDED_TOO_LATE
    assert demand(course, date(2026, 9, 18)).case.demand


def test_x28_a_demand_of_an_order_follows_the_look_that_found_it_unfulfilled(course: Any) -> None:
    course.investigated().order(days=3).confirm().notify().confirm().waive().confirm().decide()
    course.serve().confirm().pay().later(4).recheck(False).confirm().later(1)
    assert refused(lambda: demand(course, date(2026, 9, 4))) is enforcement.NOT_LATE
    assert demand(course, date(2026, 9, 5)).case.demand


def unfulfilled(course: Any) -> Any:
    """Decided on 5 September 2026 after an order was found unfulfilled, served on the 8th: pay until the 23rd."""
    course.investigated().order(days=3).confirm().notify().confirm().waive().confirm().later(4).recheck(False)
    return course.confirm().decide().later(3).serve().confirm()


def test_x28_nothing_is_demanded_before_the_service(course: Any) -> None:
    unfulfilled(course)
    assert refused(lambda: demand(course, date(2026, 9, 7))) is EARLY
    assert demand(course, date(2026, 9, 8)).case.demand


def test_x28_a_fine_is_demanded_after_its_own_term(course: Any) -> None:
    demand(unfulfilled(course)).confirm().on = date(2027, 3, 9)
    assert refused(lambda: apply(course)) is enforcement.FINE_NOT_DEMANDED
    today = course.facts().today
    shown = today.procedure.steps["apply-to-court"].missing(today.procedure.shut(course.case, today))
    assert [shut.rule for shut in shown] == [enforcement.FINE_NOT_DEMANDED]
    again = course.case
    demand(course).confirm().later(20)
    assert apply(course).case.court.open == 1_000_00
    course.case, course.on = again, date(2027, 3, 9)
    assert apply(course.pay()).case.court.order_open, "the order was demanded"


def test_x28_a_demand_of_an_older_version_counts_from_its_confirmation(course: Any) -> None:
    served(course).on = date(2026, 9, 17)
    demand(course).later(1).confirm()
    old = course.case.demand.model_copy(update={"recorded_on": None})
    today = course.facts().today
    assert enforcement.demand_until(course.case, old, today) == date(2026, 10, 9)
    assert enforcement.demand_until(course.case, course.case.demand, today) == date(2026, 10, 8)


def test_x28_an_application_is_of_the_day_on_which_the_court_got_it(course: Any) -> None:
    """It is judged by that day: not before the terms ended, in time though it is recorded later."""
    served(course).on = date(2026, 9, 17)
    demand(course).confirm().on = date(2027, 6, 4)
    course.pay(400_00, paid_on=date(2027, 6, 3))
    assert refused(lambda: apply(course, date(2026, 9, 16))) is EARLY
    assert refused(lambda: apply(course, date(2026, 10, 8))) is enforcement.DEMAND_RUNNING
    assert refused(lambda: apply(course, date(2027, 3, 1))) is enforcement.MAY_SUE
    assert refused(lambda: apply(course)) is enforcement.COURT_TOO_LATE
    filed = apply(course, date(2027, 6, 1)).case.court
    assert (filed.applied_on, filed.recorded_on, filed.open) == (date(2027, 6, 1), date(2027, 6, 4), 1_000_00)


def test_x31_a_case_whose_enforcement_ended_is_closed_as_that(course: Any) -> None:
    served(course)
    assert refused(course.close) is performance.FINE_OPEN
    assert refused(lambda: end(course, blob="f" * 64)) is demands.NO_FILE
    assert refused(lambda: end(course, EndingGround.COURT)) is enforcement.NO_COURT
    assert refused(lambda: end(course, EndingGround.CEASED)) is enforcement.OTHER_SUBJECT
    end(course)
    assert isinstance(course.case.enforcement_ended, EnforcementEnded)
    assert refused(lambda: end(course)) is enforcement.NOTHING_OPEN
    assert course.close().case.closed.outcome == "enforcement-ended"


def test_who_died_before_service_is_not_served(course: Any) -> None:
    end(course.decided())
    assert course.close().case.closed.outcome == "enforcement-ended"


@pytest.mark.parametrize("ground", [EndingGround.REVOKED, EndingGround.LOST])
def test_x31_only_who_is_gone_is_not_served(course: Any, ground: EndingGround) -> None:
    confiscating(course.decided())
    end(course, ground)
    assert refused(course.close) is performance.NOT_SERVED
    assert {item.what for item in work_items.work_items(course.case)} == {"serve-decision"}
    course.serve()
    assert refused(course.close) is demands.UNCONFIRMED
    assert course.confirm().close().case.closed.outcome == "enforcement-ended"


def test_x31_an_object_is_lost_where_things_were_confiscated(course: Any) -> None:
    served(course)
    assert refused(lambda: end(course, EndingGround.LOST)) is enforcement.NO_OBJECT
    assert end(confiscating(course), EndingGround.LOST).case.enforcement_ended


def confiscating(course: Any) -> Any:
    """Let the penalty be one that takes things too."""
    penalty = course.case.penalty.model_copy(update={"sanctions": (Sanction.CONFISCATE_PROPERTY,)})
    course.case = replace(course.case, penalty=penalty)
    return course


def test_x40_a_case_is_ripe_with_party_and_evidence(course: Any) -> None:
    course.file().identify()
    assert not decision.is_ripe(course.case)
    course.take_evidence()
    assert not decision.is_ripe(course.case)
    assert course.confirm().withdraw().case.withdrawn.ripe


async def test_x40_a_case_filed_from_a_clue_or_a_finding_says_so_when_it_is_struck(town: Any, people: Any) -> None:
    """The clue stays taken: whoever wanted it gone would file and strike. The way back leads without the clue."""
    seen = {"township": "130624100", "seen_on": "2026-08-30", "place": "河滩", "informant": "来电人"}
    clue = people.good(await town.hotline.act("/clues", seen | {"description": "有人焚烧轮胎"}), 201)["id"]
    told = {"power": "EN-01", "body": "130624100", "township": "130624100", "officers": ("HB-1001", "HB-1002")}
    found = {"finding": "patrol-1-1", "found_on": date(2026, 8, 31), "place": "沟口", "confirmed_by": "HB-1002"}
    await town.bench.hear("patrol-1", PatrolReferred.model_validate(told | found))
    from_clue, own = await town.file(clue=clue), await town.file(place="西街")
    for case, reported in ((from_clue, True), ("case-from-patrol-1-1", True), (own, False)):
        struck = people.good(await town.head.act(f"/cases/{case}/withdrawal", {"reasons": "重复立案"}))
        assert struck["case"]["withdrawn"]["reported"] is reported
    again = await town.first.act("/cases", town.filing(clue=clue))
    assert (again.status_code, again.json()["code"]) == (409, "cases/clue-taken")
    assert "不填线索另行立案" in again.json()["remedy"]
    await town.file()


def test_a_payment_says_whether_who_handles_the_case_recorded_it(course: Any) -> None:
    """Who fines does not collect (APL 67(1))."""
    served(course).pay(400_00)
    assert course.case.payments[0].by_handler
    command = performance.RecordPayment(paid_on=course.on, amount=600_00, receipt="P-2")
    course.do(performance.record_payment, command, caller=None)
    assert not course.case.payments[1].by_handler


def test_a_head_who_records_a_payment_fines_and_collects(course: Any) -> None:
    """Without a certificate a head is still the one who approves, decides and closes (APL 67(1))."""
    command = performance.RecordPayment(paid_on=course.on, amount=1_000_00, receipt="P-1")
    served(course).do(performance.record_payment, command, caller=None, roles=frozenset({Role.HEAD}))
    assert course.case.payments[0].by_handler


async def test_the_ways_out_through_the_door(town: Any, people: Any) -> None:
    case = await town.ready()
    people.good(await town.decide(case))
    await town.step(case, "service", method="in-person")
    town.clock.advance(days=16)
    seen = await town.step(case, "demand")
    assert seen["case"]["demand"]["until"] == "2026-10-08"
    ends = {term["name"]: (term["until"], term["provisional"]) for term in seen["terms"]}
    assert (ends["demand"], ends["court"]) == (("2026-10-08", False), ("2027-06-01", True))
    early = await town.head.act(f"/cases/{case}/court-application")
    assert (early.status_code, early.json()["law"]) == (409, "ACL 54")
    proof = await town.head.upload(b"%PDF-1.7 a certificate of death", "application/pdf")
    ending = {"ground": "party-died", "blob": proof, "reasons": "当事人已经死亡"}
    seen = people.good(await town.head.act(f"/cases/{case}/enforcement-end", ending))
    assert seen["labels"]["party-died"].startswith("公民死亡")
    assert people.good(await town.head.act(f"/cases/{case}/closing"))["stage"] == "closed"

"""Orders to correct and their re-checks (X-11, X-31)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from cases.case.domain import act, correction, demands, evidence, ground, notice
from cases.days.domain import EARLY, FUTURE, RECORDED_TOO_LATE
from chassis.testing import jpeg
from contracts.cases import CorrectionForgone, EvidenceKind, ForgoneGround
from contracts.refusal import Refusal, Rule


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    return refusal.value.rule


def test_a_term_lies_ahead(course: Any) -> None:
    course.investigated()
    assert refused(lambda: course.order(days=0)) is correction.NO_TERM


def test_an_order_is_of_the_day_on_which_the_party_was_told(course: Any) -> None:
    """It may be recorded later; its term still lies ahead then, and is no longer from its own day than from today."""
    course.investigated().later(3)

    def told(on: date, days: int = 7) -> Any:
        command = correction.OrderCorrection(
            demand="清除", ordered_on=on, until=on + timedelta(days=days), officers=("HB-1001", "HB-1002")
        )
        return course.do(correction.order_correction, command)

    assert refused(lambda: told(date(2026, 8, 19))) is EARLY
    assert refused(lambda: told(date(2026, 9, 5))) is FUTURE
    assert refused(lambda: told(date(2026, 9, 1), days=3)) is correction.NO_TERM
    assert refused(lambda: told(date(2026, 9, 1), days=366)) is correction.LONG_TERM
    ordered = told(date(2026, 9, 1), days=365).case.order
    assert (ordered.ordered_on, ordered.recorded_on) == (date(2026, 9, 1), date(2026, 9, 4))


def test_x41_an_order_is_recorded_within_a_week_of_the_day_on_which_the_party_was_told(course: Any) -> None:
    """Dated back to the act, its term would end tomorrow, and nobody ever had it; statements may come however late."""
    course.investigated()

    def told(on: date) -> Any:
        until = course.on + timedelta(days=1)
        command = correction.OrderCorrection(demand="清除", ordered_on=on, until=until, officers=("HB-1001", "HB-1002"))
        return course.do(correction.order_correction, command)

    rule = refused(lambda: told(date(2026, 8, 24)))
    assert (rule, rule.law) == (RECORDED_TOO_LATE, "APL 47")
    assert told(date(2026, 8, 25)).case.order.ordered_on == date(2026, 8, 25)
    course.order().confirm().notify().confirm().later(30)
    defence = notice.ReceiveDefence(
        text="初犯", review="不影响认定", officers=("HB-1001", "HB-1002"), received_on=date(2026, 9, 2)
    )
    assert course.do(notice.receive_defence, defence).case.defence


async def test_x41_a_look_is_recorded_within_a_week_or_taken_anew(town: Any, people: Any) -> None:
    """A service that the party signed for counts however late it is recorded."""
    case = await town.file()
    await town.approve(case)
    await town.identify(case)
    await town.evidence(case)
    await town.step(case, "correction-order", demand="清除", until="2026-09-03")
    town.clock.advance(days=11)
    look = {"fulfilled": False, "officers": town.officers, "blob": await town.first.upload(jpeg("the same heap"))}
    refused = await town.first.act(f"/cases/{case}/correction-recheck", look | {"rechecked_on": "2026-09-04"})
    assert (refused.status_code, refused.json()["code"]) == (409, "cases/look-recorded-too-late")
    people.good(await town.first.act(f"/cases/{case}/correction-recheck", look | {"rechecked_on": "2026-09-05"}))


async def test_a_service_counts_from_its_day_however_late_it_is_recorded(town: Any, people: Any) -> None:
    case = await town.ready()
    people.good(await town.decide(case))
    town.clock.advance(days=40)
    served = (await town.step(case, "service", method="post", served_on="2026-09-02"))["case"]["served"]
    assert (served["served_on"], served["recorded_on"]) == ("2026-09-02", "2026-10-11")


def test_nothing_is_rechecked_that_was_not_ordered(course: Any) -> None:
    course.investigated()
    assert refused(lambda: course.recheck(False)) is correction.NO_ORDER


def test_an_order_that_nobody_confirmed_is_none(course: Any) -> None:
    course.investigated().order().later(8)
    assert refused(lambda: course.recheck(False)).code == "cases/unconfirmed"


def test_x11_not_fulfilled_can_be_said_only_after_the_term(course: Any) -> None:
    course.investigated().order(days=7).confirm().later(7)
    assert refused(lambda: course.recheck(False)) is correction.TERM_RUNNING
    assert course.later(1).recheck(False).case.rechecks


def test_fulfilled_may_be_seen_before(course: Any) -> None:
    assert course.investigated().order().confirm().later(1).recheck(True).case.rechecks


def test_a_recheck_shows_a_picture(course: Any) -> None:
    course.investigated().order().confirm()
    command = correction.RecheckCorrection(fulfilled=True, blob="f" * 64, officers=("HB-1001", "HB-1002"))
    assert refused(lambda: course.do(correction.recheck_correction, command)) is demands.NO_FILE


def test_a_new_order_runs_afresh(course: Any) -> None:
    course.investigated().order(days=1).confirm().later(2).recheck(False).confirm()
    assert course.case.stayed_unfulfilled
    course.order(days=3)
    assert not course.case.stayed_unfulfilled
    assert course.case.order_open


def test_a_recheck_that_nobody_confirmed_proves_nothing(course: Any) -> None:
    course.investigated().order(days=1).confirm().later(2).recheck(False)
    assert not course.case.stayed_unfulfilled
    assert course.confirm().case.stayed_unfulfilled


def test_what_was_done_late_was_still_not_done_in_time(course: Any) -> None:
    course.investigated().order(days=1).confirm().later(2).recheck(False).confirm().later(5).recheck(True).confirm()
    assert course.case.stayed_unfulfilled
    assert not course.case.order_open


def test_a_term_is_no_slip_of_the_year(course: Any) -> None:
    course.investigated()
    assert refused(lambda: course.order(days=366)) is correction.LONG_TERM
    course.order(days=365)


@pytest.mark.parametrize("days", [7, 8])
def test_x11_an_order_that_is_confirmed_when_its_own_term_ends_gave_none(course: Any, days: int) -> None:
    """The day of confirming is not counted (CC 201): on the last day none is left."""
    course.investigated().order(days=7).later(days)
    assert refused(course.confirm) is act.ORDER_EXPIRED
    course.order(days=7).confirm().later(8).recheck(False).confirm()
    assert course.case.stayed_unfulfilled


def test_x11_a_recheck_counts_on_its_own_day(course: Any) -> None:
    """Seen on the last day of the term and recorded later, it does not say that the term was missed."""
    course.investigated().order(days=7).confirm().later(8)

    def recheck(on: date) -> None:
        fields = {
            "fulfilled": False,
            "blob": f"{course.on.toordinal():064x}",
            "rechecked_on": on,
            "officers": ("HB-1001", "HB-1002"),
        }
        course.do(correction.recheck_correction, correction.RecheckCorrection(**fields))

    assert refused(lambda: recheck(date(2026, 9, 8))) is correction.TERM_RUNNING
    assert refused(lambda: recheck(date(2026, 8, 31))) is EARLY
    recheck(date(2026, 9, 9))
    assert course.case.rechecks[0].recorded_on == date(2026, 9, 9)


def test_x32_a_recheck_is_shown_by_a_file_of_its_own(course: Any) -> None:
    """Neither by what shows the act, nor by what an earlier look showed."""
    course.investigated().order(days=7).confirm()
    two = ("HB-1001", "HB-1002")
    of_the_act = correction.RecheckCorrection(fulfilled=True, blob="a" * 64, officers=two)
    assert refused(lambda: course.do(correction.recheck_correction, of_the_act)) is correction.SAME_FILE
    course.recheck(fulfilled=True)
    earlier = f"{course.on.toordinal():064x}"
    course.later(1)
    again = correction.RecheckCorrection(fulfilled=True, blob=earlier, officers=two)
    files = frozenset({earlier})
    assert refused(lambda: course.do(correction.recheck_correction, again, files=files)) is correction.SAME_FILE
    course.order(days=7).confirm()
    assert refused(lambda: course.do(correction.recheck_correction, again, files=files)) is correction.SAME_FILE
    course.recheck(fulfilled=True)


def test_x11_nobody_is_punished_without_an_order_to_correct(course: Any) -> None:
    course.investigated()
    told = notice.ServePriorNotice(fine=1_000_00, reasons="焚烧轮胎", officers=("HB-1001", "HB-1002"))
    rule = refused(lambda: course.do(notice.serve_prior_notice, told))
    assert (rule, rule.law) == (correction.ORDER_DUE, "APL 28(1)")
    course.order()
    assert refused(lambda: course.do(notice.serve_prior_notice, told)) is demands.UNCONFIRMED
    course.confirm().do(notice.serve_prior_notice, told)


def test_x11_nothing_is_left_to_order_where_evidence_shows_it(course: Any) -> None:
    course.investigated()
    assert refused(lambda: course.forgo(evidence=())) is ground.UNSHOWN
    assert refused(lambda: course.forgo(evidence=("act-of-nobody",))) is ground.NO_SUCH_EVIDENCE
    course.forgo(ground=ForgoneGround.NOT_CORRECTABLE)
    told = notice.ServePriorNotice(fine=1_000_00, reasons="焚烧轮胎", officers=("HB-1001", "HB-1002"))
    assert refused(lambda: course.do(notice.serve_prior_notice, told)) is correction.ORDER_DUE, (
        "nobody has confirmed it"
    )
    course.confirm().do(notice.serve_prior_notice, told)
    assert isinstance(course.case.forgone, CorrectionForgone)


def test_another_party_is_ordered_anew(course: Any) -> None:
    course.investigated().forgo().confirm()
    assert course.identify(act_mark="c" * 64).case.forgone is None


@pytest.mark.parametrize("first", [True, False])
async def test_x31_the_newest_look_counts_whenever_it_was_recorded(town: Any, people: Any, first: bool) -> None:
    """An older one that is recorded later neither closes what stayed open, nor opens what was corrected."""
    case = await town.ready()
    await town.step(case, "correction-order", demand="清除", until="2026-09-02")
    town.clock.advance(days=6)
    for looked_on, fulfilled in (("2026-09-05", first), ("2026-09-03", not first)):
        blob = await town.first.upload(jpeg(f"the heap of {looked_on}"))
        found = {"fulfilled": fulfilled, "blob": blob, "rechecked_on": looked_on}
        await town.step(case, "correction-recheck", **found)
    people.good(await town.decide(case))
    await town.step(case, "service", method="in-person")
    paid = {"paid_on": "2026-09-07", "amount": 1_000_00, "receipt": "P-1"}
    people.good(await town.first.act(f"/cases/{case}/payment", paid))
    closed = await town.head.act(f"/cases/{case}/closing")
    assert (closed.status_code, closed.json().get("code")) == ((200, None) if first else (409, "cases/order-open"))


def test_x31_of_two_looks_of_one_day_the_last_recorded_counts(course: Any) -> None:
    course.investigated().order(days=1).confirm().later(2).recheck(False).confirm()
    assert course.case.order_open
    course.recheck(True, shown="c" * 64).confirm()
    assert not course.case.order_open


def test_x32_one_picture_shows_one_thing(course: Any) -> None:
    """Neither the other thing on the same day, nor the act itself later on."""
    course.investigated().order(days=3).confirm().later(5).recheck(False).confirm()
    assert refused(lambda: course.recheck(True)) is correction.SAME_FILE
    course.recheck(False).confirm()
    command = evidence.TakeEvidence(
        kind=EvidenceKind.SITE_RECORD,
        blob=course.case.rechecks[0].blob,
        taken_at=course.facts().at,
        description="轮胎",
        officers=("HB-1001", "HB-1002"),
    )
    looked = {"files": frozenset({command.blob})}
    assert refused(lambda: course.do(evidence.take_evidence, command, **looked)) is evidence.LOOKED_AT

"""When nothing is paid or corrected: demand, court, end of enforcement, and their smallest neighbours (X-28, X-31)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.support.lawful import BODY, HEAD, KNOWN, LAW, ONE, PAIR, CaseFile
from tests.support.neighbours import changed, recorded, unconfirmed, without
from tests.support.prosecuted import case

from chassis.testing import Caller
from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CorrectionRechecked,
    CourtEnforcementApplied,
    DecisionServed,
    EndingGround,
    EnforcementEnded,
    PenaltyDecided,
    PerformanceDemanded,
    Sanction,
)
from contracts.values import Role
from supervision.review import History, Post, review
from supervision.review.domain.counting import months_later, moved_on, working_days_later

type Rules = Callable[..., list[str]]

FIRE, FIRE_CITIZEN, UNFULFILLED = 0, 1, 7
PAPER = "b" * 64
ONE_DAY = timedelta(days=1)


def unpaid(number: int = FIRE) -> CaseFile:
    """Return a file of a penalty that was served and not paid."""
    file = case(number)
    last = max(place for place, one in enumerate(file.events) if isinstance(one.event, DecisionServed))
    del file.events[last + 2 :]  # after the confirmation of the service
    return file


def served_on(file: CaseFile) -> date:
    return file.history().of(DecisionServed)[-1].event.served_on


def demand(file: CaseFile, **given: Any) -> CaseFile:
    until = working_days_later(file.day, 10, LAW.calendar)
    fields = {"act": f"demand-{len(file.events)}", "demanded_on": file.day, "until": until, "officers": PAIR}
    return file.act(PerformanceDemanded(**fields | given))


def demanded(number: int = FIRE) -> CaseFile:
    """Return a file whose party was asked once more when it was late."""
    return demand(unpaid(number).wait(20))


def sue_until(file: CaseFile) -> date:
    return moved_on(months_later(served_on(file), 6), LAW.calendar)


def apply(file: CaseFile) -> CaseFile:
    return file.add(CourtEnforcementApplied(applied_on=file.day, open=file.offence.fine, order_open=False), HEAD)


def applied(number: int = FIRE) -> CaseFile:
    file = demanded(number)
    return apply(file.wait_until(sue_until(file) + ONE_DAY))


def end(file: CaseFile, ground: EndingGround) -> CaseFile:
    ended = EnforcementEnded.model_validate({"ground": ground, "ended_on": file.day, "blob": PAPER})
    return file.add(ended, HEAD)


def ended(number: int = FIRE, ground: EndingGround = EndingGround.CEASED) -> CaseFile:
    return end(unpaid(number).wait(40), ground).closed("enforcement-ended")


LAWFUL: dict[str, Callable[[], CaseFile]] = {
    "demanded": demanded,
    "applied on the first day": applied,
    "applied on the last day": lambda: apply(on_last_day(demanded())),
    "demanded when the party can't sue any more": lambda: apply(demand(past_suing(unpaid())).wait(20)),
    "ended, as the organisation ceased": ended,
    "ended, as the citizen died": lambda: ended(FIRE_CITIZEN, EndingGround.DIED),
    "ended, as the decision was revoked": lambda: ended(FIRE, EndingGround.REVOKED),
    "ended by the court": lambda: end(applied().wait(60), EndingGround.COURT).closed("enforcement-ended"),
    "ended before it could be served": lambda: end(unserved(), EndingGround.DIED).closed("enforcement-ended"),
    "demanded twice": lambda: apply(demand(past_suing(demanded()))),
    "demanded in a year whose notice is not out": lambda: demand(new_year(unpaid()), until=date(2027, 1, 13)),
    "demanded and applied earlier than recorded": lambda: applied_before_it_was_recorded(),
    "an order demanded while the fine may still be paid": lambda: demand(unpaid(UNFULFILLED)),
    "the fine demanded once more": lambda: apply(demand(past_suing(demand(unpaid(UNFULFILLED)))).wait(20)),
    "paid after the demand": lambda: demanded().wait(1).paid().closed(),
}


def recorded_later(**given: Any) -> CaseFile:
    """Return a demand that was received five days before it was recorded, but for what is given."""
    file = unpaid().wait(25)
    day = file.day - timedelta(days=5)
    fields: dict[str, Any] = {"demanded_on": day, "until": working_days_later(day, 10, LAW.calendar)}
    return demand(file, **(fields | {"recorded_on": file.day} | given))


@pytest.mark.parametrize(("days", "found"), [(7, []), (8, ["X-41 flag"])])
def test_a_demand_that_was_recorded_long_after_its_receipt_is_shown(days: int, found: list[str], rules: Rules) -> None:
    file = unpaid().wait(20 + days)
    day = file.day - timedelta(days=days)
    demand(file, demanded_on=day, until=working_days_later(day, 10, LAW.calendar), recorded_on=file.day)
    assert rules(file.history()) == found


def applied_before_it_was_recorded() -> CaseFile:
    file = recorded_later()
    day = sue_until(file) + ONE_DAY
    file.wait_until(day).wait(4)
    applied = CourtEnforcementApplied(applied_on=day, open=file.offence.fine, order_open=False, recorded_on=file.day)
    return file.add(applied, HEAD)


def before_service() -> CaseFile:
    """Return a demand of an unfulfilled order of the day before the service."""
    file = unpaid(UNFULFILLED)
    del file.events[-2:]
    day = file.wait(2).day
    file.served()
    early = day - ONE_DAY
    return demand(file, demanded_on=early, until=working_days_later(early, 10, LAW.calendar), recorded_on=day)


def new_year(file: CaseFile) -> CaseFile:
    return file.wait_until(date(2026, 12, 28))


def past_suing(file: CaseFile) -> CaseFile:
    return file.wait_until(sue_until(file) + ONE_DAY)


def on_last_day(file: CaseFile) -> CaseFile:
    return file.wait_until(moved_on(months_later(sue_until(file), 3), LAW.calendar))


def unserved() -> CaseFile:
    file = unpaid(FIRE_CITIZEN)
    del file.events[-2:]
    return file


@pytest.mark.parametrize("way", LAWFUL)
def test_the_ways_out_of_the_law_are_no_findings(way: str, rules: Rules) -> None:
    assert rules(LAWFUL[way]().history()) == []


def early(days: int) -> History:
    file = demand(past_suing(unpaid()))
    return apply(file.wait_until(working_days_later(file.day, 10, LAW.calendar) + days * ONE_DAY)).history()


def early_of_a_late_record(days: int) -> History:
    """A demand of a day on which nobody could sue any more, recorded later, and an application of its last day."""
    file = past_suing(unpaid()).wait(5)
    day = file.day - timedelta(days=5)
    until = working_days_later(day, 10, LAW.calendar)
    demand(file, demanded_on=day, until=until, recorded_on=file.day)
    return apply(file.wait_until(until + days * ONE_DAY)).history()


def test_the_term_of_a_demand_counts_from_its_receipt(rules: Rules) -> None:
    assert rules(early_of_a_late_record(1)) == []


def late_demand() -> History:
    """A demand that the second officer confirmed weeks later runs from there."""
    file = past_suing(unpaid())
    until = working_days_later(file.day, 10, LAW.calendar)
    file.add(PerformanceDemanded(act="demand-1", demanded_on=file.day, until=until, officers=PAIR))
    file.wait(20).add(ActConfirmed(act="demand-1", certificate=PAIR[1], confirmed_on=file.day), "officer-2")
    return apply(file.wait(1)).history()


UNLAWFUL: dict[str, tuple[Callable[[], History], str]] = {
    "no demand": (lambda: without(applied().history(), PerformanceDemanded), "X-28"),
    "a demand by one officer": (lambda: unconfirmed(applied().history(), PerformanceDemanded), "X-28"),
    "on the tenth working day after the demand": (lambda: early(0), "X-28"),
    "too early after the confirmation": (late_demand, "X-28"),
    "a demand while the party may still pay": (lambda: demand(unpaid().wait(15)).history(), "X-28"),
    "on the tenth working day after a demand that was recorded later": (lambda: early_of_a_late_record(0), "X-28"),
    "a fine that was not late when it was demanded": (
        lambda: apply(past_suing(demand(unpaid(UNFULFILLED)))).history(),
        "X-28",
    ),
    "a demand before the service": (lambda: before_service().history(), "X-28"),
    "while the party may sue": (lambda: apply(on_day(demanded(), sue_until)).history(), "X-28"),
    "with nothing open": (lambda: apply(past_suing(demanded().paid())).history(), "X-28"),
    "a demand with nothing open": (lambda: demand(unpaid().paid()).history(), "X-28"),
    "a demand of what was not served": (lambda: demand(unserved()).history(), "X-28"),
    "a demand of nine working days": (
        lambda: demand(unpaid().wait(20), until=working_days_later(unpaid().wait(20).day, 9, LAW.calendar)).history(),
        "X-28",
    ),
    "a demand after the end": (lambda: demand(end(unpaid(), EndingGround.CEASED)).history(), "X-28"),
    "ended with nothing open": (lambda: end(unpaid().paid(), EndingGround.CEASED).history(), "X-31"),
    "ended undecided": (lambda: without(end(unpaid(), EndingGround.CEASED).history(), PenaltyDecided), "X-31"),
    "an organisation died": (lambda: ended(FIRE, EndingGround.DIED).history(), "X-31"),
    "an object lost of a fine": (lambda: ended(FIRE, EndingGround.LOST).history(), "X-31"),
    "revoked and closed, and never served": (
        lambda: end(unserved(), EndingGround.REVOKED).closed("enforcement-ended").history(),
        "X-31",
    ),
    "a citizen ceased": (lambda: ended(FIRE_CITIZEN, EndingGround.CEASED).history(), "X-31"),
    "ended by a court that nobody asked": (lambda: ended(FIRE, EndingGround.COURT).history(), "X-31"),
    "closed as ended, and paid": (lambda: changed(case().history(), CaseClosed, outcome="enforcement-ended"), "X-31"),
    "closed with a fine open": (lambda: without(ended().history(), EnforcementEnded), "X-31"),
}


def on_day(file: CaseFile, day: Callable[[CaseFile], date]) -> CaseFile:
    return file.wait_until(day(file))


@pytest.mark.parametrize("broken", UNLAWFUL)
def test_what_leaves_the_way_is_found(broken: str, rules: Rules) -> None:
    history, rule = UNLAWFUL[broken]
    assert f"{rule} unlawful" in rules(history())


def test_an_object_is_lost_where_things_were_confiscated(rules: Rules) -> None:
    lost = ended(FIRE, EndingGround.LOST).history()
    taken = changed(lost, PenaltyDecided, sanctions=(Sanction.CONFISCATE_PROPERTY,))
    assert "X-31 unlawful" not in rules(taken)


def test_what_was_not_served_is_not_enforced() -> None:
    findings = review(without(applied().history(), DecisionServed), KNOWN, LAW)
    told = {finding.what for finding in findings if finding.type == CourtEnforcementApplied.type}
    assert told == {"决定书尚未送达即申请强制执行"}


def test_an_application_after_three_months_is_late_and_recorded(rules: Rules) -> None:
    file = on_last_day(demanded())
    assert rules(apply(file.wait(1)).history()) == ["X-28 flag"]


def recorded_after_the_term(days: int) -> CaseFile:
    """Return a file with an application of the last day that was recorded some days later."""
    file = on_last_day(demanded())
    applied_on = file.day
    fields: dict[str, Any] = {"applied_on": applied_on, "open": file.offence.fine, "order_open": False}
    file.wait(days)
    return file.add(CourtEnforcementApplied(**fields, recorded_on=file.day), HEAD)


def test_an_application_of_a_day_in_time_that_is_recorded_after_the_term_is_shown(rules: Rules) -> None:
    assert rules(recorded_after_the_term(0).history()) == []
    assert rules(recorded_after_the_term(1).history()) == ["X-28 flag"]


@pytest.mark.parametrize(("days", "shown"), [(0, []), (90, ["X-28"])])
async def test_the_supervisor_sees_it_while_the_court_has_the_case(
    tell: Any, supervisor: Caller, days: int, shown: list[str]
) -> None:
    await tell(recorded_after_the_term(days))
    alerts = (await supervisor.ask("/alerts", kind="review-finding")).json()["items"]
    assert [alert["rule"] for alert in alerts if "才登记" in alert["what"]] == shown


@pytest.mark.parametrize(("days", "found"), [(7, []), (8, ["X-41 flag"])])
def test_x41_a_service_and_a_look_that_were_recorded_long_after_their_day_are_shown(
    days: int, found: list[str], rules: Rules
) -> None:
    for number, kind, name in ((FIRE, DecisionServed, "served_on"), (UNFULFILLED, CorrectionRechecked, "rechecked_on")):
        history = case(number).history()
        one = history.of(kind)[0]
        early = one.on - days * ONE_DAY
        told = review(changed(history, kind, 0, **{name: early}), KNOWN, LAW)
        assert [f"{finding.rule} {finding.weight.value}" for finding in told if "才登记" in finding.what] == found


@pytest.mark.parametrize(("file", "kind"), [(ended, EnforcementEnded), (applied, CourtEnforcementApplied)])
def test_who_ends_enforcement_and_applies_is_the_head(file: Callable[[], CaseFile], kind: Any, rules: Rules) -> None:
    officer = Post(since=datetime(2025, 1, 1, tzinfo=UTC), body=BODY, roles=frozenset({Role.OFFICER}))
    known = replace(KNOWN, posts={**KNOWN.posts, ONE: (officer,)})
    expected: dict[Any, set[str]] = {
        EnforcementEnded: {"X-04 unlawful"},
        CourtEnforcementApplied: {"X-04 unlawful", "X-28 unlawful"},
    }
    assert set(rules(recorded(file().history(), kind, actor=ONE), known)) == expected[kind]


def test_what_is_recorded_of_it_bears_the_day_of_the_record(rules: Rules) -> None:
    assert rules(changed(ended().history(), EnforcementEnded, ended_on=date(2026, 1, 1))) == ["X-41 unlawful"]
    file = applied().wait(3)
    assert rules(changed(file.history(), CourtEnforcementApplied, applied_on=file.day)) == ["X-41 unlawful"]
    asked = demanded()
    assert "X-41 unlawful" in rules(changed(asked.history(), PerformanceDemanded, demanded_on=asked.day + ONE_DAY))

"""Telling and hearing the party (X-15 to X-18)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.case.domain import demands, evidence, notice, proposal
from cases.days.domain import EARLY, FUTURE
from cases.officers.domain import NOT_CERTIFIED
from cases.penalty.domain import fine, unsupported
from cases.powers.domain.power_list import Listing
from contracts.cases import DefenceReceived, MitigatedGround, PowerConfirmed, Sanction
from contracts.refusal import Refusal, Rule
from contracts.values import Subject

FIRM = "91350100M000100Y43"
FIRE_LIST = Listing(
    confirmed=(
        PowerConfirmed(
            power="FI-01",
            townships=("130624100",),
            valid_from=date(2026, 1, 1),
            valid_until=None,
            source="清单",
            sample=True,
        ),
    )
)


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    return refusal.value.rule


def test_the_party_has_five_working_days_to_state_and_defend(course: Any) -> None:
    """Served on Tuesday: to the next Tuesday."""
    told = course.investigated().notify().case.notice
    assert told.defence_until == date(2026, 9, 8)


def test_holidays_do_not_count(course: Any) -> None:
    """Served on the last working day before the National Day of 2025: 1 to 8 October are off, 11 October is worked."""
    course.on = date(2025, 9, 30)
    told = course.investigated(act_on=date(2025, 9, 1)).notify().case.notice
    assert told.defence_until == date(2025, 10, 14)


def test_nothing_is_proposed_without_party_and_evidence(course: Any) -> None:
    assert refused(course.file().notify) is demands.NO_PARTY
    assert refused(course.identify().notify) is evidence.NO_EVIDENCE


def test_x15_no_decision_without_a_notice(course: Any) -> None:
    rule = refused(course.investigated().decide)
    assert (rule, rule.law) == (notice.NO_NOTICE, "APL 44, 62")


def test_x16_no_decision_inside_the_term(course: Any) -> None:
    course.investigated().notify().confirm().later(7)
    assert refused(course.decide) is notice.DEFENCE_OPEN
    course.later(1).decide()


def test_x16_a_defence_does_not_shorten_the_term(course: Any) -> None:
    course.investigated().notify().confirm().defend().confirm()
    assert refused(course.decide) is notice.DEFENCE_OPEN


def test_x16_an_explicit_waiver_does(course: Any) -> None:
    course.investigated().notify().confirm().waive().confirm().decide()


def test_x16_a_defence_that_nobody_confirmed_is_not_heard(course: Any) -> None:
    course.investigated().notify().confirm().defend().later(8)
    assert refused(course.decide) is notice.DEFENCE_UNHEARD
    course.confirm().decide()


def test_x16_a_defence_whose_officer_left_is_recorded_again(course: Any) -> None:
    course.investigated().notify().confirm().defend().replace("HB-1002", "HB-1003")
    assert refused(course.notify) is notice.DEFENCE_UNHEARD
    course.defend().confirm("HB-1003").notify().confirm("HB-1003")


def test_what_the_party_says_stays_in_the_history_alone(course: Any) -> None:
    course.investigated().notify().confirm().defend()
    heard = course.case.defence
    assert isinstance(heard, DefenceReceived)
    assert heard.officers == ("HB-1001", "HB-1002")
    assert {"text", "review"}.isdisjoint(heard.public())


def test_late_words_are_taken_too(course: Any) -> None:
    course.investigated().notify().confirm().later(20).defend().confirm().decide()


def test_a_new_notice_opens_the_rights_afresh(course: Any) -> None:
    course.investigated().notify().confirm().waive().confirm().notify(1_500_00).confirm()
    assert course.case.waiver is None
    assert refused(course.decide) is notice.DEFENCE_OPEN


def test_x17_the_defence_never_makes_it_heavier(course: Any) -> None:
    course.investigated().notify().confirm().defend().confirm()
    assert refused(lambda: course.notify(1_500_00)) is notice.RAISED
    course.notify(800_00)


def test_x17_a_lighter_notice_in_between_does_not_make_it_heavier_afterwards(course: Any) -> None:
    course.investigated().notify(600_00).confirm().defend().confirm()
    assert refused(lambda: course.notify(1_500_00)) is notice.RAISED
    course.notify(600_00).confirm()
    assert refused(lambda: course.notify(1_500_00)) is notice.RAISED


def test_x17_what_was_raised_by_new_evidence_is_the_new_limit(course: Any) -> None:
    course.investigated().notify().confirm().defend().confirm().later(1).take_evidence(blob="e" * 64).confirm()
    course.notify(1_500_00).confirm().defend().confirm()
    course.notify(1_500_00)
    assert refused(lambda: course.notify(1_600_00)) is notice.RAISED


def test_x16_the_term_counts_from_the_second_officers_confirmation(course: Any) -> None:
    """A notice that was recorded on day 1 and confirmed on day 11 is one of two officers from then on (APL 42)."""
    course.investigated().notify().later(10).confirm()
    assert refused(course.decide) is notice.DEFENCE_OPEN
    course.later(8).decide()


def defend(course: Any, received_on: date, **changes: Any) -> Any:
    command = notice.ReceiveDefence(
        text="初犯", review="不影响认定", received_on=received_on, officers=("HB-1001", "HB-1002")
    )
    return course.do(notice.receive_defence, command, **changes)


def test_x17_a_statement_counts_from_the_day_on_which_the_party_spoke(course: Any, certificate: Any) -> None:
    """Evidence of the day after is newer, though the statement was recorded later."""
    course.investigated().notify().confirm().later(2).take_evidence(blob="e" * 64).confirm().later(1)
    spoken = date(2026, 9, 2)
    late = {number: certificate(certificate=number, valid_from=date(2026, 9, 3)) for number in ("HB-1001", "HB-1002")}
    assert refused(lambda: defend(course, spoken, holders=late)) is NOT_CERTIFIED
    assert refused(lambda: defend(course, date(2026, 8, 31))) is EARLY
    assert refused(lambda: defend(course, date(2026, 9, 5))) is FUTURE
    said = defend(course, spoken).confirm().case.defence
    assert (said.received_on, said.recorded_on) == (spoken, date(2026, 9, 4))
    assert course.notify(1_500_00).case.notice


def test_x16_a_waiver_is_of_the_day_on_which_it_was_signed(course: Any) -> None:
    course.investigated().notify().confirm().later(2)

    def waive(on: date) -> Any:
        command = notice.WaiveDefence(signed_paper="d" * 64, waived_on=on, officers=("HB-1001", "HB-1002"))
        return course.do(notice.waive_defence, command)

    assert refused(lambda: waive(date(2026, 8, 31))) is EARLY
    given = waive(date(2026, 9, 2)).confirm().case.waiver
    assert (given.waived_on, given.recorded_on) == (date(2026, 9, 2), date(2026, 9, 3))
    assert course.decide().case.penalty


def test_x17_new_evidence_may(course: Any) -> None:
    course.investigated().notify().confirm().defend().confirm().later(1).take_evidence(blob="e" * 64)
    assert refused(lambda: course.notify(1_500_00)) is notice.RAISED
    course.confirm().notify(1_500_00)


def test_x17_a_file_that_was_there_is_no_new_evidence(course: Any) -> None:
    """Whatever day the second record of it tells."""
    course.investigated().notify().confirm().defend().confirm().later(1).take_evidence().confirm()
    assert refused(lambda: course.notify(1_500_00)) is notice.RAISED
    course.notify().confirm().later(8).decide()


def test_x17_a_raise_before_the_defence_is_no_ceiling(course: Any) -> None:
    """The party spoke on 600 and on 1,500 yuan, and nothing new was found in between."""
    course.investigated().notify(600_00).confirm().notify(1_500_00).confirm().defend().confirm().later(8)
    assert refused(lambda: course.decide(1_500_00)) is notice.RAISED
    assert refused(lambda: course.notify(1_500_00)) is notice.RAISED
    course.notify(600_00).confirm().later(8).decide(600_00)


def test_x17_a_raise_on_new_facts_before_the_defence_stands(course: Any) -> None:
    course.investigated().notify(600_00).confirm().later(1).take_evidence(blob="e" * 64).confirm()
    course.notify(1_500_00).confirm().defend().confirm().later(8).decide(1_500_00)


def test_x17_a_defence_is_of_its_own_day_though_the_party_was_told_anew(course: Any) -> None:
    spoken = course.on
    course.investigated().notify(600_00).confirm().later(1).notify(1_500_00).confirm()
    assert defend(course, spoken).confirm().case.defence.received_on == spoken
    assert refused(lambda: course.later(8).decide(1_500_00)) is notice.RAISED


def test_x17_of_two_kinds_of_which_none_is_lighter_either_may_be_kept(course: Any) -> None:
    course.investigated_with(FIRE_LIST, power="FI-01", act_on=date(2026, 8, 1)).notify_with(FIRE_LIST, 200_00).confirm()
    course.notify_with(FIRE_LIST, 0, sanctions=(Sanction.WARNING,)).confirm().defend().confirm()
    assert refused(lambda: course.notify_with(FIRE_LIST, 200_01)) is notice.RAISED
    course.notify_with(FIRE_LIST, 200_00).confirm().notify_with(FIRE_LIST, 0, sanctions=(Sanction.WARNING,))


@pytest.mark.parametrize(
    ("fine_proposed", "rule"), [(2_000_01, fine.ABOVE_MOST), (499_99, fine.BELOW_LEAST), (0, proposal.NOTHING)]
)
def test_x09_what_is_proposed_is_within_the_range(course: Any, fine_proposed: int, rule: Rule) -> None:
    course.investigated()
    assert refused(lambda: course.notify(fine_proposed)) is rule


def test_x09_below_the_least_with_a_ground_for_it(course: Any) -> None:
    assert course.investigated().notify(100_00, mitigated=MitigatedGround.REMOVED_HARM).case.notice


def test_x09_a_kind_of_penalty_that_the_article_lacks(course: Any) -> None:
    course.investigated()
    assert refused(lambda: course.notify(sanctions=(Sanction.WARNING,))) is fine.NOT_PROVIDED


def test_x09_a_warning_or_a_fine_is_proposed_but_not_both(course: Any) -> None:
    """FI-01: individuals are warned, or fined up to 500 yuan."""
    course.investigated_with(FIRE_LIST, power="FI-01", act_on=date(2026, 8, 1))
    rule = refused(lambda: course.notify_with(FIRE_LIST, 200_00, sanctions=(Sanction.WARNING,)))
    assert (rule, rule.law) == (fine.EITHER_OR, "APL 4, 76(1)(2)")
    course.notify_with(FIRE_LIST, 200_00)
    assert course.notify_with(FIRE_LIST, 0, sanctions=(Sanction.WARNING,)).case.notice.proposed_fine == 0


def test_x18_where_a_hearing_is_due_this_version_stops(course: Any) -> None:
    """The sample table: 50,000 yuan for organisations."""
    course.file().identify(Subject.ORGANISATION, firm=FIRM, number=FIRM).take_evidence().confirm()
    rule = refused(lambda: course.notify(50_000_00))
    assert (rule, rule.code, rule.law) == (unsupported.HEARING, "cases/not-yet-supported", "APL 63, 64")
    course.notify(49_999_99)


def test_a_waiver_is_a_signed_paper_that_is_there(course: Any) -> None:
    course.investigated().notify().confirm()
    command = notice.WaiveDefence(signed_paper="f" * 64, officers=("HB-1001", "HB-1002"))
    assert refused(lambda: course.do(notice.waive_defence, command)) is demands.NO_FILE


def test_x16_a_paper_waives_one_notice(course: Any) -> None:
    course.investigated().notify(600_00).confirm().waive("d" * 64).waive("e" * 64).confirm()
    course.waive("d" * 64).notify(1_500_00).confirm()
    assert refused(lambda: course.waive("d" * 64)) is notice.PAPER_USED
    assert refused(lambda: course.waive("e" * 64)) is notice.PAPER_USED


def test_x16_a_paper_waives_one_notice_though_the_party_was_named_anew(course: Any) -> None:
    course.investigated().notify().confirm().waive().confirm().identify(act_mark="c" * 64)
    course.notify().confirm()
    assert refused(course.waive) is notice.PAPER_USED


@pytest.mark.parametrize("blob", ["a" * 64, date(2026, 9, 6)], ids=["evidence", "a look"])
def test_x16_no_other_file_of_the_case_is_a_waiver(blob: Any, course: Any) -> None:
    course.investigated().order(days=3).confirm().later(5).recheck(False).confirm()
    course.order(days=3).confirm().notify().confirm()
    paper = f"{blob.toordinal():064x}" if isinstance(blob, date) else blob
    assert refused(lambda: course.waive(paper)) is notice.PAPER_USED


def test_x16_minutes_are_no_waiver(course: Any) -> None:
    course.investigated().notify().confirm().raise_recusal("deputy").decide_recusal(minutes="d" * 64)
    assert refused(course.waive) is notice.PAPER_USED


def test_a_waiver_needs_a_notice_that_both_served(course: Any) -> None:
    assert refused(course.investigated().waive) is notice.NO_NOTICE
    assert refused(course.notify().defend) is demands.UNCONFIRMED


async def test_the_term_to_speak_is_shown_as_it_is_judged(town: Any, people: Any) -> None:
    """Confirmed three days after it was handed over, the notice counts from then (APL 42, 45)."""
    case = await town.file()
    await town.identify(case)
    await town.evidence(case)
    await town.approve(case)
    await town.forgo(case)
    told = {"fine": 1_000_00, "reasons": "焚烧废旧轮胎", "officers": town.officers}
    seen = people.good(await town.first.act(f"/cases/{case}/prior-notice", told))
    assert seen["terms"][0] == {"name": "defence", "until": "2026-09-08", "provisional": False}
    town.clock.advance(days=3)
    (act,) = seen["unconfirmed"]
    seen = people.good(await town.second.act(f"/cases/{case}/acts/{act}/confirmation"))
    assert seen["terms"][0]["until"] == "2026-09-11"

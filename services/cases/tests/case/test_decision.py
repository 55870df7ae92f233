"""Deciding (X-04, X-05, X-08, X-09, X-11, X-17, X-20, X-22)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cases.case.domain import decision
from cases.penalty.domain import fine, law_change, unsupported
from cases.penalty.domain.statutory_range import ORDER_FIRST
from cases.powers.domain import competence
from cases.powers.domain.power_list import Listing
from contracts.cases import MitigatedGround, NoPenaltyGround, PowerConfirmed, PowerRecalled
from contracts.refusal import Refusal, Rule
from contracts.values import Subject

TOWN = "130624100"
FIRM = "91350100M000100Y43"


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    return refusal.value.rule


@pytest.fixture
def ready(course: Any) -> Any:
    return course.investigated().notify(1_500_00).confirm().waive().confirm()


def listing(code: str) -> Listing:
    confirmed = PowerConfirmed(
        power=code, townships=(TOWN,), valid_from=date(2026, 1, 1), valid_until=None, source="清单", sample=True
    )
    return Listing(confirmed=(confirmed,))


def test_a_penalty_says_what_the_credit_service_needs(ready: Any) -> None:
    decided = ready.decide(1_000_00).case.penalty
    assert (decided.power, decided.township, decided.firm) == ("EN-03", TOWN, None)
    assert (decided.subject, decided.fine, decided.decided_on) == (Subject.CITIZEN, 1_000_00, date(2026, 9, 1))


def test_it_is_decided_once(ready: Any) -> None:
    assert refused(ready.decide().decide) is decision.DECIDED
    assert refused(ready.withdraw) is decision.DECIDED


@pytest.mark.parametrize(("amount", "rule"), [(2_000_01, fine.ABOVE_MOST), (499_99, fine.BELOW_LEAST)])
def test_x09_the_fine_is_within_the_statutory_range(ready: Any, amount: int, rule: Rule) -> None:
    assert refused(lambda: ready.decide(amount)) is rule


def test_x09_below_the_least_only_with_a_mitigating_ground(course: Any) -> None:
    ground = MitigatedGround.CONFESSED_UNKNOWN
    course.investigated().notify(300_00, mitigated=ground).confirm().waive().confirm()
    decided = course.decide(300_00, mitigated=ground).case.penalty
    assert (decided.mitigated, decided.mitigated_by) == (ground, course.case.confirmed_evidence)


def test_x17_a_ground_that_was_not_told_wants_another_notice(ready: Any) -> None:
    rule = refused(lambda: ready.decide(300_00, mitigated=MitigatedGround.REMOVED_HARM))
    assert rule is decision.NOT_AS_TOLD


def test_x17_evidence_that_was_not_told_wants_another_notice(ready: Any) -> None:
    ready.take_evidence()
    ready.decide()  # nobody has confirmed it: it founds nothing


def test_x17_confirmed_evidence_after_the_notice_does(ready: Any) -> None:
    ready.take_evidence().confirm()
    assert refused(ready.decide) is decision.EVIDENCE_NOT_TOLD
    ready.notify(1_500_00).confirm().waive("e" * 64).confirm().decide()


def test_x17_never_heavier_than_notified(ready: Any) -> None:
    rule = refused(lambda: ready.decide(1_500_01))
    assert (rule, rule.law) == (decision.HEAVIER, "APL 44, 45(2)")
    ready.decide(1_500_00)


def test_x17_no_kind_that_the_party_was_not_told_of(course: Any) -> None:
    """PH-01: a warning or criticism, and a fine."""
    law = listing("PH-01")
    course.investigated_with(law, power="PH-01", act_on=date(2026, 8, 1))
    course.notify_with(law, 300_00, sanctions=("warning",))
    course.confirm().waive().confirm()
    assert refused(lambda: course.decide(300_00, sanctions=("criticism",), listing=law)) is decision.HEAVIER
    course.decide(300_00, sanctions=("warning",), listing=law)


def test_x09_a_warning_or_a_fine_is_decided_but_not_both(course: Any) -> None:
    """FI-01: individuals are warned, or fined up to 500 yuan; a notice that told both does not help."""
    law = listing("FI-01")
    course.investigated_with(law, power="FI-01", act_on=date(2026, 8, 1))
    course.notify_with(law, 200_00)
    course.case = replace(
        course.case, notice=course.case.notice.model_copy(update={"proposed_sanctions": ("warning",)})
    )
    course.confirm().waive().confirm()
    assert refused(lambda: course.decide(200_00, sanctions=("warning",), listing=law)) is fine.EITHER_OR
    course.decide(200_00, listing=law)


def test_x08_only_the_case_that_holds_the_act_fines_it(ready: Any) -> None:
    assert refused(lambda: ready.decide(claim="c" * 64)) is decision.OTHER_ACT
    assert refused(lambda: ready.decide(claim=None)) is decision.OTHER_ACT


def test_x11_a_fine_that_needs_an_order_first(course: Any) -> None:
    """PS: EN-10, units that do not sort their waste: a fine only after refusal to correct."""
    law = listing("EN-10")
    course.investigated_with(law, power="EN-10", subject=Subject.ORGANISATION)
    assert refused(lambda: course.notify_with(law, 49_000_00)) is ORDER_FIRST
    course.order(days=3).confirm()
    assert refused(lambda: course.notify_with(law, 49_000_00)) is ORDER_FIRST
    course.later(4).recheck(True).confirm()
    assert refused(lambda: course.notify_with(law, 49_000_00)) is ORDER_FIRST


def test_x11_a_new_order_after_the_notice_shuts_the_gate_again(course: Any) -> None:
    """AG-05: 2,000 to 20,000 yuan once the term has passed."""
    law = listing("AG-05")
    course.investigated_with(law, power="AG-05", subject=Subject.ORGANISATION)
    course.order(days=3).confirm().later(4).recheck(False).confirm()
    course.notify_with(law, 5_000_00)
    course.confirm().waive().confirm()
    again = course.case
    course.order(days=3).confirm()
    assert refused(lambda: course.decide(5_000_00, listing=law)) is ORDER_FIRST
    course.case = again
    course.decide(5_000_00, listing=law)


def test_x04_a_power_recalled_before_the_decision(course: Any) -> None:
    law = listing("AG-05")
    course.investigated_with(law, power="AG-05", subject=Subject.ORGANISATION)
    course.order(days=3).confirm().later(4).recheck(False).confirm()
    course.notify_with(law, 5_000_00)
    course.confirm().waive().confirm().later(1)
    recall = PowerRecalled(power="AG-05", effective_from=course.on, source="清单")
    recalled = Listing(confirmed=law.confirmed, recalled=(recall,))
    assert refused(lambda: course.decide(5_000_00, listing=recalled)) is competence.NOT_HELD


def test_x05_a_law_that_became_lighter_needs_a_comparison(course: Any) -> None:
    """EN-06: the old Air law had one range, the code has a lower one for the first step."""
    course.on = date(2026, 8, 14)
    law = listing("EN-06")
    course.investigated_with(law, power="EN-06", act_on=date(2026, 8, 1))
    course.on = date(2026, 8, 20)
    assert refused(lambda: course.notify_with(law, 1_000_00)) is law_change.COMPARISON_DUE


def test_x20_x22_further_steps_are_not_yet_supported(ready: Any) -> None:
    review = refused(lambda: ready.decide(public_interest=True))
    assert (review, review.law) == (unsupported.LEGAL_REVIEW, "APL 58")
    discussion = refused(lambda: ready.decide(complex_or_grave=True))
    assert (discussion, discussion.law) == (unsupported.DISCUSSION, "APL 57(2)")


def test_no_penalty_educates(course: Any) -> None:
    """APL 6, 33(3)."""
    decided = course.investigated().decide_none(NoPenaltyGround.MINOR).case.no_penalty
    assert decided.ground is NoPenaltyGround.MINOR
    assert refused(course.decide) is decision.DECIDED


def test_a_struck_case_is_over(course: Any) -> None:
    course.file().withdraw()
    assert refused(course.identify) is decision.WITHDRAWN
    assert course.case.ended

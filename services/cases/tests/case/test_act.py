"""Acts of two officers and the second one's confirmation (X-01)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.case.domain import act, demands, evidence
from cases.case.domain.facts import NOT_ONE_OF_THEM
from cases.officers.domain import NO_CERTIFICATE, NOT_CERTIFIED
from contracts.refusal import Refusal, Rule

B, C = "HB-1002", "HB-1003"


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    return refusal.value.rule


def test_an_act_names_who_recorded_it_in_front(course: Any) -> None:
    taken = course.file().identify().take_evidence().case.evidence[0]
    assert taken.officers == ("HB-1001", B)


def test_x01_who_recorded_an_act_cannot_confirm_it(course: Any) -> None:
    course.file().identify().take_evidence()
    assert refused(lambda: course.confirm(by="HB-1001")) is act.OWN_ACT


def test_x01_only_an_officer_of_the_act_confirms_it(course: Any) -> None:
    course.file().identify().take_evidence()
    assert refused(lambda: course.confirm(by=C)) is NOT_ONE_OF_THEM


def test_x02_who_confirms_has_a_certificate_that_counts(course: Any, certificate: Any) -> None:
    case = course.file().identify().take_evidence().case
    command = act.ConfirmAct(act=case.evidence[0].act)
    assert refused(lambda: course.do(act.confirm_act, command, caller=None)) is NO_CERTIFICATE
    expired = {B: certificate(certificate=B, valid_until=date(2026, 8, 31))}
    assert refused(lambda: course.do(act.confirm_act, command, caller=B, holders=expired)) is NOT_CERTIFIED


def test_an_act_that_is_not_there_cannot_be_confirmed(course: Any) -> None:
    course.file()
    command = act.ConfirmAct(act="act-of-nobody")
    assert refused(lambda: course.do(act.confirm_act, command, caller=B)) is act.UNKNOWN_ACT


def test_a_second_confirmation_changes_nothing(course: Any) -> None:
    case = course.file().identify().take_evidence().confirm().case
    command = act.ConfirmAct(act=case.evidence[0].act)
    assert act.confirm_act(case, command, course.facts(caller=B)) == []


def test_an_unconfirmed_act_opens_no_gate(course: Any) -> None:
    course.file().identify().take_evidence()
    assert refused(course.notify) is evidence.NO_EVIDENCE
    course.confirm().notify()
    assert refused(course.waive) is demands.UNCONFIRMED
    course.confirm().waive().later(1)
    assert refused(course.decide).code == "cases/defence-open"


def test_x41_nothing_more_is_done_in_a_case_that_ended(course: Any) -> None:
    course.file().withdraw()
    command = act.ConfirmAct(act="act-1")
    assert refused(lambda: course.do(act.confirm_act, command, caller=B)) is act.ENDED

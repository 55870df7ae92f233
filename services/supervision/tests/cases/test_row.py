"""A case's row, event by event."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    CircumstanceEstablished,
    CorrectionForgone,
    CorrectionOrdered,
    CorrectionRechecked,
    CourtEnforcementApplied,
    DecisionOverdue,
    DecisionServed,
    DefenceReceived,
    DefenceWaived,
    EvidenceTaken,
    FinePaid,
    NoPenaltyDecided,
    OfficerReplaced,
    PartyIdentified,
    PaymentOverdue,
    PaymentOverdueLifted,
    PenaltyDecided,
    PerformanceDemanded,
    PriorNoticeServed,
    RecusalDecided,
    TermsRecomputed,
)
from contracts.stages import Stage
from supervision.cases.row import CASE_ROWS
from supervision.cases.steps import STEP_LIMIT

type Builder = Callable[..., Any]

FILED = {"filed_on": date(2026, 9, 1), "township": "130624100", "firm": None}


@pytest.fixture(scope="session")
def case(make: Builder, fold: Builder) -> Builder:
    """The row of a case that was filed on 1 September, after some more events."""

    def made(*events: Any) -> Any:
        return fold(CASE_ROWS, make(CaseFiled, **FILED), *events)

    return made


def county(row: Any) -> set[str]:
    return {bucket.split("/")[0] for bucket in CASE_ROWS.buckets(row) if "/county/all" in bucket}


def test_a_filed_case_is_open_in_its_township_and_month(case: Builder) -> None:
    row = case()
    assert (row.stage, row.open, row.month, row.township) == (Stage.FILED, True, "2026-09", "130624100")
    assert county(row) == {"opened", "open"}
    assert "opened/130624100/2026-09" in CASE_ROWS.buckets(row)


def test_nothing_is_known_of_a_case_before_it_was_filed(make: Builder, fold: Builder) -> None:
    assert fold(CASE_ROWS, make(EvidenceTaken)) is None


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        (EvidenceTaken, Stage.INVESTIGATED),
        (CorrectionOrdered, Stage.FILED),
        (CorrectionRechecked, Stage.FILED),
        (PriorNoticeServed, Stage.NOTICED),
        (DefenceReceived, Stage.DEFENDED),
        (DefenceWaived, Stage.DEFENDED),
        (PenaltyDecided, Stage.DECIDED),
        (NoPenaltyDecided, Stage.NOT_PUNISHED),
        (DecisionServed, Stage.SERVED),
        (CaseWithdrawn, Stage.WITHDRAWN),
        (CaseClosed, Stage.CLOSED),
        (DecisionOverdue, Stage.FILED),
        (PaymentOverdue, Stage.FILED),
        (PartyIdentified, Stage.FILED),
    ],
)
def test_the_stage_follows_the_steps(case: Builder, make: Builder, kind: type[Any], stage: Stage) -> None:
    row = case(make(kind))
    assert row.stage is stage
    assert row.last_type == kind.type
    assert [step.type for step in row.steps] == [CaseFiled.type, kind.type]


def test_later_evidence_does_not_lead_back(case: Builder, make: Builder) -> None:
    assert case(make(PriorNoticeServed), make(EvidenceTaken)).stage is Stage.NOTICED


def test_the_party_may_be_a_firm_or_nobody_registered(case: Builder, make: Builder) -> None:
    assert case(make(PartyIdentified)).firm == "91350100M000100Y43"
    assert case(make(PartyIdentified), make(PartyIdentified, firm=None)).firm is None


def test_who_is_named_after_the_notice_was_never_told(case: Builder, make: Builder) -> None:
    told = (make(PartyIdentified), make(PriorNoticeServed))
    assert case(*told, make(PartyIdentified)).stage is Stage.INVESTIGATED
    assert case(*told, make(PartyIdentified, act_mark="f" * 64)).stage is Stage.INVESTIGATED


def test_an_act_waits_for_its_second_officer(case: Builder, make: Builder) -> None:
    row = case(make(EvidenceTaken, act="a"), make(PriorNoticeServed, act="b"), make(ActConfirmed, act="a"))
    assert row.unconfirmed == ("b",)


def test_a_decision_too_late_is_flagged_until_it_is_there(case: Builder, make: Builder) -> None:
    late = case(make(DecisionOverdue))
    assert (late.decision_overdue, late.overdue) == (True, True)
    assert "overdue/130624100/2026-09" in CASE_ROWS.buckets(late)
    for kind in (PenaltyDecided, NoPenaltyDecided, CaseWithdrawn, CaseClosed):
        assert not case(make(DecisionOverdue), make(kind)).overdue


def test_only_the_whole_payment_ends_being_late(case: Builder, make: Builder) -> None:
    events = [make(PenaltyDecided, fine=1_000_00), make(DecisionServed, pay_until=date(2026, 9, 20))]
    late = case(*events, make(PaymentOverdue))
    assert (late.payment_overdue, late.overdue, late.pay_until) == (True, True, date(2026, 9, 20))
    part = case(*events, make(PaymentOverdue), make(FinePaid, amount=400_00))
    assert (part.overdue, part.stage) == (True, Stage.SERVED)
    whole = case(*events, make(PaymentOverdue), make(FinePaid, amount=400_00), make(FinePaid, amount=600_00))
    assert (whole.overdue, whole.stage) == (False, Stage.PAID)
    assert not case(*events, make(PaymentOverdue), make(CaseClosed)).overdue
    assert case(*events, make(TermsRecomputed, pay_until=date(2026, 9, 21))).pay_until == date(2026, 9, 21)
    in_time = case(*events, make(PaymentOverdue), make(PaymentOverdueLifted))
    assert not [bucket for bucket in CASE_ROWS.buckets(in_time) if bucket.startswith("overdue/")]


def test_a_payment_before_the_decision_is_not_whole(case: Builder, make: Builder) -> None:
    assert case(make(FinePaid)).stage is Stage.FILED


def test_a_case_is_open_withdrawn_or_closed(case: Builder, make: Builder) -> None:
    withdrawn = case(make(CaseWithdrawn, withdrawn_on=date(2026, 10, 2)))
    assert county(withdrawn) == {"opened", "withdrawn"}
    assert "withdrawn/130624100/2026-10" in CASE_ROWS.buckets(withdrawn)
    closed = case(
        make(PenaltyDecided, decided_on=date(2026, 10, 5)),
        make(CaseWithdrawn),
        make(CaseClosed, closed_on=date(2026, 11, 3)),
    )
    assert county(closed) == {"opened", "decided", "closed"}
    assert {"decided/130624100/2026-10", "closed/130624100/2026-11"} <= CASE_ROWS.buckets(closed)


def test_acts_of_the_body_bear_their_own_day(case: Builder, make: Builder) -> None:
    demanded = case(make(PerformanceDemanded, act="d", demanded_on=date(2026, 9, 9)), make(CourtEnforcementApplied))
    assert demanded.unconfirmed == ("d",)
    assert [step.on for step in demanded.steps[1:]] == [date(2026, 9, 9), date(2026, 10, 12)]
    row = case(make(PriorNoticeServed, served_on=date(2026, 9, 9)), make(ActConfirmed), make(FinePaid))
    assert [step.on for step in row.steps] == [date(2026, 9, 1), date(2026, 9, 9), None, None]
    taken = case(make(EvidenceTaken, taken_at="2026-09-09T17:00:00Z"))
    assert taken.steps[-1].on == date(2026, 9, 10)  # one o'clock at night in China


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (CircumstanceEstablished, "established_on"),
        (CorrectionForgone, "forgone_on"),
        (CorrectionOrdered, "ordered_on"),
        (CorrectionRechecked, "rechecked_on"),
        (PenaltyDecided, "decided_on"),
        (NoPenaltyDecided, "decided_on"),
        (DecisionServed, "served_on"),
    ],
)
def test_every_act_of_the_body_is_dated(case: Builder, make: Builder, kind: type[Any], field: str) -> None:
    assert case(make(kind, **{field: date(2026, 9, 17)})).steps[-1].on == date(2026, 9, 17)


def test_the_timeline_is_bounded(case: Builder, make: Builder) -> None:
    row = case(*[make(ActConfirmed) for _ in range(STEP_LIMIT + 5)])
    assert len(row.steps) == STEP_LIMIT
    assert row.steps[-1].sequence == STEP_LIMIT + 6


@pytest.mark.parametrize("kind", [OfficerReplaced, RecusalDecided])
def test_acts_of_one_who_left_wait_for_nobody(case: Builder, make: Builder, kind: type[Any]) -> None:
    taken = [make(EvidenceTaken, act=act) for act in ("evidence-1", "evidence-2")]
    assert case(*taken, make(kind, void=("evidence-1",))).unconfirmed == ("evidence-2",)


def test_the_officers_are_those_of_today(case: Builder, make: Builder) -> None:
    assert case(make(OfficerReplaced, officers=("HB-1", "HB-3"))).officers == ("HB-1", "HB-3")

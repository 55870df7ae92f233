"""The stage of a case is the same in cases and in supervision."""

from typing import Any

import pytest

from cases.case.domain.case import Case
from cases.case.domain.course import evolve
from cases.case.stage import stage
from contracts.cases import (
    CaseClosed,
    CaseEvent,
    CaseFiled,
    CaseWithdrawn,
    CorrectionOrdered,
    DecisionServed,
    DefenceReceived,
    DefenceWaived,
    EvidenceTaken,
    FinePaid,
    NoPenaltyDecided,
    PartyIdentified,
    PenaltyDecided,
    PriorNoticeServed,
)
from contracts.envelope import Envelope
from contracts_tool.filling import sample
from supervision.cases.row import CASE_ROWS, CaseRow


def made(kind: type[CaseEvent], **given: Any) -> CaseEvent:
    return kind.model_validate({name: sample(kind, name) for name in kind.model_fields} | given)


FILED, PARTY, EVIDENCE = made(CaseFiled), made(PartyIdentified), made(EvidenceTaken)
NOTICE, PENALTY, SERVED = made(PriorNoticeServed), made(PenaltyDecided, fine=1_000), made(DecisionServed)
PAID, HALF, CLOSED = made(FinePaid, amount=1_000), made(FinePaid, amount=500), made(CaseClosed)
READY = (FILED, PARTY, EVIDENCE, NOTICE, made(DefenceWaived))

COURSES: dict[str, tuple[tuple[CaseEvent, ...], str]] = {
    "just opened": ((FILED, PARTY), "filed"),
    "ordered to correct": ((FILED, PARTY, EVIDENCE, made(CorrectionOrdered)), "investigated"),
    "heard": ((FILED, PARTY, EVIDENCE, NOTICE, made(DefenceReceived)), "defended"),
    "told again": ((*READY, NOTICE), "noticed"),
    "evidence after the notice": ((*READY, EVIDENCE), "defended"),
    "another party": ((*READY, made(PartyIdentified, act_mark="f" * 64)), "investigated"),
    "the same party again": ((*READY, PARTY), "investigated"),
    "paid in parts": ((*READY, PENALTY, SERVED, HALF, HALF), "paid"),
    "paid in part": ((*READY, PENALTY, SERVED, HALF), "served"),
    "paid before it was served": ((*READY, PENALTY, PAID), "decided"),
    "served after it was paid": ((*READY, PENALTY, PAID, SERVED), "paid"),
    "a warning": ((*READY, made(PenaltyDecided, fine=0), SERVED), "served"),
    "not punished": ((FILED, PARTY, EVIDENCE, made(NoPenaltyDecided)), "not-punished"),
    "told that there is no penalty": ((FILED, PARTY, EVIDENCE, made(NoPenaltyDecided), SERVED), "served"),
    "withdrawn": ((*READY, made(CaseWithdrawn)), "withdrawn"),
    "closed": ((*READY, PENALTY, SERVED, PAID, CLOSED), "closed"),
}


@pytest.mark.parametrize("course", COURSES)
def test_both_say_the_same_at_every_step(course: str) -> None:
    events, last = COURSES[course]
    case: Case | None = None
    row: CaseRow | None = None
    seen = ""
    for sequence, event in enumerate(events, start=1):
        case = evolve(case, event.without_personal())
        row = CASE_ROWS.advance(row, event, enveloped(event, sequence))
        seen = str(row.stage) if row else ""
        assert seen == str(stage(case)), type(event).__name__
    assert seen == last


def enveloped(event: CaseEvent, sequence: int) -> Envelope:
    return Envelope(
        subject="case-1",
        sequence=sequence,
        type=event.type,
        source="cases",
        time="2026-09-01T02:00:00.000Z",
        actor="officer-1",
        agency="130624100",
        township="130624100",
        cause="",
        digest="",
        fielddigests={},
        traceparent="",
        data=event.public(),
    )

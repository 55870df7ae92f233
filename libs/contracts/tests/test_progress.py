"""How far a case has come, event by event."""

from functools import reduce
from typing import Any

import pytest

from contracts.cases import (
    CaseClosed,
    CaseEvent,
    CaseFiled,
    CaseWithdrawn,
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
from contracts.cases.progress import Progress, advance
from contracts_tool.filling import sample


def made(kind: type[CaseEvent], **given: Any) -> CaseEvent:
    return kind.model_validate({name: sample(kind, name) for name in kind.model_fields} | given)


READY = (made(CaseFiled), made(PartyIdentified), made(EvidenceTaken), made(PriorNoticeServed))
PENALTY, WARNING = made(PenaltyDecided, fine=1_000), made(PenaltyDecided, fine=0)
SERVED, HALF = made(DecisionServed), made(FinePaid, amount=500)
SOMEBODY_ELSE = made(PartyIdentified, act_mark="f" * 64)


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        (READY[:1], "filed"),
        (READY[:2], "filed"),
        (READY[:3], "investigated"),
        (READY, "noticed"),
        ((*READY, made(DefenceReceived)), "defended"),
        ((*READY, made(DefenceWaived)), "defended"),
        ((*READY, made(DefenceWaived), made(EvidenceTaken)), "defended"),
        ((*READY, made(DefenceWaived), made(PriorNoticeServed)), "noticed"),
        ((*READY, made(PartyIdentified)), "investigated"),
        ((*READY, SOMEBODY_ELSE), "investigated"),
        ((*READY, PENALTY), "decided"),
        ((*READY, PENALTY, HALF, HALF), "decided"),
        ((*READY, PENALTY, HALF, SERVED), "served"),
        ((*READY, PENALTY, HALF, HALF, SERVED), "paid"),
        ((*READY, PENALTY, SERVED, HALF), "served"),
        ((*READY, PENALTY, SERVED, HALF, HALF), "paid"),
        ((*READY, WARNING, SERVED), "served"),
        ((*READY[:3], made(NoPenaltyDecided)), "not-punished"),
        ((*READY[:3], made(NoPenaltyDecided), SERVED), "served"),
        ((*READY, made(CaseWithdrawn)), "withdrawn"),
        ((*READY, PENALTY, SERVED, HALF, HALF, made(CaseClosed)), "closed"),
    ],
)
def test_the_stage_after(events: tuple[CaseEvent, ...], stage: str) -> None:
    assert reduce(advance, events, Progress()).stage == stage

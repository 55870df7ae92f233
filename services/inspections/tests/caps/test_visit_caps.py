"""Which visits take a place of the year, and which may go beyond the cap (E-5, E-6)."""

from datetime import date

import pytest
from pydantic import ValidationError

from contracts.inspections import VisitKind
from contracts.refusal import Refusal
from inspections.caps.domain import visit_caps
from inspections.caps.domain.visit_caps import VisitCaps, VisitReason, caps_on, counts, may_exceed, places
from inspections.caps.reference import load_visit_caps

CAPS = caps_on(load_visit_caps(), date(2026, 9, 1))

ROUTINE, CASE, SPECIAL = VisitKind.ROUTINE, VisitKind.CASE, VisitKind.SPECIAL


@pytest.mark.parametrize(
    ("kind", "reason", "takes_a_place", "beyond"),
    [
        (ROUTINE, VisitReason.LOT, True, False),
        (ROUTINE, VisitReason.PLAN, True, False),
        (SPECIAL, VisitReason.LOCAL_CAMPAIGN, True, False),
        (CASE, VisitReason.SUPERVISOR_TASK, True, False),
        (SPECIAL, VisitReason.ORDERED_FROM_ABOVE, False, True),
        (CASE, VisitReason.COMPLAINT, True, True),
        (CASE, VisitReason.TRANSFER, True, True),
        (CASE, VisitReason.MONITORING, True, True),
        (CASE, VisitReason.FIRMS_REQUEST, True, True),
        (ROUTINE, VisitReason.RECHECK, False, True),
    ],
)
def test_e3_e5_e6_the_reason_decides(kind: VisitKind, reason: VisitReason, takes_a_place: bool, beyond: bool) -> None:
    assert counts(CAPS, kind, reason) is takes_a_place
    assert may_exceed(CAPS, kind, reason) is beyond


@pytest.mark.parametrize("ask", [counts, may_exceed])
def test_x35_a_routine_visit_cannot_plead_a_complaint(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(Refusal) as refused:
        ask(CAPS, ROUTINE, VisitReason.COMPLAINT)
    assert refused.value.rule is visit_caps.REASON_OF_OTHER_KIND
    assert "投诉举报" in refused.value.detail


def test_a_body_of_its_own_has_its_cap_and_the_others_share_one() -> None:
    assert places(CAPS, "130624-emergency") == 3
    assert places(CAPS, "130624100") == places(CAPS, "130624207") == 2


def test_before_caps_are_published_no_visit_is_planned() -> None:
    with pytest.raises(Refusal) as refused:
        caps_on(load_visit_caps(), date(2025, 12, 31))
    assert refused.value.rule is visit_caps.NO_CAPS


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"caps": [{"most": 2, "source": "样例"}, {"most": 3, "source": "样例"}]}, "a body has two caps"),
        ({"caps": [{"body": "130624-fire", "most": 2, "source": "样例"}]}, "no cap for the bodies not named"),
        ({"reasons": {}}, "no rule for the reasons complaint, firms-request"),
        ({"valid_until": "2025-12-31"}, "valid_until lies before valid_from"),
    ],
)
def test_a_publication_is_complete(change: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        VisitCaps.model_validate(CAPS.model_dump() | change)

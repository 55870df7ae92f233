"""Evidence is taken by two, names a file that is there, and is never changed (X-32)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from cases.case.domain import demands, evidence
from contracts.cases import EvidenceKind
from contracts.refusal import Refusal, Rule


def item(**changes: Any) -> evidence.TakeEvidence:
    usual: dict[str, Any] = {
        "kind": EvidenceKind.PHYSICAL,
        "blob": "a" * 64,
        "taken_at": datetime(2026, 9, 1, 3, tzinfo=UTC),
        "description": "打火机",
        "officers": ("HB-1001", "HB-1002"),
    }
    return evidence.TakeEvidence(**(usual | changes))


def refused(course: Any, command: evidence.TakeEvidence, **facts: Any) -> Rule:
    with pytest.raises(Refusal) as refusal:
        course.do(evidence.take_evidence, command, **facts)
    return refusal.value.rule


def test_items_add_up(course: Any) -> None:
    course.file().do(evidence.take_evidence, item()).do(evidence.take_evidence, item())
    assert len({piece.act for piece in course.case.evidence}) == 2


def test_the_file_must_be_there(course: Any) -> None:
    assert refused(course.file(), item(blob="f" * 64)) is demands.NO_FILE


def test_nothing_is_taken_tomorrow(course: Any) -> None:
    midnight_in_china = datetime(2026, 9, 1, 16, tzinfo=UTC)
    assert refused(course.file(), item(taken_at=midnight_in_china)) is demands.FUTURE


def test_the_time_names_its_zone() -> None:
    with pytest.raises(ValidationError):
        item(taken_at=datetime(2026, 9, 1, 3, tzinfo=UTC).replace(tzinfo=None))


def test_evidence_alone_by_one_officer_is_refused(course: Any) -> None:
    assert refused(course.file(), item(officers=("HB-1001",))).law == "APL 42"


def test_no_evidence_is_taken_after_the_decision(course: Any) -> None:
    assert refused(course.decided(), item()).code == "cases/already-decided"

"""What is decided is what was told, each part of it (X-17; APL 44, 45)."""

from typing import Any

import pytest

from cases.case.domain.decision import NOT_AS_TOLD
from contracts.cases import MitigatedGround
from contracts.refusal import Refusal


def test_x17_another_ground_on_the_same_evidence_wants_another_notice(course: Any) -> None:
    told = course.investigated().notify(400_00, mitigated=MitigatedGround.REMOVED_HARM).confirm().waive().confirm()
    with pytest.raises(Refusal) as refused:
        told.decide(400_00, mitigated=MitigatedGround.COERCED)
    assert refused.value.rule is NOT_AS_TOLD
    assert told.decide(400_00, mitigated=MitigatedGround.REMOVED_HARM).case.penalty

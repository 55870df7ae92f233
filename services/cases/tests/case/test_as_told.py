"""What is decided is what was told, each part of it (X-17; APL 44, 45)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cases.case.domain.decision import NOT_AS_TOLD
from cases.powers.domain.power_list import Listing
from contracts.cases import MitigatedGround, PowerConfirmed
from contracts.refusal import Refusal

IN_THE_PLAN = "符合土地利用总体规划的"
LISTED = Listing(
    confirmed=(
        PowerConfirmed(
            power="NR-01",
            townships=("130624100",),
            valid_from=date(2026, 1, 1),
            valid_until=None,
            source="清单",
            sample=True,
        ),
    )
)


def test_x17_another_ground_on_the_same_evidence_wants_another_notice(course: Any) -> None:
    told = course.investigated().notify(400_00, mitigated=MitigatedGround.REMOVED_HARM).confirm().waive().confirm()
    with pytest.raises(Refusal) as refused:
        told.decide(400_00, mitigated=MitigatedGround.COERCED)
    assert refused.value.rule is NOT_AS_TOLD
    assert told.decide(400_00, mitigated=MitigatedGround.REMOVED_HARM).case.penalty


def test_x17_another_circumstance_wants_another_notice(course: Any) -> None:
    """NR-01: a fine by the area, and under a circumstance what was built is confiscated, unless that is mitigated."""
    same: dict[str, Any] = {"fine": 500_00, "base": 10, "listing": LISTED, "mitigated": MitigatedGround.REMOVED_HARM}
    course.investigated_with(LISTED, power="NR-01", act_on=date(2026, 8, 20))
    course.notify_with(**same).confirm().waive().confirm()
    assert course.case.notice.circumstances == ()
    course.establish(IN_THE_PLAN)
    told = course.case
    course.confirm()
    with pytest.raises(Refusal) as refused:
        course.decide(**same)
    assert refused.value.rule is NOT_AS_TOLD
    older = course.case.notice.model_copy(update={"circumstances": None})
    new = course.case
    course.case = replace(new, notice=older)
    assert course.decide(**same).case.penalty, "a notice of before does not tell"
    course.case = told
    assert course.decide(**same).case.penalty, "one officer has established nothing"
    course.case = new
    assert course.notify_with(**same).case.notice.circumstances == (IN_THE_PLAN,)

"""Of two powers that one act offends, the one with the higher fine is applied (APL 29, second sentence)."""

from datetime import date
from typing import Any

import pytest

from cases.case.domain import same_act
from cases.case.domain.facts import NOT_ONE_OF_THEM
from contracts.cases import HigherFine
from contracts.refusal import Refusal

OTHER = "d" * 64


def test_x01_an_officer_of_the_case_says_whether_it_is_one_act(course: Any) -> None:
    filed = course.file().identify().case.filed
    command = same_act.JudgeSameAct(other=OTHER, same=False, reasons="另一次焚烧")
    with pytest.raises(Refusal) as refusal:
        course.do(same_act.judge_same_act, command, similar={OTHER: filed}, caller="HB-1003")
    assert refusal.value.rule is NOT_ONE_OF_THEM
    assert course.do(same_act.judge_same_act, command, similar={OTHER: filed}).case.judged


@pytest.mark.parametrize(
    ("power", "higher"),
    [
        ("EN-03", None),  # the same: 500 to 2,000 yuan for a citizen
        ("EN-01", None),  # another one, the same figures
        ("FI-01", HigherFine.HERE),  # 500 yuan at most
        ("EN-04", HigherFine.THERE),  # 50,000 yuan at most
        ("NR-05", HigherFine.UNCLEAR),  # a multiple
    ],
)
def test_x08_says_where_the_higher_fine_is(course: Any, power: str, higher: HigherFine | None) -> None:
    filed = course.file().identify().case.filed
    assert (filed.power, filed.act_on) == ("EN-03", date(2026, 8, 20))
    there = filed.model_copy(update={"power": power})
    command = same_act.JudgeSameAct(other=OTHER, same=True, reasons="一次焚烧")
    course.do(same_act.judge_same_act, command, similar={OTHER: there})
    assert course.case.judged[-1].higher is higher

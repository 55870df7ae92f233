"""The data files of cases, and the treatment of bad ones."""

import pytest

from cases.case.reference import DATA, THRESHOLDS, hearing_thresholds, load_law
from cases.powers.reference import load_powers
from contracts.articles import cited
from contracts.reference import BadReference


def test_all_files_load() -> None:
    law = load_law()
    assert law.powers == load_powers()
    assert law.hearing_thresholds


def test_each_step_is_taken_under_an_article_that_is_known_in_chinese() -> None:
    laws = {name: step.law for name, step in load_law().procedure.steps.items()}
    assert {name for name, law in laws.items() if not law} == {"close-case"}
    assert [law for law in laws.values() if law and not cited(law)] == []


def test_thresholds_name_both_kinds_of_party() -> None:
    text = DATA.read(THRESHOLDS).replace("fines.citizen = 5_000_00\n", "")
    with pytest.raises(BadReference, match=r"thresholds\[0\]: .*no fine for citizen"):
        hearing_thresholds(text)

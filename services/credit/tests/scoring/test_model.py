"""The dated model in its file."""

from datetime import date
from importlib.resources import files

import pytest
from pydantic import ValidationError

from contracts.cases import Sanction
from contracts.refusal import Refusal
from credit.scoring.domain.model import NO_MODEL, Model, ScoredFact, model_on
from credit.scoring.reference import load_models, scoring_models


@pytest.fixture(scope="module")
def text() -> str:
    return (files("credit") / "data" / "scoring-model.toml").read_text("utf-8")


def test_every_version_of_the_file_is_whole_and_marked_as_a_sample() -> None:
    for model in load_models():
        assert set(model.rules) == set(ScoredFact)
        assert model.sample
        assert model.source.startswith("样例")


def test_the_version_of_the_day_applies(text: str) -> None:
    newer = text.replace("fuping-sample-2025", "newer").replace("valid_from = 2025-01-01", "valid_from = 2026-07-01")
    models = scoring_models(newer + text)
    assert model_on(models, date(2026, 6, 30)).id == "fuping-sample-2025"
    assert model_on(models, date(2026, 7, 1)).id == "newer"


def test_before_the_first_version_nothing_can_be_scored(model: Model) -> None:
    with pytest.raises(Refusal) as refused:
        model_on([model], date(2024, 12, 31))
    assert refused.value.rule is NO_MODEL


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("visit-closed = ", "visit-shut = ", "rules.visit-shut"),
        ("C = 50", "C = 70", "floors fall"),
        ("A = 90, ", "", "floors are for A, B and C"),
        ("points = 10,", "points = 101,", "visit-clean.points"),
        ("months = 36", "months = 0", "penalty-serious.months"),
        ("sample = true", "sampel = true", "sampel"),
    ],
)
def test_a_broken_file_is_refused_with_the_place(old: str, new: str, why: str, text: str) -> None:
    assert old in text
    with pytest.raises(ValidationError, match=why):
        scoring_models(text.replace(old, new))


def test_a_missing_rule_is_named(text: str) -> None:
    without = "\n".join(line for line in text.splitlines() if not line.startswith("visit-closed"))
    with pytest.raises(ValidationError, match="no rule for visit-closed"):
        scoring_models(without)


def test_two_versions_may_not_begin_on_one_day_or_share_a_name(text: str) -> None:
    for other in (text.replace("fuping-sample-2025", "other"), text.replace("2025-01-01", "2026-01-01")):
        with pytest.raises(ValueError, match="two versions"):
            scoring_models(text + other)


@pytest.mark.parametrize(
    ("fine", "sanctions", "fact"),
    [
        (0, (Sanction.WARNING,), ScoredFact.PENALTY_MINOR),
        (300_000, (), ScoredFact.PENALTY_MINOR),
        (300_001, (Sanction.WARNING,), ScoredFact.PENALTY_GENERAL),
        (0, (Sanction.CONFISCATE_GAINS,), ScoredFact.PENALTY_GENERAL),
        (10_000_000, (), ScoredFact.PENALTY_SERIOUS),
        (0, (Sanction.WARNING, Sanction.REVOKE_LICENCE), ScoredFact.PENALTY_SERIOUS),
    ],
)
def test_the_gravest_part_grades_a_penalty(
    fine: int, sanctions: tuple[Sanction, ...], fact: ScoredFact, model: Model
) -> None:
    assert model.penalties.grade(fine, sanctions) is fact

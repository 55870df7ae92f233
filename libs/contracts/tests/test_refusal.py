"""Saying no, with the rule and what would make the step lawful."""

import pytest

from contracts.refusal import Category, Refusal, Rule, refuse

LATE = Rule("tests/late", "期限已于 {until} 届满", law="APL 64(1)", remedy="请在 {until} 前提出")


def test_a_refusal_tells_rule_facts_and_remedy() -> None:
    with pytest.raises(Refusal) as refused:
        refuse(LATE, until="2026-03-31")
    assert refused.value.rule is LATE
    assert refused.value.detail == "期限已于 2026-03-31 届满"
    assert refused.value.remedy == "请在 2026-03-31 前提出"
    assert str(refused.value) == "tests/late"


def test_a_rule_has_a_label_without_the_facts_of_a_case() -> None:
    """Where several rules share a code, its title says what the code stands for."""
    assert LATE.label == "期限已于 … 届满"
    assert Rule("tests/not-yet", "系统尚不支持听证", title="系统尚不支持").label == "系统尚不支持"


def test_a_rule_is_about_the_law_unless_it_says_otherwise() -> None:
    assert LATE.category is Category.UNLAWFUL


def test_a_fact_that_is_missing_is_a_bug_and_no_half_sentence() -> None:
    with pytest.raises(KeyError):
        _ = Refusal(LATE).detail


def test_narrows_what_may_be_absent() -> None:
    present: str | None = "notice"
    assert (present or refuse(LATE)).upper() == "NOTICE"

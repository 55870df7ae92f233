"""Entries of a ledger."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.cases import Sanction
from contracts.credit import EntryRecorded
from contracts.refusal import Refusal
from credit.ledger.domain import (
    NOT_REGISTERED,
    EntryFacts,
    Ledger,
    RecordFact,
    RecordPenalty,
    land,
    record_fact,
    record_penalty,
)
from credit.scoring.domain.model import NO_MODEL, Model, ScoredFact

type Firms = Callable[[int], dict[str, Any]]

ON = date(2026, 9, 1)


@pytest.fixture
def facts(model: Model) -> EntryFacts:
    return EntryFacts(models=(model,), registered=True)


@pytest.fixture
def clean(firm: Firms) -> RecordFact:
    return RecordFact(firm=firm(1)["code"], fact=ScoredFact.VISIT_CLEAN, happened_on=ON, source="visit-1:7")


def test_an_entry_tells_rule_model_points_source_and_reason(clean: RecordFact, facts: EntryFacts) -> None:
    [recorded] = record_fact(None, clean, facts)
    assert isinstance(recorded, EntryRecorded)
    assert (recorded.rule, recorded.model, recorded.points) == ("visit-clean", "fuping-sample-2025", 10)
    assert (recorded.source, recorded.happened_on, recorded.year) == ("visit-1:7", ON, 2026)
    assert (recorded.until, recorded.explanation) == (date(2027, 9, 1), "入企检查未发现问题")


def test_the_same_source_adds_nothing(clean: RecordFact, facts: EntryFacts) -> None:
    ledger = land(None, record_fact(None, clean, facts)[0])
    assert isinstance(ledger, Ledger)
    assert record_fact(ledger, clean, facts) == []
    other = RecordFact(firm=clean.firm, fact=clean.fact, happened_on=ON, source="visit-2:7")
    assert len(record_fact(ledger, other, facts)) == 1


def test_a_firm_that_is_not_registered_has_no_ledger(clean: RecordFact, model: Model) -> None:
    with pytest.raises(Refusal) as refused:
        record_fact(None, clean, EntryFacts(models=(model,), registered=False))
    assert refused.value.rule is NOT_REGISTERED


def test_a_fact_before_any_model_waits_for_one(firm: Firms, facts: EntryFacts) -> None:
    early = RecordFact(
        firm=firm(1)["code"], fact=ScoredFact.VISIT_CLEAN, happened_on=date(2024, 1, 1), source="visit-1:7"
    )
    with pytest.raises(Refusal) as refused:
        record_fact(None, early, facts)
    assert refused.value.rule is NO_MODEL


def test_a_penalty_is_graded_by_the_model_of_its_day(firm: Firms, facts: EntryFacts) -> None:
    command = RecordPenalty(
        firm=firm(1)["code"], fine=500_000, sanctions=(Sanction.WARNING,), happened_on=ON, source="case-1:9"
    )
    [recorded] = record_penalty(None, command, facts)
    assert isinstance(recorded, EntryRecorded)
    assert (recorded.rule, recorded.points, recorded.until) == ("penalty-general", -15, date(2027, 9, 1))

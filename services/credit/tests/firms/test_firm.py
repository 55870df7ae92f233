"""Registering a firm, and the tier that follows the score."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.credit import EntryRecorded, FirmRegistered, TierChanged
from contracts.values import Tier
from credit.firms.domain.firm import (
    AssessFirm,
    AssessmentFacts,
    Firm,
    RegisterFirm,
    RegistrationFacts,
    assess_firm,
    evolve,
    register_firm,
    register_imported,
)
from credit.scoring.domain.model import Model

type Entries = Callable[..., EntryRecorded]
type Firms = Callable[[int], dict[str, Any]]

ON = date(2026, 9, 1)


@pytest.fixture
def facts(model: Model) -> RegistrationFacts:
    return RegistrationFacts(on=ON, models=(model,))


@pytest.fixture
def registered(firm: Firms, facts: RegistrationFacts) -> Firm:
    return evolve(None, register_firm(RegisterFirm(**firm(1)), facts)[0])


def assessed(registered: Firm, model: Model, *entries: EntryRecorded, on: date = ON) -> list[Any]:
    facts = AssessmentFacts(models=(model,), entries=entries)
    return list(assess_firm(registered, AssessFirm(code=registered.registered.code, on=on), facts))


def test_a_firm_begins_in_the_tier_of_the_starting_score(registered: Firm) -> None:
    assert isinstance(registered.registered, FirmRegistered)
    assert registered.tier is Tier.B


def test_a_row_of_a_file_changes_nothing_for_who_is_registered(
    registered: Firm, firm: Firms, facts: RegistrationFacts
) -> None:
    assert register_imported(registered, RegisterFirm(**firm(1)), facts) == []
    assert len(register_imported(None, RegisterFirm(**firm(1)), facts)) == 1


def test_the_tier_moves_with_the_score_and_says_why(registered: Firm, model: Model, entry: Entries) -> None:
    """The score is adjusted by what is found at the firm (C-8)."""
    [changed] = assessed(registered, model, entry(points=-15, explanation="受到一般行政处罚"))
    assert isinstance(changed, TierChanged)
    assert (changed.previous, changed.tier, changed.score) == (Tier.B, Tier.C, 65)
    assert (changed.model, changed.changed_on) == (model.id, ON)
    assert "受到一般行政处罚（-15）" in changed.explanation
    assert evolve(registered, changed).tier is Tier.C


def test_a_score_within_the_tier_is_no_change(registered: Firm, model: Model, entry: Entries) -> None:
    assert assessed(registered, model, entry(points=-10)) == []


def test_what_is_forgotten_brings_the_tier_back(registered: Firm, model: Model, entry: Entries) -> None:
    penalty = entry(points=-15, until=date(2027, 3, 1))
    low = evolve(registered, assessed(registered, model, penalty)[0])
    assert assessed(low, model, penalty, on=date(2027, 3, 1)) == []
    [back] = assessed(low, model, penalty, on=date(2027, 3, 2))
    assert (back.previous, back.tier, back.score) == (Tier.C, Tier.B, 80)
    assert "到期" in back.explanation

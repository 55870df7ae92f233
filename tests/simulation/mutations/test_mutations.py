"""Each mutant of the core turns a named test red; a survivor means that a test is missing."""

import importlib.util
from pathlib import Path

import pytest
from tests.simulation.mutations.__main__ import Changed, Outcome, edited, tried
from tests.simulation.mutations.mutants import MUTANTS, SIMULATION, Mutant


def source(module: str) -> str:
    spec = importlib.util.find_spec(module)
    return Path(spec.origin).read_text() if spec and spec.origin else ""


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_its_text_stands_in_the_core_as_it_is_now(mutant: Mutant) -> None:
    for module in {edit.module for edit in mutant.edits}:
        edits = [edit for edit in mutant.edits if edit.module == module]
        compile(edited(source(module), edits), module, "exec")


def test_a_text_that_is_gone_or_there_twice_is_no_mutant() -> None:
    edit, *_ = MUTANTS[0].edits
    for text in ("", f"{edit.text}\n{edit.text}"):
        with pytest.raises(Changed, match=edit.module):
            edited(text, [edit])


@pytest.mark.long
@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_it_is_killed(mutant: Mutant) -> None:
    """Its own test kills it; so does the simulation, see `python -m tests.simulation.mutations`."""
    outcome, said = tried(mutant, mutant.killers[0])
    assert outcome is Outcome.KILLED, said


@pytest.mark.long
def test_the_simulation_kills_without_being_told_where_to_look() -> None:
    """Only the simulation sees this one: an event handed over and never stored."""
    (mutant,) = [mutant for mutant in MUTANTS if mutant.name == "publish before store"]
    outcome, said = tried(mutant, SIMULATION)
    assert outcome is Outcome.KILLED, said
    assert "seed" in said


@pytest.mark.long
def test_a_core_that_is_whole_survives() -> None:
    """Without this, tests that are red anyway would count as killers."""
    whole = Mutant("whole", (), (MUTANTS[0].killers[0],))
    assert tried(whole, whole.killers[0])[0] is Outcome.SURVIVED

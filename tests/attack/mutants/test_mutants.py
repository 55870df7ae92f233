"""Mutants of the law are found in the code as it is, really take something away, and whole code survives."""

import ast
import subprocess
import sys
from fnmatch import fnmatchcase

import pytest
from tests.architecture.sources import ROOT
from tests.attack.mutants.__main__ import worlds_of
from tests.attack.mutants.mutants import EQUAL, Call, Gate, Handed, mutants, of_the_law, rules_of
from tests.attack.mutants.unseen import listed


def test_every_rule_of_the_law_has_its_mutant() -> None:
    """By the calls that name it, or as a whole where something else refuses with it."""
    whole = {(mutant.taken.module, mutant.taken.name) for mutant in mutants() if isinstance(mutant.taken, Handed)}
    named = {name for mutant in mutants() if isinstance(mutant.taken, Call) for name in names(mutant.name)}
    declared = [(module.dotted, name) for module in of_the_law() for name in rules_of(module)]
    assert len(declared) > 150
    assert [rule for rule in declared if rule not in whole and rule[1] not in named] == []


def names(mutant: str) -> set[str]:
    rule = mutant.partition(": ")[2].removesuffix(" (2)")
    return {node.id for node in ast.walk(ast.parse(rule)) if isinstance(node, ast.Name)}


def test_every_gate_has_its_mutant() -> None:
    taken = {mutant.taken for mutant in mutants() if isinstance(mutant.taken, Gate)}
    assert Gate("decide-penalty", "defence-heard") in taken
    assert len(taken) > 30


def test_what_changes_nothing_is_a_mutant_all_the_same() -> None:
    assert EQUAL.keys() <= {mutant.name for mutant in mutants()}


def test_what_no_history_shows_is_a_mutant_with_a_reason() -> None:
    names = [mutant.name for mutant in mutants()]
    assert [form for form, why, _ in listed() if not why or not any(fnmatchcase(name, form) for name in names)] == []


def test_each_world_that_is_walked_has_its_mutants() -> None:
    walked = {world for mutant in mutants() for world in worlds_of(mutant)}
    assert walked == {"cases", "inspections", "draws", "tasks", "accounts", "powers", "credit"}


@pytest.mark.long
@pytest.mark.parametrize(
    ("room", "status", "said"),
    [
        ("bodies", 0, "1 killed, 0 survived, 0 met by no test"),
        ("officers", 1, "0 killed, 0 survived, 1 met by no test"),
    ],
)
def test_a_mutant_is_killed_by_the_tests_that_meet_it(room: str, status: int, said: str) -> None:
    """The territory of a body, which no test of officers comes to."""
    mutant = ["identity.bodies.domain.register_body: TERRITORY", "--rooms", f"services/identity/tests/{room}"]
    command = [sys.executable, "-m", "tests.attack.mutants", *mutant]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, said in run.stdout) == (status, True), run.stdout + run.stderr

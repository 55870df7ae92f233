"""Break the core in one way after the other and show which test noticed: `python -m tests.simulation.mutations`."""

import argparse
import importlib.abc
import subprocess
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from tests.simulation.mutations.mutants import MUTANTS, SIMULATION, Edit, Mutant

ROOT = Path(__file__).parents[3]
SCHEDULES = 2_000
CAN_T_RUN = 9


class Changed(Exception):
    """The text of a mutant is missing in its module, or occurs twice."""


class Loader(SourceFileLoader):
    """Compiles a module from its mutated source, and caches nothing."""

    edits: Sequence[Edit] = ()

    def get_code(self, fullname: str) -> CodeType:
        return compile(edited(Path(self.path).read_text(), self.edits), self.path, "exec")


class Finder(importlib.abc.MetaPathFinder):
    """Comes before all other finders, for the modules that the mutant changes."""

    def __init__(self, mutant: Mutant) -> None:
        self.edits: defaultdict[str, list[Edit]] = defaultdict(list)
        for edit in mutant.edits:
            self.edits[edit.module].append(edit)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self.edits:
            return None
        spec = PathFinder.find_spec(fullname, path)
        if spec and spec.origin:
            spec.loader = Loader(fullname, spec.origin)
            spec.loader.edits = self.edits[fullname]
        return spec


def edited(source: str, edits: Sequence[Edit]) -> str:
    for edit in edits:
        if source.count(edit.text) != 1:
            raise Changed(f"{edit.module}: {edit.text!r} is there {source.count(edit.text)} times")
        source = source.replace(edit.text, edit.instead)
    return source


LONGEST_SECONDS = 600
"""Time for one test; a core that is broken by mistake may never end."""


class Outcome(StrEnum):
    KILLED = "killed"
    SURVIVED = "survived"
    NOT_RUN = "not run"


def broken(mutant: Mutant, test: str) -> int:
    """Run the test in a process of its own: 1 if it turns red, 0 if it does not, else it could not run."""
    sys.meta_path.insert(0, Finder(mutant))
    try:
        return simulated() if test == SIMULATION else int(pytest.main(["-q", "-x", "--no-header", "--unit", test]))
    except Exception:
        traceback.print_exc()
        return CAN_T_RUN


def simulated() -> int:
    from tests.simulation.searching import first_failure

    outcome = first_failure(range(SCHEDULES))
    if outcome:
        print(f"seed {outcome.seed}: {outcome.findings[0]}")
    return 1 if outcome else 0


def tried(mutant: Mutant, test: str) -> tuple[Outcome, str]:
    """Return what became of the mutant, and the output of the test."""
    command = [sys.executable, "-m", "tests.simulation.mutations", "--broken", mutant.name, test]
    longest = None if test == SIMULATION else LONGEST_SECONDS
    try:
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=longest)
    except subprocess.TimeoutExpired:
        return Outcome.NOT_RUN, f"it did not end within {longest} s"
    lines = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "seed"))]
    outcome = {0: Outcome.SURVIVED, 1: Outcome.KILLED}.get(run.returncode, Outcome.NOT_RUN)
    return outcome, lines[0] if lines else f"{run.stdout}{run.stderr}"[-500:]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.mutations", description=__doc__)
    parser.add_argument("names", nargs="*", help="which ones; without any all of them")
    parser.add_argument("--broken", nargs=2, metavar=("NAME", "TEST"), help="run one test on one broken core, here")
    given = parser.parse_args()
    if given.broken:
        return broken(named(given.broken[0]), given.broken[1])
    survivors = [mutant for mutant in ([*map(named, given.names)] or MUTANTS) if not all(list(told(mutant)))]
    print(f"{len(survivors)} survived")
    return 1 if survivors else 0


def named(name: str) -> Mutant:
    return next((mutant for mutant in MUTANTS if mutant.name == name), Mutant(name, (), ()))


def told(mutant: Mutant) -> Iterator[bool]:
    for test in mutant.killers:
        begun = time.monotonic()
        outcome, said = tried(mutant, test)
        print(f"{mutant.name}: {outcome} by {test} in {time.monotonic() - begun:.1f} s: {said}", flush=True)
        yield outcome is Outcome.KILLED


if __name__ == "__main__":
    sys.exit(main())

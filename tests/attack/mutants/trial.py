"""Trying mutants: each in a fork of one process that has collected all tests, by those that meet what it takes away.

A test that never comes to a refusal cannot notice that it is gone: one run of everything tells which tests come to
which, and only those are run. A mutant that none of them notices survives.
"""

import os
import pickle
import signal
import sys
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any

import pytest
from tests.attack.mutants.mutants import Call, Gate, Handed, Mutant
from tests.attack.mutants.taking import Watch

LONGEST_SECONDS = 300


class Outcome(StrEnum):
    KILLED = "killed"
    SURVIVED = "survived"
    NOT_MET = "met by no test"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class Verdict:
    """`by` is the test that turned red, or how many stayed green."""

    mutant: Mutant
    outcome: Outcome
    by: str


@dataclass(eq=False)
class Trial:
    """A plugin of pytest that runs mutants instead of tests; `tell` hears of each."""

    mutants: tuple[Mutant, ...]
    tell: Callable[[Verdict], None]
    jobs: int
    verdicts: list[Verdict] = field(default_factory=list)
    red: list[str] = field(default_factory=list)

    def pytest_configure(self) -> None:
        """One example that fails is enough; to look for a smaller one takes minutes."""
        from hypothesis import Phase, settings

        settings.register_profile("mutants", deadline=None, phases=(Phase.explicit, Phase.generate), database=None)
        settings.load_profile("mutants")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.red.append(report.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.watch = Watch()
        self.items = {item.nodeid: item for item in session.items}
        meeting: dict[Call | Handed | Gate, list[str]] = apart(self.met_by_tests)()
        running: dict[int, tuple[Mutant, Any]] = {}
        for mutant in self.mutants:
            tests = meeting.get(mutant.taken, [])
            if not tests:
                self.judged(Verdict(mutant, Outcome.NOT_MET, ""))
                continue
            while len(running) >= self.jobs:
                self.reap(running)
            pid, read = forked(partial(self.first_red, mutant, tests))
            running[pid] = (mutant, read)
        while running:
            self.reap(running)
        return True

    def reap(self, running: dict[int, tuple[Mutant, Any]]) -> None:
        pid, status = os.wait()
        mutant, read = running.pop(pid)
        by, tried = told(read) if not status else ("", f"ended with {status}")
        outcome = Outcome.KILLED if by else Outcome.NOT_RUN if status else Outcome.SURVIVED
        self.judged(Verdict(mutant, outcome, by or str(tried)))

    def judged(self, verdict: Verdict) -> None:
        self.verdicts.append(verdict)
        self.tell(verdict)

    def met_by_tests(self) -> dict[Call | Handed | Gate, list[str]]:
        """Run all tests once, and return by what is met the tests that meet it, those that meet the least in front."""
        met = dict(self.run(list(self.items)))
        meeting: defaultdict[Call | Handed | Gate, list[str]] = defaultdict(list)
        for nodeid in sorted(met, key=lambda one: len(met[one])):
            for found in met[nodeid]:
                meeting[found].append(nodeid)
        if self.red:
            raise RuntimeError(f"red without any mutant: {self.red}")
        return dict(meeting)

    def first_red(self, mutant: Mutant, tests: list[str]) -> tuple[str, int]:
        """Return the first test that turns red without what the mutant takes away, and how many were tried."""
        signal.alarm(LONGEST_SECONDS)
        self.watch.taken = mutant.taken
        green = 0
        for _ in self.run(tests):
            if self.red:
                return self.red[0], green
            green += 1
        return "", green

    def run(self, tests: list[str]) -> Iterator[tuple[str, set[Call | Handed | Gate]]]:
        """Run the tests, and yield what each met."""
        items = [self.items[nodeid] for nodeid in tests]
        for item, following in zip(items, [*items[1:], None], strict=True):
            self.watch.met.clear()
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            yield item.nodeid, set(self.watch.met)


def forked[T](work: Callable[[], T]) -> tuple[int, Any]:
    """Do the work in a fork that says nothing; return its number and the end on which its answer comes."""
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    spoken, quiet = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    try:
        answer = pickle.dumps(work())
        with os.fdopen(write, "wb") as out:
            out.write(answer)
    except BaseException:
        os.write(spoken, traceback.format_exc().encode())
        os._exit(1)
    os._exit(0)


def told(read: int) -> Any:
    with os.fdopen(read, "rb") as answer:
        return pickle.loads(answer.read())


def apart[T](work: Callable[[], T]) -> Callable[[], T]:
    """Return the work as done in a fork, which keeps this process as it is."""

    def done() -> T:
        pid, read = forked(work)
        answer: T = told(read)
        os.waitpid(pid, 0)
        return answer

    return done


def tried(
    mutants: tuple[Mutant, ...], tell: Callable[[Verdict], None], rooms: Sequence[str], jobs: int
) -> list[Verdict]:
    """Try the mutants by the tests of the rooms that need neither Kafka nor a store."""
    trial = Trial(mutants, tell, jobs)
    status = pytest.main(["--unit", "-s", "-p", "no:terminal", *rooms], plugins=[trial])
    if status:
        sys.exit(f"the tests could not be tried: {status}")
    return trial.verdicts

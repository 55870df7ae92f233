"""Owns the processes of one machine: starts them, starts again what ends, stops all in order."""

import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from types import FrameType

from stack.process import Failed, Process, Program, until

ENDS_ALLOWED = 3
"""A program that ends this often within a minute is not started again."""


class Stopped(Exception):
    """The user asked for the end."""


def say(text: str, name: str = "zhifatong") -> None:
    """Lines for the console; one that is gone, a closed terminal, must not keep the processes from being stopped."""
    try:
        print(*(f"{name:>12} | {line}" for line in text.splitlines()), sep="\n", flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Supervisor:
    """One thread, and a signal only leaves a note: there is no moment at which a process could be forgotten."""

    def __init__(self, logs: Path) -> None:
        self.logs, self.processes = logs, dict[str, Process]()
        self._ends = defaultdict[str, list[float]](list)
        self._asked: list[float] = []

    def heed_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._asked.append(time.monotonic())

    def start(self, program: Program) -> Process:
        """Starts it with a fresh log; the log of the time before keeps the ending `.before`."""
        log = self.logs / f"{program.name}.log"
        if log.exists():
            log.replace(log.with_suffix(".log.before"))
        self.processes[program.name] = Process(program, log)
        return self.processes[program.name]

    def finish(self, program: Program, console: bool = False) -> int:
        """Runs a job to its end; its exit status."""
        job = Process(program, None if console else self.logs / f"{program.name}.log")
        try:
            while job.status is None:
                self.tend()
                time.sleep(0.05)
            return job.status
        finally:
            job.terminate()
            job.wait(self._hurried)

    def wait(self, condition: Callable[[], bool], seconds: float, failure: str) -> None:
        """Waits for a condition while tending the processes; fails if it doesn't come true in time."""
        if not self.comes_true(condition, seconds):
            raise Failed(failure)

    def comes_true(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Waits for a condition while tending the processes; says whether it came true in time."""

        def met() -> bool:
            self.tend()
            return condition()

        return until(met, seconds)

    def watch(self) -> None:
        """Tends until the user asks for the end."""
        while True:
            self.tend()
            time.sleep(0.2)

    def tend(self) -> None:
        """Starts again what has ended, but not for ever; raises `Stopped` when the user asked for the end."""
        if self._asked:
            raise Stopped
        for name, process in self.processes.items():
            if process.status is not None and not process.program.once:
                self._start_again(name, process)

    def _start_again(self, name: str, process: Process) -> None:
        now, ends = time.monotonic(), self._ends[name]
        ends[:] = [end for end in ends if end > now - 60] + [now]
        if len(ends) >= ENDS_ALLOWED:
            raise Failed(
                f"{name} ends again and again (status {process.status}), see {process.log}:\n{process.last_lines()}"
            )
        say(f"ended with status {process.status}, started again; see {process.log}", name)
        self.processes[name] = Process(process.program, process.log)

    def stop(self) -> None:
        """Stops stage by stage; another signal now means: kill what is left."""
        inward = sorted(self.processes.values(), key=by_stage)
        for _, stage in groupby(inward, by_stage):
            together = list(stage)
            for process in together:
                process.terminate()
            for process in together:
                process.wait(self._hurried)
        self.processes.clear()

    def _hurried(self) -> bool:
        """Asked again a second later; one Ctrl-C may well arrive twice, through `make` and the terminal."""
        return bool(self._asked) and self._asked[-1] > self._asked[0] + 1


def by_stage(process: Process) -> int:
    return process.program.stage

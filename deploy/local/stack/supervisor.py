"""Supervisor of the processes of one machine: starts them, restarts what ends, stops all in order."""

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
from stack.warm import Templates

ENDS_ALLOWED = 3
"""A program that ends this often within a minute is not started again."""


class Stopped(Exception):
    """The user asked the stack to stop."""


def say(text: str, name: str = "zhifatong") -> None:
    """Print lines to the console; a closed terminal must not keep the processes from being stopped."""
    try:
        print(*(f"{name:>12} | {line}" for line in text.splitlines()), sep="\n", flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Supervisor:
    """Owner of the processes. It has one thread, and signals only leave a note: no process is ever forgotten."""

    def __init__(self, logs: Path) -> None:
        self.logs, self.processes = logs, dict[str, Process]()
        self.templates = Templates(logs)
        self._ends = defaultdict[str, list[float]](list)
        self._asked: list[float] = []

    def heed_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._asked.append(time.monotonic())

    def start(self, program: Program) -> Process:
        """Start a program with a fresh log; the previous log gets the ending `.before`."""
        log = self.logs / f"{program.name}.log"
        if log.exists():
            log.replace(log.with_suffix(".log.before"))
        self.processes[program.name] = Process(program, log, self.templates.start)
        return self.processes[program.name]

    def finish(self, program: Program, console: bool = False) -> int:
        """Run a job to its end and return its exit status."""
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
        """Wait for a condition while tending the processes; raise Failed if it does not come true in time."""
        if not self.comes_true(condition, seconds):
            raise Failed(failure)

    def comes_true(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Wait for a condition while tending the processes; return False if it does not come true in time."""

        def met() -> bool:
            self.tend()
            return condition()

        return until(met, seconds)

    def watch(self) -> None:
        """Tend the processes until the user asks the stack to stop."""
        while True:
            self.tend()
            time.sleep(0.2)

    def tend(self) -> None:
        """Restart what has ended. Raise Failed if it keeps ending, Stopped if the user asked the stack to stop."""
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
        self.processes[name] = Process(process.program, process.log, self.templates.start)

    def stop(self) -> None:
        """Stop stage by stage; a second signal kills what is left."""
        inward = sorted(self.processes.values(), key=by_stage)
        for _, stage in groupby(inward, by_stage):
            together = list(stage)
            for process in together:
                process.terminate()
            for process in together:
                process.wait(self._hurried)
        self.processes.clear()
        self.templates.end()

    def _hurried(self) -> bool:
        """Return True if asked again after a second; one Ctrl-C may arrive twice, through `make` and the terminal."""
        return bool(self._asked) and self._asked[-1] > self._asked[0] + 1


def by_stage(process: Process) -> int:
    return process.program.stage

"""A program and the process that runs it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from subprocess import DEVNULL, STDOUT
from typing import Protocol

LEASH = str(Path(__file__).with_name("leash.py"))


class Failed(Exception):
    """The stack can't go on; the text is shown to the user."""


class Stage(IntEnum):
    """Order of stopping: users of something stop before it does."""

    JOB = 0
    SERVICE = 1
    GATEWAY = 2
    BROKER = 3
    STORE = 4


@dataclass(frozen=True, kw_only=True)
class Program:
    """Command to run. `patience`: seconds between asking it to end and killing it. `once`: it may end unasked.

    `warm`: a command of Python that may be run by a fork of a template, which has imported the services already.
    """

    name: str
    command: tuple[str, ...]
    stage: Stage = Stage.JOB
    environment: Mapping[str, str] = field(default_factory=dict)
    patience: float = 15
    once: bool = False
    warm: bool = False

    def whole_environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONUNBUFFERED": "1", **self.environment}


class Running(Protocol):
    """What the processes of `subprocess` are to us."""

    @property
    def pid(self) -> int: ...

    def poll(self) -> int | None: ...

    def terminate(self) -> None: ...

    def kill(self) -> None: ...

    def wait(self) -> int: ...


type Start = Callable[[Program, int | None], Running]


def start_cold(program: Program, output: int | None) -> Running:
    """Start a program with an interpreter of its own; None: it writes to the console."""
    return on_leash(program.command, program.whole_environment(), output)


def on_leash(
    command: Sequence[str], environment: Mapping[str, str], output: int | None, inherited: Collection[int] = ()
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-S", LEASH, str(os.getpid()), *command],
        env=environment,
        stdin=DEVNULL,
        stdout=output,
        stderr=output if output is None else STDOUT,
        process_group=0,
        pass_fds=inherited,
    )


class Process:
    """A running program, on a leash, in a process group of its own so that Ctrl-C reaches the supervisor alone."""

    def __init__(self, program: Program, log: Path | None, start: Start = start_cold) -> None:
        """Start the program; its output is appended to `log`, or goes to the console."""
        self.program, self.log, self.started = program, log, time.monotonic()
        if log is None:
            self._running = start(program, None)
        else:
            log.parent.mkdir(parents=True, exist_ok=True)
            with log.open("ab") as output:
                self._running = start(program, output.fileno())

    @property
    def pid(self) -> int:
        return self._running.pid

    @property
    def status(self) -> int | None:
        """None while the process runs, then its exit status; negative for a signal."""
        return self._running.poll()

    def terminate(self) -> None:
        self._running.terminate()

    def kill(self) -> None:
        """Kill with signal 9, and wait for the end."""
        self._running.kill()
        self._running.wait()

    def wait(self, hurried: Callable[[], bool]) -> None:
        """Wait for the end; kill after `patience` seconds, or as soon as `hurried` returns True."""
        until(lambda: self.status is not None or hurried(), self.program.patience)
        self.kill()

    def stop(self) -> None:
        """Ask the process to end; kill it if it does not."""
        self.terminate()
        self.wait(hurried=lambda: False)

    def last_lines(self, count: int = 8) -> str:
        if self.log is None:
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])


def until(condition: Callable[[], bool], seconds: float, pause: float = 0.05) -> bool:
    """Wait for a condition; return False if it has not come true after `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True

"""Services started by forks of a template, which cost a tenth of a start from nothing. Only Linux can do it all."""

import json
import os
import select
import signal
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from stack.process import Program, Running, on_leash, start_cold

POSSIBLE = sys.platform == "linux"
ROOM = 300
"""Characters for the commands that forks show as theirs."""
GONE = -signal.SIGKILL
"""The status of a fork whose template is gone: the leash took both."""


class Templates:
    """The template of a supervisor, made when it is first wanted; a new one follows once sources were written."""

    def __init__(self, logs: Path) -> None:
        self.log = logs / "template.log"
        self.modules = list[str]()
        self.templates = list[Template]()

    def make(self, modules: Iterable[str]) -> None:
        """Have a template import what these modules run, in the background."""
        self.modules = list(modules)
        if POSSIBLE:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            self.templates.append(Template(self.log, self.modules))

    def start(self, program: Program, output: int | None) -> Running:
        """Fork what may be forked, and start the rest, or all if there is no template, as everywhere."""
        if not program.warm or not POSSIBLE or output is None:
            return start_cold(program, output)
        return self.forked(program, output) or self.forked(program, output) or start_cold(program, output)

    def forked(self, program: Program, output: int) -> Running | None:
        if not self.templates or self.templates[-1].retired:
            self.make(self.modules)
        return self.templates[-1].fork(program, output)

    def end(self) -> None:
        for template in self.templates:
            template.end()
        self.templates.clear()


class Template:
    def __init__(self, log: Path, modules: list[str]) -> None:
        self.retired = False
        self.socket, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = (sys.executable, "-m", "stack.template", str(other.fileno()), str(log).ljust(ROOM), *modules)
        with other, log.open("ab") as output:
            environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
            self.process = on_leash(command, environment, output.fileno(), [other.fileno()])

    def fork(self, program: Program, output: int) -> Running | None:
        """Return the fork that runs the program; None if the template forks no more."""
        job = {
            "arguments": program.command[1:],
            "environment": program.whole_environment(),
            "folder": os.getcwd(),
        }
        ending, told = os.pipe()
        try:
            socket.send_fds(self.socket, [json.dumps(job).encode()], [output, told])
            answer, handles, *_ = socket.recv_fds(self.socket, 16, 1)
        except OSError:
            answer, handles = b"", []
        finally:
            os.close(told)
        if not handles:
            self.retired = True
            os.close(ending)
            return None
        return Fork(int(answer), handles[0], ending)

    def end(self) -> None:
        """End the template, and with it what still runs of its forks."""
        self.socket.close()
        self.process.kill()
        self.process.wait()


class Fork:
    """A process that a template forked: `handle` is the kernel's name for it, `ending` where its status is told."""

    def __init__(self, pid: int, handle: int, ending: int) -> None:
        self.pid, self.handle, self.ending = pid, handle, ending
        self.status: int | None = None

    def poll(self) -> int | None:
        return self.look(0)

    def wait(self) -> int:
        status = self.look(None)
        assert status is not None
        return status

    def terminate(self) -> None:
        self.send(signal.SIGTERM)

    def kill(self) -> None:
        self.send(signal.SIGKILL)

    def send(self, number: signal.Signals) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.handle, number)

    def look(self, milliseconds: int | None) -> int | None:
        """Return the status once it is told, waiting so long; a template that is gone tells nothing."""
        if self.status is None and readable(self.ending, milliseconds):
            told = os.read(self.ending, 16)
            readable(self.handle, None)
            self.status = int(told) if told else GONE
            os.close(self.ending)
            os.close(self.handle)
        return self.status


def readable(file: int, milliseconds: int | None) -> bool:
    poll = select.poll()
    poll.register(file, select.POLLIN)
    return bool(poll.poll(milliseconds))

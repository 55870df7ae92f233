"""The process that services are forked from: `python -m stack.template SOCKET LOG MODULE…` (stack/warm.py starts it).

It imports what the services consist of, once, and runs nothing of it: no event loop, no connection, no thread. A
fork goes on as a new interpreter would with the same command, and dies with the template. What forks share is what
Python draws at its start, the seed of hashes; `random` is seeded anew by Python itself.
"""

import ctypes
import gc
import json
import os
import runpy
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from stack.folders import ROOT
from stack.leash import PR_SET_PDEATHSIG

PR_SET_NAME = 15
LARGEST = 1 << 20
"""Bytes of a request: a command and an environment."""
REFUSED = b"0"
SOURCES = "ZHIFATONG_SOURCES"
"""For tests: the folder of the sources, if not that of the project."""
WRITTEN = (".py", ".toml", ".json")
"""Files that what is imported may come from."""


@dataclass(frozen=True)
class Job:
    """What a fork becomes: the interpreter's arguments (`-m MODULE …` or `FILE …`), and where it runs."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str


@dataclass(frozen=True)
class Child:
    pid: int
    ending: int
    """Where its exit status is told."""


class Template:
    """One thread, which imports, forks and tells of ends; it returns a job in the fork, None when nobody asks more."""

    def __init__(self, asker: socket.socket, modules: list[str]) -> None:
        self.asker, self.waiting = asker, modules
        self.children = dict[int, Child]()  # by what the kernel shows their end at
        self.job: Job | None = None  # set in a fork
        self.retired = False
        self.started = time.time()
        self.poll = select.poll()
        self.poll.register(asker, select.POLLIN)

    def serve(self) -> Job | None:
        while self.children or not self.retired:
            for number, _ in self.poll.poll(0 if self.waiting else None):
                if number in self.children:
                    self.tell_of_end(number)
                elif not self.answer():
                    return self.job
            if self.waiting:
                know(self.waiting.pop(0))
        return None

    def answer(self) -> bool:
        """Fork as asked, or refuse and retire; return False in the fork, and if the asker is gone."""
        message, files, *_ = socket.recv_fds(self.asker, LARGEST, 2)
        if not message:
            return False
        asked = Job(**json.loads(message))
        log, ending = files
        if asked.arguments[0] == "-m":
            know(asked.arguments[1])
        if self.is_stale() or has_threads():
            self.retired = True
            os.close(ending)
            self.asker.send(REFUSED)
        elif not (pid := self.fork(asked, log)):
            return False
        else:
            self.watch(pid, ending)
        os.close(log)
        return True

    def fork(self, asked: Job, log: int) -> int:
        template = os.getpid()
        pid = os.fork()
        if not pid:
            become(asked, log, template)
            self.job = asked
        return pid

    def watch(self, pid: int, ending: int) -> None:
        handle = os.pidfd_open(pid)
        self.children[handle] = Child(pid, ending)
        self.poll.register(handle, select.POLLIN)
        socket.send_fds(self.asker, [str(pid).encode()], [handle])

    def tell_of_end(self, handle: int) -> None:
        child = self.children.pop(handle)
        self.poll.unregister(handle)
        _, status = os.waitpid(child.pid, 0)
        with suppress(BrokenPipeError):
            os.write(child.ending, str(os.waitstatus_to_exitcode(status)).encode())
        os.close(handle)
        os.close(child.ending)

    def is_stale(self) -> bool:
        """Tell whether a source has been written since: who starts a service again means to run what is there now."""
        return any(written(folder) > self.started for folder in sources())


def know(module: str) -> None:
    """Import what `python -m MODULE` would run, unless it is known; the fork itself shows what is wrong with it."""
    main = f"{module}.__main__"
    if module in sys.modules:
        return
    with suppress(Exception, SystemExit):
        import_module(main)
        del sys.modules[main]  # a fork runs it
        gc.collect()
        gc.freeze()


def has_threads() -> bool:
    return len(os.listdir("/proc/self/task")) > 1


def sources() -> set[str]:
    """Return the folders of the project's own packages that are imported."""
    own, others = os.path.join(os.environ.get(SOURCES, ROOT), ""), os.path.join(sys.prefix, "")
    files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
    return {os.path.dirname(file) for file in files if file.startswith(own) and not file.startswith(others)}


def written(folder: str) -> float:
    """Return when the newest of the files in a folder was written that may have been read."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        return max((entry.stat().st_mtime for entry in entries if entry.name.endswith(WRITTEN)), default=0)
    return 0


def become(job: Job, log: int, template: int) -> None:
    """Turn this fork into a process of its own: leash, group, files, folder, environment, name."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != template:  # it died before the leash was on
        os._exit(1)
    os.setpgid(0, 0)
    for standard in (1, 2):
        os.dup2(log, standard)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    os.chdir(job.folder)
    os.environ.clear()
    os.environ.update(job.environment)
    time.tzset()
    be_called(job.arguments)


def be_called(arguments: list[str]) -> None:
    """Have `ps` and /proc show the command that this fork runs, where they showed that of the template."""
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    start, end = int(fields[45]), int(fields[46])
    command = "\0".join([sys.executable, *arguments]).encode()[: end - start - 1]
    ctypes.memmove(start, command.ljust(end - start, b"\0"), end - start)
    ctypes.CDLL(None).prctl(PR_SET_NAME, "-".join(arguments[-2:]).rpartition("/")[2].encode()[:15])


def run(job: Job) -> None:
    """Go on as `python ARGUMENTS` does."""
    first, *others = job.arguments
    if first == "-m":
        sys.argv = others
        runpy.run_module(others[0], run_name="__main__", alter_sys=True)
    else:
        sys.argv = job.arguments
        runpy.run_path(first, run_name="__main__")


if __name__ == "__main__":
    if job := Template(socket.socket(fileno=int(sys.argv[1])), sys.argv[3:]).serve():
        run(job)

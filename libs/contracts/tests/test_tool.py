"""`make contracts`: writes what is missing, refuses to break what was published and then writes nothing."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import AfterValidator, StringConstraints

from contracts.event import Event, JudgedEvent
from contracts.personal import Personal
from contracts.published import published
from contracts.topics import CASES
from contracts_tool.__main__ import main
from contracts_tool.asyncapi import asyncapi
from contracts_tool.catalogue import catalogue
from contracts_tool.filling import NoSample, example
from contracts_tool.promises import broken
from contracts_tool.working_copy import HERE, WorkingCopy

KINDS = published().by_type
PENALTY = "cases.penalty-decided.v1"


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    """A working copy with all that is committed and one service."""
    copy = WorkingCopy(tmp_path)
    shutil.copytree(HERE.schemas, copy.schemas)
    shutil.copytree(HERE.goldens, copy.goldens)
    copy.services.mkdir()
    return copy


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edited(path: Path, name: str, **changes: object) -> None:
    """As if another schema had been published for a field."""
    schema = json.loads(path.read_text())
    schema["properties"][name] |= changes
    path.write_text(json.dumps(schema))


def test_the_committed_language_keeps_its_promises() -> None:
    assert broken(HERE, KINDS) == []


def test_the_catalogue_is_current() -> None:
    assert HERE.catalogue.read_text() == catalogue(HERE, KINDS), "run make contracts"
    assert json.loads(HERE.asyncapi.read_text()) == asyncapi(HERE, KINDS), "run make contracts"


def test_starts_from_nothing_and_changes_nothing_the_second_time(tmp_path: Path) -> None:
    copy = WorkingCopy(tmp_path)
    copy.services.mkdir()
    assert main(copy, KINDS) == 0
    first = snapshot(tmp_path)
    assert main(copy, KINDS) == 0
    assert snapshot(tmp_path) == first
    assert len(first) == 2 * len(KINDS) + 4


def test_refuses_a_breaking_change_and_writes_nothing(copy: WorkingCopy, capsys: pytest.CaptureFixture[str]) -> None:
    edited(copy.schemas / f"{PENALTY}.json", "fine", maximum=10**15)
    before = snapshot(copy.root)
    assert main(copy, KINDS) == 1
    assert snapshot(copy.root) == before
    told = capsys.readouterr().err
    assert f"{PENALTY}: fine: maximum {10**15}, {10**13} now" in told
    assert "new version" in told


def test_refuses_that_a_published_event_is_gone(copy: WorkingCopy) -> None:
    left = {type: kind for type, kind in KINDS.items() if type != PENALTY}
    assert broken(copy, left) == [f"{PENALTY}: is published and gone from the code"]


def test_refuses_a_changed_golden_example(copy: WorkingCopy) -> None:
    path = copy.goldens / f"{PENALTY}.json"
    path.write_text(path.read_text().replace("1000000", "1000001"))
    assert broken(copy, KINDS) == [f"{PENALTY}.json: the golden example was changed"]
    assert main(copy, KINDS) == 1


def test_refuses_that_a_personal_field_is_renamed(copy: WorkingCopy) -> None:
    class Withdrawn(JudgedEvent, type="cases.case-withdrawn.v1", word="撤销立案", topic=CASES):
        withdrawn_on: date
        ripe: bool = False
        reported: bool = False
        grounds: Personal[str]

    kinds = KINDS | {Withdrawn.type: Withdrawn}
    assert broken(copy, kinds) == ["cases.case-withdrawn.v1: reasons: was personal, and is gone or public now"]


def test_refuses_a_validator_that_old_examples_do_not_pass(copy: WorkingCopy) -> None:
    path = copy.goldens / f"{PENALTY}.json"
    path.write_text(path.read_text().replace("91350100M000100Y43", "91350100M000100Y44"))
    assert f"{PENALTY}: its golden example is refused: [('firm',)]" in broken(copy, KINDS)


def test_refuses_that_old_examples_come_out_differently(copy: WorkingCopy) -> None:
    class CaseClosed(JudgedEvent, type="cases.case-closed.v1", word="结案", topic=CASES):
        closed_on: date
        outcome: Annotated[str, AfterValidator(reversed_text)]

    kinds = KINDS | {CaseClosed.type: CaseClosed}
    assert broken(copy, kinds) == [
        "cases.case-closed.v1: its golden example comes out differently when it is written again"
    ]


def reversed_text(text: str) -> str:
    return text[::-1]


def test_a_field_without_a_sample_is_named() -> None:
    class Odd(Event, type="tests.odd.v1", word="少见", topic=CASES):
        shade: Annotated[str, StringConstraints(pattern="^[x-z]{9}$")]

    with pytest.raises(NoSample, match=r"tests\.odd\.v1\.shade"):
        example(Odd)

"""Producers and listeners are found in the source of services."""

from pathlib import Path

import pytest

from contracts.cases import CaseClosed, CaseFiled, FinePaid
from contracts.event import Event
from contracts.identity import BodyRegistered
from contracts_tool.usages import deaf, followed, usages

SOURCES = {
    "cases/cases/domain/filing.py": "from contracts.cases import CaseFiled\nmade = [CaseFiled()]\n",
    "cases/cases/domain/case.py": "from contracts.cases import CaseFiled\nclass Case:\n    filed: CaseFiled\n",
    "cases/cases/reactions.py": (
        "from contracts.cases import CaseClosed as Closed, CaseFiled\ndef hear(event: Closed): return CaseFiled()\n"
    ),
    "identity/identity/bodies/domain/body.py": (
        "from contracts.identity import BodyRegistered\nmade = BodyRegistered()\n"
    ),
    "credit/credit/reactions.py": "from contracts.cases import CaseFiled\ndef hear(event: CaseFiled): ...\n",
    "credit/credit/unused.py": "from contracts.cases import CaseEvent, Sanction, FinePaid\n",
    "credit/tests/test_it.py": "from contracts.cases import FinePaid\nmade = [FinePaid()]\n",
    "supervision/supervision/cases/row.py": "from contracts.cases import *\nmatch 1:\n    case int(): ...\n",
    "inspections/inspections/rows.py": (
        "from contracts.cases import FinePaid\nmatch event:\n    case FinePaid(amount=1): ...\n"
    ),
}


@pytest.fixture
def services(tmp_path: Path) -> Path:
    for name, source in SOURCES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(source)
    return tmp_path


def test_finds_who_makes_and_who_hears(services: Path) -> None:
    found = [(usage.kind, usage.service, usage.path.name, usage.made, usage.heard) for usage in usages(services)]
    assert found == [
        (CaseFiled, "cases", "case.py", False, False),
        (CaseFiled, "cases", "filing.py", True, False),
        (CaseClosed, "cases", "reactions.py", False, True),
        (CaseFiled, "cases", "reactions.py", True, False),
        (CaseFiled, "credit", "reactions.py", False, True),
        (BodyRegistered, "identity", "body.py", True, False),
        (FinePaid, "inspections", "rows.py", False, True),
    ]


def test_a_listener_that_reads_no_such_topic_is_named(services: Path) -> None:
    assert deaf(usages(services)) == [
        "inspections listens to cases.fine-paid.v1, but is no reader of cases.case (topics.py)"
    ]


def follow(event: Event) -> bool:
    return isinstance(event, CaseFiled | CaseClosed)


def test_who_uses_a_shared_replica_hears_what_it_follows() -> None:
    assert followed(follow) == [CaseFiled, CaseClosed]
    assert followed(CaseFiled) == followed(None) == followed(followed) == []

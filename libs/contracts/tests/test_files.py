"""Which hashes in events name files: those are looked for after a restore; the others are hashes of something else."""

from datetime import UTC, datetime

import pytest

from contracts.cases import EvidenceKind, EvidenceTaken, RecusalDecided
from contracts.event import Event
from contracts.inspections import Answer, ItemAnswered
from contracts.published import published
from contracts.shot import Picture
from contracts.values import NAMES_A_FILE
from contracts_tool.filling import example

HASH = "a" * 64
NO_FILES = {
    ("cases.party-identified.v1", "act_mark"),
    ("cases.same-act-judged.v1", "other"),
    ("identity.officer-identified.v1", "mark"),
}


def of_hashes(kind: type[Event]) -> set[str]:
    """The fields that hold a SHA-256, by their pattern."""
    patterns = {
        name: [getattr(entry, "pattern", None) for entry in field.metadata] for name, field in kind.model_fields.items()
    }
    return {name for name, found in patterns.items() if "^[0-9a-f]{64}$" in found}


def test_an_event_names_its_files() -> None:
    taken = EvidenceTaken(
        act="act-1",
        kind=EvidenceKind.DOCUMENTARY,
        blob=HASH,
        taken_at=datetime(2026, 9, 1, tzinfo=UTC),
        officers=(),
        description="x",
    )
    assert taken.files() == [HASH]


def test_a_file_that_may_be_there_is_named_where_it_is() -> None:
    decided = example(RecusalDecided)
    assert decided.files() == []
    assert decided.model_copy(update={"minutes": HASH}).files() == [HASH]


def test_the_files_of_its_parts_are_its_files() -> None:
    answered = ItemAnswered(item="safety-01", answer=Answer.PROBLEM, note="", pictures=(Picture(picture=HASH),))
    assert answered.files() == [HASH]
    assert answered.model_copy(update={"pictures": ()}).files() == []


@pytest.mark.parametrize("kind", published().by_type.values(), ids=published().by_type)
def test_every_hash_in_an_event_is_a_file_or_known_to_be_none(kind: type[Event]) -> None:
    files = {name for name, field in kind.model_fields.items() if NAMES_A_FILE in field.metadata}
    assert of_hashes(kind) - files == {name for type, name in NO_FILES if type == kind.type}

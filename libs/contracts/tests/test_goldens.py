"""Golden examples: every event has one, every one is still read, none has changed."""

import json
from pathlib import Path

import pytest

from contracts.digests import START, event_digest
from contracts.event import Event
from contracts.personal import WITHHELD
from contracts.published import published
from contracts_tool.goldens import add_missing, golden, sums, tampered
from contracts_tool.working_copy import HERE

REGISTRY = published()
EVENTS = pytest.mark.parametrize("kind", REGISTRY.by_type.values(), ids=REGISTRY.by_type.keys())


def test_every_event_has_one_and_none_was_changed() -> None:
    assert sums(HERE.goldens).keys() == {f"{type}.json" for type in REGISTRY.by_type}
    assert tampered(HERE.goldens) == []


@EVENTS
def test_is_decoded_and_written_again_identically(kind: type[Event]) -> None:
    """Fields that came later have their defaults, which the example can't know."""
    envelope = golden(kind)
    event = REGISTRY.decode(envelope.type, dict(envelope.data))
    assert type(event) is kind
    again = event.model_dump(mode="json", exclude_unset=True)
    assert json.dumps(again) == json.dumps(envelope.data)
    assert event.public().items() >= again.items()


@EVENTS
def test_record_is_written_again_identically(kind: type[Event]) -> None:
    file = json.loads((HERE.goldens / f"{kind.type}.json").read_text())
    envelope = golden(kind)
    assert {name: raw.decode() for name, raw in envelope.headers()} == file["headers"]
    assert json.loads(envelope.value()) == file["value"]
    assert (envelope.type, envelope.subject, kind.topic and kind.topic.name) == (kind.type, file["key"], file["topic"])


@EVENTS
def test_digest_can_be_recomputed_from_the_file(kind: type[Event]) -> None:
    envelope = golden(kind)
    record = {
        "sequence": envelope.sequence,
        "type": envelope.type,
        "time": envelope.time,
        "actor": envelope.actor,
        "agency": envelope.agency,
        "township": envelope.township,
        "cause": envelope.cause,
        "data": envelope.data,
    }
    assert event_digest(START, record, dict(envelope.fielddigests)) == envelope.digest


@EVENTS
def test_personal_values_stay_at_home(kind: type[Event]) -> None:
    envelope = golden(kind)
    assert set(envelope.fielddigests) <= set(kind.personal_fields())
    event = REGISTRY.decode(envelope.type, dict(envelope.data))
    assert all(getattr(event, name) is WITHHELD for name in kind.personal_fields())


def test_an_example_that_is_there_is_never_written_again(tmp_path: Path) -> None:
    kinds = list(REGISTRY.by_type.values())[:2]
    added = add_missing(tmp_path, kinds[:1])
    before = (tmp_path / added[0]).read_bytes()
    assert add_missing(tmp_path, kinds) == [f"{kinds[1].type}.json"]
    assert (tmp_path / added[0]).read_bytes() == before
    assert tampered(tmp_path) == []


def test_an_unknown_file_is_not_overwritten(tmp_path: Path) -> None:
    kind = next(iter(REGISTRY.by_type.values()))
    (tmp_path / f"{kind.type}.json").write_text("{}")
    assert tampered(tmp_path) == [f"{kind.type}.json: a golden example that SHA256SUMS does not name"]
    with pytest.raises(FileExistsError):
        add_missing(tmp_path, [kind])


def test_a_changed_or_missing_example_is_noticed(tmp_path: Path) -> None:
    first, second = add_missing(tmp_path, list(REGISTRY.by_type.values())[:2])
    (tmp_path / first).write_text((tmp_path / first).read_text().replace("130624100", "130624101"))
    (tmp_path / second).unlink()
    assert tampered(tmp_path) == [f"{second}: the golden example is gone", f"{first}: the golden example was changed"]

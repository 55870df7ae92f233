"""The committed schemas are those of the models, without what is personal."""

import json

import pytest
from jsonschema import Draft202012Validator

from contracts.code import LABELS
from contracts.event import Event
from contracts.published import published
from contracts_tool.filling import example
from contracts_tool.schemas import committed, schema_of, written
from contracts_tool.working_copy import HERE

KINDS = published().by_type
EVENTS = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


@EVENTS
def test_the_committed_schema_is_the_models(kind: type[Event]) -> None:
    assert (HERE.schemas / f"{kind.type}.json").read_text() == written(schema_of(kind)), "run make contracts"


def test_no_schema_is_left_of_an_event_that_is_gone() -> None:
    assert committed(HERE.schemas).keys() == KINDS.keys()


@EVENTS
def test_what_is_published_fits_the_schema(kind: type[Event]) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(example(kind).public())


@EVENTS
def test_personal_fields_are_absent(kind: type[Event]) -> None:
    assert schema_of(kind)["properties"].keys() == kind.model_fields.keys() - set(kind.personal_fields())


def test_some_events_have_personal_fields() -> None:
    assert sum(1 for kind in KINDS.values() if kind.personal_fields()) >= 15


@EVENTS
def test_words_of_codes_are_not_published(kind: type[Event]) -> None:
    assert LABELS not in json.dumps(schema_of(kind))


@EVENTS
def test_objects_are_open_to_later_fields(kind: type[Event]) -> None:
    assert '"additionalProperties": false' not in json.dumps(schema_of(kind))


@EVENTS
def test_names_and_topics_belong_to_the_owner(kind: type[Event]) -> None:
    assert kind.topic
    assert kind.type.startswith(f"{kind.topic.owner or 'platform'}.")
    assert kind.type.rpartition(".v")[2].isdecimal()
    assert kind.__doc__


def test_class_names_are_unique() -> None:
    names = [kind.__name__ for kind in KINDS.values()]
    assert len(names) == len(set(names))


def test_an_event_without_topic_has_no_published_schema() -> None:
    class Note(Event, type="tests.note.v1"):
        topic = None

    with pytest.raises(TypeError, match="nowhere"):
        schema_of(Note)

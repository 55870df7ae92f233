"""The AsyncAPI document: whole in itself, true to the registry, silent about persons; headers and units as told."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from faststream.specification.asyncapi.v3_0_0.schema import ApplicationSchema

from contracts.event import Event
from contracts.published import published
from contracts.topics import TOPICS
from contracts_tool.asyncapi import asyncapi
from contracts_tool.goldens import golden
from contracts_tool.headers import HEADERS
from contracts_tool.pages import filled
from contracts_tool.schemas import committed
from contracts_tool.units import NUMBERS, TERMS, unit_of
from contracts_tool.working_copy import HERE

KINDS = published().by_type


@pytest.fixture(scope="module")
def document() -> Any:
    return asyncapi(HERE, KINDS)


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def found(document: Any, reference: str) -> Any:
    place = document
    for name in reference.removeprefix("#/").split("/"):
        place = place[name]
    return place


def test_follows_version_3(document: Any) -> None:
    """FastStream's model asks for a server's pathname, which the specification lets us leave out."""
    servers = {name: {"pathname": "", **server} for name, server in document["servers"].items()}
    ApplicationSchema.model_validate(document | {"servers": servers})


def test_every_reference_leads_somewhere_within(document: Any) -> None:
    leading = list(references(document))
    assert leading
    for reference in leading:
        assert found(document, reference), reference


def test_every_event_stands_in_the_channel_of_its_topic(document: Any) -> None:
    assert list(document["channels"]) == [topic.name for topic in TOPICS]
    told = {(name, type) for name, channel in document["channels"].items() for type in channel["messages"]}
    assert told == {(kind.topic.name, type) for type, kind in KINDS.items() if kind.topic}


def test_nothing_personal_is_told(document: Any) -> None:
    for type, kind in KINDS.items():
        payload = document["components"]["messages"][type]["payload"]
        fields = found(document, payload["$ref"])["properties"] if "$ref" in payload else payload["properties"]
        assert not set(fields) & set(kind.personal_fields()), type


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_headers_have_the_form_that_is_told(kind: type[Event]) -> None:
    told = {header.name: header for header in HEADERS}
    given = {name: raw.decode() for name, raw in golden(kind).headers()}
    assert given.keys() <= told.keys()
    assert given.keys() >= {name for name, header in told.items() if header.required}
    assert {name for name, value in given.items() if not re.fullmatch(told[name].pattern, value)} == set()


def fields(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every property of a schema, at any depth."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from fields(inner)


def test_every_number_and_every_term_has_a_unit() -> None:
    """No number is a fraction, so that its canonical form is its decimal digits."""
    found = dict(pair for schema in committed(HERE.schemas).values() for pair in fields(schema))
    kinds = {
        name: {variant.get("format") or variant.get("type") for variant in (s, *s.get("anyOf", ()))}
        for name, s in found.items()
    }
    assert {name for name, of in kinds.items() if "integer" in of} == NUMBERS.keys()
    assert {name for name, of in kinds.items() if "date" in of and not name.endswith("_on")} <= TERMS.keys()
    assert TERMS.keys() <= {name for name, of in kinds.items() if "date" in of}
    assert not any("number" in of for of in kinds.values())


def test_the_document_tells_units(document: Any) -> None:
    penalty = document["components"]["schemas"]["PenaltyDecided"]["properties"]
    assert penalty["fine"]["description"] == unit_of("fine", penalty["fine"]) == NUMBERS["fine"]


def test_the_tables_of_the_page_are_current() -> None:
    page = HERE.subscribing.read_text()
    assert page == filled(page), "run make contracts"
    assert page.count("<!-- written by make contracts: ") == 2

"""The AsyncAPI document: whole in itself, true to the registry, silent about persons."""

from collections.abc import Iterator
from typing import Any

import pytest
from faststream.specification.asyncapi.v3_0_0.schema import ApplicationSchema

from contracts.published import published
from contracts.topics import TOPICS
from contracts_tool.asyncapi import asyncapi
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
    ApplicationSchema.model_validate(document)


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

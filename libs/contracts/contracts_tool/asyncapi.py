"""AsyncAPI 3.0 document of the topics and their events, for subscribers that generate code or pages from it."""

from typing import Any

from pydantic.json_schema import models_json_schema

from contracts.envelope import CONTENT_TYPE, Envelope
from contracts.event import Event
from contracts.topics import TOPICS, Topic
from contracts_tool.catalogue import meaning
from contracts_tool.goldens import read
from contracts_tool.headers import headers_schema
from contracts_tool.promises import Kinds
from contracts_tool.schemas import without_labels
from contracts_tool.servers import SECURITY, SERVERS
from contracts_tool.units import described
from contracts_tool.working_copy import WorkingCopy

type Part = dict[str, Any]

REF = "#/components/schemas/{model}"
ABOUT = """\
执法通 publishes its legal acts as CloudEvents 1.0 in Kafka's binary mode; subscribers only read.
Records come at least once, in order within an aggregate, and are kept for good. Whatever a reader doesn't know (a type,
a field, a member of an enum) it passes over. How to read, to verify and to go on after a fault: docs/subscribing.md."""


def asyncapi(copy: WorkingCopy, kinds: Kinds) -> Part:
    """Return the document; payloads have the published form, without personal fields."""
    events = list(kinds.values())
    payloads, definitions = models_json_schema([(kind, "serialization") for kind in events], ref_template=REF)
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Zhifatong", "version": "1", "description": ABOUT},
        "defaultContentType": CONTENT_TYPE,
        "servers": SERVERS,
        "channels": {topic.name: channel(topic, events) for topic in TOPICS},
        "operations": {topic.name: operation(topic) for topic in TOPICS},
        "components": {
            "messages": {
                kind.type: message(kind, payloads[(kind, "serialization")], read(copy.goldens / f"{kind.type}.json"))
                for kind in events
            },
            "schemas": {"headers": headers_schema(), **described(without_labels(definitions.get("$defs", {})))},
            "securitySchemes": SECURITY,
        },
    }


def channel(topic: Topic, events: list[type[Event]]) -> Part:
    return {
        "address": topic.name,
        "description": (
            f"Written by {topic.owner or 'every service'}; ordered within an aggregate, which is the key. "
            "Nothing is deleted and nothing compacted."
        ),
        "messages": {kind.type: reference("messages", kind.type) for kind in events if kind.topic == topic},
        "bindings": {"kafka": {"topic": topic.name, "partitions": topic.partitions, "bindingVersion": "0.5.0"}},
    }


def operation(topic: Topic) -> Part:
    return {"action": "send", "channel": {"$ref": f"#/channels/{topic.name}"}}


def message(kind: type[Event], payload: Part, example: Envelope) -> Part:
    key = {"type": "string", "description": "The id of the aggregate"}
    return {
        "name": kind.type,
        "summary": meaning(kind),
        "headers": reference("schemas", "headers"),
        "payload": payload,
        "bindings": {"kafka": {"key": key, "bindingVersion": "0.5.0"}},
        "examples": [{"headers": {name: raw.decode() for name, raw in example.headers()}, "payload": example.data}],
    }


def reference(folder: str, name: str) -> Part:
    return {"$ref": f"#/components/{folder}/{name}"}

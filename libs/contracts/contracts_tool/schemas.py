"""The published form of event classes: JSON schemas of their dumps, without personal fields."""

import json
from pathlib import Path
from typing import Any

from contracts.code import LABELS
from contracts.event import Event

type Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: type[Event]) -> Schema:
    """Return the schema in serialization mode: the default mode shows `Personal` fields."""
    if not kind.topic:
        raise TypeError(f"{kind.__name__} is published nowhere")
    about = {
        "$schema": DIALECT,
        "$id": f"urn:zhifatong:{kind.type}",
        "x-topic": kind.topic.name,
        "x-partitions": kind.topic.partitions,
    }
    schema: Schema = without_labels(kind.model_json_schema(mode="serialization"))
    return about | schema


def without_labels(part: Any) -> Any:
    """Return the schema without the words of its codes: they may change, what is published does not."""
    if isinstance(part, list):
        return [without_labels(inner) for inner in part]
    if isinstance(part, dict):
        return {key: without_labels(inner) for key, inner in part.items() if key != LABELS}
    return part


def written(content: Any) -> str:
    """Return JSON in its committed form."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def committed(folder: Path) -> dict[str, Schema]:
    """Return the published schemas, by wire name."""
    return {path.name.removesuffix(".json"): json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}

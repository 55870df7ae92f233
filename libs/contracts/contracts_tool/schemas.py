"""The published form of an event class: its JSON schema as it is dumped, without what is personal."""

import json
from pathlib import Path
from typing import Any

from contracts.event import Event

type Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: type[Event]) -> Schema:
    """Serialization mode on purpose: the default one shows what is `Personal`."""
    if not kind.topic:
        raise TypeError(f"{kind.__name__} is published nowhere")
    about = {
        "$schema": DIALECT,
        "$id": f"urn:zhifatong:{kind.type}",
        "x-topic": kind.topic.name,
        "x-partitions": kind.topic.partitions,
    }
    return about | kind.model_json_schema(mode="serialization")


def written(content: Any) -> str:
    """JSON as it is committed."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def committed(folder: Path) -> dict[str, Schema]:
    """What has been published so far, by wire name."""
    return {path.name.removesuffix(".json"): json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}

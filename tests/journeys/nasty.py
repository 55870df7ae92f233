"""Malformed values for commands, generated from their OpenAPI description."""

import json
from collections.abc import Iterator
from typing import Any

from tests.journeys.people import Json

NASTY: tuple[Any, ...] = (
    None,
    -1,
    10**40,
    1.5,
    "",
    "\x00",
    "\ud800",
    "\u202e𝕏💥" * 20,
    "x" * 6_000,
    "$where {township} %s",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59:59.999999+00:00",
    "0001-01-01T00:00:00+14:00",
    "0" * 64,
    [],
    {},
    [None, "a", {"$gt": ""}],
    {"$gt": ""},
)
PLAUSIBLE = {
    "date": "2026-11-06",
    "date-time": "2026-11-06T09:30:00+08:00",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def bodies(schema: Json, whole: Json) -> Iterator[bytes]:
    """Yield a plausible command, then one with each field spoilt in each way, then bodies that are no command."""
    good = plausible(schema, whole)
    yield written(good)
    for name in good if isinstance(good, dict) else ():
        yield from (written({**good, name: value}) for value in NASTY)
        yield written({key: value for key, value in good.items() if key != name})
    yield from (written(value) for value in NASTY)


def written(value: Any) -> bytes:
    """Return JSON in ASCII, which can hold half a surrogate pair."""
    return json.dumps(value).encode()


def plausible(schema: Json, whole: Json) -> Any:
    """Return a value of the schema's type."""
    if "$ref" in schema:
        return plausible(whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in schema:
        return plausible(schema["anyOf"][0], whole)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            return {
                name: plausible(schema_of_value, whole)
                for name, schema_of_value in schema.get("properties", {}).items()
            }
        case "array":
            inner = schema.get("prefixItems") or [schema.get("items", {})] * max(schema.get("minItems", 1), 1)
            return [plausible(alternative, whole) for alternative in inner]
        case "integer" | "number":
            return max(schema.get("minimum", 1), 1)
        case "boolean":
            return True
        case _:
            return plausible_text(schema)


def plausible_text(schema: Json) -> str:
    """Return a text by format and pattern; a plain word where no sample fits the pattern."""
    known = {
        "^130624[0-9]{3}$": "130624206",
        "^[A-Z]{2}-[0-9]{2}$": "EN-03",
        "^[0-9a-f]{64}$": "0" * 64,
        "^[A-Z0-9][A-Z0-9-]{1,31}$": "YL130624206-02",
    }
    pattern = schema.get("pattern", "")
    if "130624" in pattern:
        return "130624206"
    return known.get(pattern) or PLAUSIBLE.get(schema.get("format", ""), "甲" * max(schema.get("minLength", 2), 2))

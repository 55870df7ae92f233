"""Changes of a published event that would break its readers or the histories that contain it.

Allowed are a new field with a default, a new member of an enum and a wider range: consumers deploy first. Whatever
is not known to be harmless is refused.
"""

from collections.abc import Iterator
from typing import Any

from contracts.unit import UNIT, UNIT_BY
from contracts_tool.schemas import Schema

NOTES = {"$id", "$schema", "description", "examples", "title"}
LOWEST = {"exclusiveMinimum", "minItems", "minLength", "minimum"}
HIGHEST = {"exclusiveMaximum", "maxItems", "maxLength", "maximum"}
NARROWING = {"pattern", "uniqueItems"}
UNITS = {UNIT, UNIT_BY}
INSIDE = {"additionalProperties", "anyOf", "const", "enum", "items", "prefixItems", "properties", "required"}
ABSENT = object()


def breaks(old: Schema, new: Schema) -> list[str]:
    """Return a sentence for each break, with the path of the field; none if the change is compatible."""
    return list(compare("", inlined(old, old), inlined(new, new)))


def inlined(part: Any, whole: Schema) -> Any:
    """Return the schema with its definitions inlined where they are referred to."""
    if isinstance(part, list):
        return [inlined(inner, whole) for inner in part]
    if not isinstance(part, dict):
        return part
    given = dict(part)
    if name := given.pop("$ref", None):
        given = whole["$defs"][name.removeprefix("#/$defs/")] | given
    return {key: inlined(inner, whole) for key, inner in given.items() if key != "$defs"}


def compare(at: str, old: Schema, new: Schema) -> Iterator[str]:
    for key in sorted((old.keys() | new.keys()) - NOTES - INSIDE):
        if narrower(key, old.get(key, ABSENT), new.get(key, ABSENT)):
            yield f"{at or 'event'}: {key} {shown(old, key)}, {shown(new, key)} now"
    yield from fields(at, old, new)
    yield from members(at, old, new)
    yield from alternatives(at, old, new)
    yield from elements(at, old, new)


def narrower(key: str, old: Any, new: Any) -> bool:
    """Return True if a keyword now allows less, or something else."""
    if old == new:
        return False
    if key in LOWEST:
        return new is not ABSENT and (old is ABSENT or new > old)
    if key in HIGHEST:
        return new is not ABSENT and (old is ABSENT or new < old)
    if key in NARROWING:
        return new is not ABSENT
    if key in UNITS:
        return old is not ABSENT
    return not (key == "default" and old is ABSENT)


def shown(schema: Schema, key: str) -> str:
    return f"{schema[key]!r}" if key in schema else "nothing"


def fields(at: str, old: Schema, new: Schema) -> Iterator[str]:
    """Yield the breaks by removed, added and changed fields of an object."""
    before, after = old.get("properties", {}), new.get("properties", {})
    needed = set(new.get("required", []))
    for name in before.keys() - after.keys():
        yield f"{below(at, name)}: removed or renamed"
    for name in after.keys() - before.keys():
        if name in needed:
            yield f"{below(at, name)}: new, and without a default"
        elif old.get("additionalProperties") is False:
            yield f"{below(at, name)}: new in an object that was closed"
    for name in before.keys() & after.keys():
        if name in needed and name not in old.get("required", []):
            yield f"{below(at, name)}: lost its default"
        yield from compare(below(at, name), before[name], after[name])


def below(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def members(at: str, old: Schema, new: Schema) -> Iterator[str]:
    """Yield the breaks by lost members of an enum; a new enum narrows a free text."""
    before, after = allowed(old), allowed(new)
    if (before is None) != (after is None):
        yield f"{at}: {'became' if before is None else 'is no longer'} an enum"
    for member in before or []:
        if after is not None and member not in after:
            yield f"{at}: no longer allows {member!r}"


def allowed(schema: Schema) -> list[Any] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def alternatives(at: str, old: Schema, new: Schema) -> Iterator[str]:
    """Yield the breaks in `X | None` and the like, compared in the order of their declaration."""
    before, after = old.get("anyOf", []), new.get("anyOf", [])
    if len(before) != len(after):
        yield f"{at}: changed its type, {len(before) or 1} alternatives became {len(after) or 1}"
        return
    for was, now in zip(before, after, strict=True):
        yield from compare(at, was, now)


def elements(at: str, old: Schema, new: Schema) -> Iterator[str]:
    """Yield the breaks in the elements of an array or a mapping."""
    before, after = old.get("prefixItems", []), new.get("prefixItems", [])
    if len(before) != len(after):
        yield f"{at}: a tuple of {len(before)} became one of {len(after)}"
    for place, (was, now) in enumerate(zip(before, after, strict=False)):
        yield from compare(f"{at}[{place}]", was, now)
    for key, mark in (("items", "[]"), ("additionalProperties", "{}")):
        yield from content(at + mark, old.get(key, True), new.get(key, True))


def content(at: str, old: Schema | bool, new: Schema | bool) -> Iterator[str]:
    """Yield the breaks in the schema of all elements; True allows anything."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from compare(at, old, new)
    elif old != new and new is not True:
        yield f"{at}: narrower than before"
    elif isinstance(old, dict) and new is True:
        yield f"{at}: no longer has a type"

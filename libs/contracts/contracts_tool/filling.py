"""Complete examples of event classes, filled from samples, or with plain values of a type."""

from datetime import UTC, date, datetime
from enum import EnumMeta
from typing import Any, get_args, get_origin

from pydantic import ValidationError

from contracts.event import Event
from contracts_tool.samples import BY_NAME, SPECIAL

PLAIN: dict[Any, Any] = {
    bool: True,
    int: 1,
    str: "example",
    date: date(2026, 3, 12),
    datetime: datetime(2026, 3, 11, 2, 15, tzinfo=UTC),
}


class NoSample(Exception):
    """There is neither a sample nor a plain value for the field."""


def example(kind: type[Event]) -> Event:
    """Return an example with its personal values, the same on every run."""
    return kind.model_validate({name: sample(kind, name) for name in kind.model_fields})


def sample(kind: type[Event], name: str) -> Any:
    """Return the first sample that the field accepts."""
    for value in candidates(kind, name):
        if fits(kind, name, value):
            return value
    raise NoSample(f"{kind.type}.{name}: write a value into contracts_tool/samples.py")


def candidates(kind: type[Event], name: str) -> list[Any]:
    written = [table[key] for table, key in ((SPECIAL, f"{kind.type}.{name}"), (BY_NAME, name)) if key in table]
    return [*written, plain(kind.model_fields[name].annotation), None]


def plain(annotation: Any) -> Any:
    """Return a value of a type: the first member of an enum, an X for `X | None`, one X for `tuple[X, ...]`."""
    if isinstance(annotation, EnumMeta):
        return next(iter(annotation))
    if annotation in PLAIN:
        return PLAIN[annotation]
    if get_origin(annotation) is tuple:
        return tuple(plain(inner) for inner in get_args(annotation) if inner is not Ellipsis)
    return plain(get_args(annotation)[0]) if get_args(annotation) else None


def fits(kind: type[Event], name: str, value: Any) -> bool:
    try:
        kind.model_validate({name: value})
    except ValidationError as error:
        return all(found["loc"][0] != name for found in error.errors())
    return True

"""Reading tables of a data file into values, with faults that name the place."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from itertools import combinations
from typing import Any

from pydantic import ValidationError

from contracts.values import Value
from inspections.domain.dated import Dated

type Table = Mapping[str, Any]


class BadReference(ValueError):
    """A data file cannot be used: its name, the place in it and what is wrong."""


def read(name: str) -> str:
    return (files("inspections") / "data" / name).read_text("utf-8")


def parsed(name: str, text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadReference(f"{name}: {fault}") from fault


def rows(name: str, text: str, key: str) -> list[Table]:
    """The tables `[[key]]` of a file, at least one."""
    found = parsed(name, text).get(key)
    if not isinstance(found, list) or not found or not all(isinstance(row, dict) for row in found):
        raise BadReference(f"{name}: no tables [[{key}]]")
    return found


def entries[V: Value](name: str, key: str, tables: Iterable[Table], kind: type[V]) -> tuple[V, ...]:
    return tuple(entry(f"{name}: {key}[{place}]", table, kind) for place, table in enumerate(tables))


def entry[V: Value](place: str, table: Table, kind: type[V]) -> V:
    try:
        return kind.model_validate(table)
    except ValidationError as fault:
        raise BadReference("; ".join(f"{place}{path(one['loc'])}: {one['msg']}" for one in fault.errors())) from fault


def path(parts: Sequence[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)


def in_turn[D: Dated](name: str, versions: tuple[D, ...]) -> tuple[D, ...]:
    """Versions of one thing, of which at most one is in force on any day."""
    for one, other in combinations(versions, 2):
        if one.overlaps(other):
            raise BadReference(f"{name}: the versions of {one.valid_from} and {other.valid_from} overlap")
    return versions

"""Reference data of a service, from the TOML files in its `data/`, with faults that name the file and the row."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.resources import files
from itertools import combinations
from typing import Any

from pydantic import ValidationError

from contracts.dated import Dated
from contracts.values import Value

type Table = Mapping[str, Any]


class BadReference(ValueError):
    """A data file cannot be used: its name, the place in it and what is wrong."""


class Data:
    """The folder `data/` of a service's package."""

    def __init__(self, package: str) -> None:
        self.folder = files(package) / "data"

    def names(self, folder: str) -> list[str]:
        """The TOML files of a folder in it."""
        found = (self.folder / folder).iterdir()
        return sorted(f"{folder}/{file.name}" for file in found if file.name.endswith(".toml"))

    def read(self, name: str) -> str:
        return self.folder.joinpath(name).read_text("utf-8")


def parsed(name: str, text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadReference(f"{name}: {fault}") from fault


def rows(name: str, table: Table, key: str) -> list[Table]:
    """The tables `[[key]]` of a file, at least one."""
    found = table.get(key)
    if not isinstance(found, list) or not found or not all(isinstance(row, dict) for row in found):
        raise BadReference(f"{name}: no tables [[{key}]]")
    return found


def entries[V: Value](name: str, key: str, tables: Iterable[Table], kind: type[V]) -> tuple[V, ...]:
    return tuple(entry(place(name, key, index, table), table, kind) for index, table in enumerate(tables))


def place(name: str, key: str, index: int, table: Table) -> str:
    """File and row, with the row's code where it has one."""
    code = table.get("code") or table.get("power")
    return f"{name}: {key}[{index}]" + (f" {code}" if code else "")


def entry[V: Value](at: str, table: Table, kind: type[V]) -> V:
    try:
        return kind.model_validate(table)
    except ValidationError as fault:
        raise BadReference("; ".join(f"{at}{path(one['loc'])}: {one['msg']}" for one in fault.errors())) from fault


def path(parts: Sequence[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)


def in_turn[D: Dated](name: str, versions: tuple[D, ...]) -> tuple[D, ...]:
    """Versions of one thing by their first day, the newest last; at most one is in force on any day."""
    for one, other in combinations(versions, 2):
        if one.overlaps(other):
            raise BadReference(f"{name}: the versions of {one.valid_from} and {other.valid_from} overlap")
    return tuple(sorted(versions, key=first_day))


def versions[D: Dated](name: str, text: str, key: str, kind: type[D]) -> tuple[D, ...]:
    """Return the dated tables `[[key]]` of a file, oldest first; raise BadReference with the place of a fault."""
    return in_turn(name, entries(name, key, rows(name, parsed(name, text), key), kind))


def first_day(version: Dated) -> date:
    return version.valid_from

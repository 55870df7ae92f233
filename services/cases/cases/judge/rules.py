"""The rules by which cases are judged: their sources, which name the version of them all."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from pydantic import BaseModel

from contracts.calendar import WorkingDays
from contracts.values import Sha256

ROOMS: Final = (
    "contracts",
    "cases/__init__.py",
    "cases/case/__init__.py",
    "cases/case/domain",
    "cases/case/reference.py",
    "cases/clues/__init__.py",
    "cases/clues/domain.py",
    "cases/data",
    "cases/days",
    "cases/judge",
    "cases/officers",
    "cases/penalty",
    "cases/powers/__init__.py",
    "cases/powers/domain",
    "cases/powers/reference.py",
)
"""All that a judge imports and reads of ours; a test holds them to it."""

KINDS: Final = (".py", ".toml")


def rule_files() -> dict[str, bytes]:
    """Return the sources by their paths below the folder of the packages, in order."""
    found = {path: file.read_bytes() for room in ROOMS for path, file in sources(room)}
    return dict(sorted(found.items()))


def sources(path: str) -> Iterator[tuple[str, Traversable]]:
    package, _, below = path.partition("/")
    root = files(package)
    yield from within(path, root.joinpath(below) if below else root)


def within(path: str, place: Traversable) -> Iterator[tuple[str, Traversable]]:
    if place.is_file():
        if path.endswith(KINDS):
            yield path, place
        return
    for part in place.iterdir():
        yield from within(f"{path}/{part.name}", part)


@cache
def rules_hash(calendar: WorkingDays) -> Sha256:
    """Return the name of the rules: of their sources, whatever the ends of their lines, and of the calendar."""
    found = hashlib.sha256()
    for path, source in rule_files().items():
        text = source.replace(b"\r\n", b"\n")
        found.update(f"{path}\n{len(text)}\n".encode() + text)
    found.update(f"calendar\n{calendar.version}\n".encode())
    return found.hexdigest()


class Pack(BaseModel):
    """What a judge is loaded with besides its sources: the name of the rules, and the calendar."""

    rules: Sha256
    calendar: WorkingDays


def pack(calendar: WorkingDays) -> str:
    """Return the pack as JSON."""
    return Pack(rules=rules_hash(calendar), calendar=calendar).model_dump_json()

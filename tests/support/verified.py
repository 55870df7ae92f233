"""Records of draws, run through the stand-alone verifiers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inspections import verify_draw, verify_openings

type Record = dict[str, Any]
type Place = tuple[str | int, ...]


def code(number: int) -> str:
    return f"91130624{number:010d}"


def leaves(value: object, path: Place = ()) -> Iterator[Place]:
    """Yield the place of every value that holds no others."""
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, (*path, key))
    else:
        yield path


def at(record: Record, path: Place) -> Any:
    place: Any = record
    for key in path:
        place = place[key]
    return place


def verify(record: object, folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    """Verify a record; return the exit status and what was told."""
    file = folder / "record.json"
    file.write_text(json.dumps(record), "utf-8")
    status = verify_draw.main([str(file), *more])
    told = capsys.readouterr()
    return status, told.out + told.err


def verify_all(record: Record, openings: bytes, folder: Path) -> int:
    """Verify the openings of a record."""
    files = folder / "record.json", folder / "openings.txt"
    files[0].write_text(json.dumps(record), "utf-8")
    files[1].write_bytes(openings)
    return verify_openings.main([str(file) for file in files])

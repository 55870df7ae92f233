"""Choices that are the same on every machine and in every version of Python: hashes of a fixed seed."""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from contracts.identity_number import check_character

LONG_AGO, DAYS = date(1801, 1, 1), 30_000
SEED = "zhifatong-sample-county-1"


def choose[T](choices: Sequence[T], *about: object) -> T:
    """Return one of the choices; the same words always give the same one."""
    text = "\n".join([SEED, *map(str, about)])
    return choices[int.from_bytes(sha256(text.encode()).digest()) % len(choices)]


@cache
def table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("county") / "data" / name).read_text("utf-8"))


def invented_name(number: int) -> str:
    """Return the n-th name: a surname and a pair of the sexagenary cycle; 53 surnames × 60 pairs, all different."""
    words = table("names.toml")
    surname = words["surnames"][number % len(words["surnames"])]
    return f"{surname}{words['stems'][number % 10]}{words['branches'][number % 12]}"


def invented_identity(number: int) -> dict[str, str]:
    """Return identity number and telephone of the n-th person: born too long ago to live, on a line that rings nowhere.

    They are of the form that the platform asks for, and different for the first 29 million.
    """
    order, day = divmod(number, DAYS)
    body = f"130624{LONG_AGO + timedelta(days=day):%Y%m%d}{order + 1:03}"
    return {"number": body + check_character(body), "telephone": f"100{number:08}"}

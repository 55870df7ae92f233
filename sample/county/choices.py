"""Choices that are the same on every machine and in every version of Python: hashes of a fixed seed."""

import tomllib
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

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

"""Mutants that no history shows, each with the reason and the day on which it was looked at (unseen.toml)."""

import tomllib
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "unseen.toml"


@cache
def listed() -> tuple[tuple[str, str, date], ...]:
    """Return the forms of names, the reasons and the days."""
    rows = tomllib.loads(LIST.read_text())["unseen"]
    return tuple((row["name"], row["why"], row["since"]) for row in rows)


def why_unseen(name: str) -> str | None:
    """Return why no history shows the mutant; None where the judge is to find it."""
    return next((why for form, why, _ in listed() if fnmatchcase(name, form)), None)

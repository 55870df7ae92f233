"""The rules by which cases are judged, and what a judge is loaded with besides them."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from pydantic import BaseModel

from contracts import judging
from contracts.calendar import WorkingDays
from contracts.judging import Way
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


def rule_files() -> dict[str, bytes]:
    return judging.rule_files(ROOMS)


@cache
def rules_hash(calendar: WorkingDays) -> Sha256:
    """Return the name of the rules: of their sources, and of the calendar."""
    return judging.rules_hash(rule_files(), "calendar", calendar.version)


class Pack(BaseModel):
    """What a judge is loaded with besides its sources: the name of the rules, the calendar, the ways to the steps."""

    rules: Sha256
    calendar: WorkingDays
    ways: Mapping[str, Way]


def pack(calendar: WorkingDays, ways: Mapping[str, Way]) -> str:
    """Return the pack as JSON."""
    return Pack(rules=rules_hash(calendar), calendar=calendar, ways=ways).model_dump_json(by_alias=True)

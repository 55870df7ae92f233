"""The rules by which visits are judged, and what a judge is loaded with besides them."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from pydantic import BaseModel

from contracts import judging
from contracts.judging import Way
from contracts.values import Sha256

ROOMS: Final = (
    "contracts",
    "inspections/__init__.py",
    "inspections/caps/__init__.py",
    "inspections/caps/domain",
    "inspections/caps/reference.py",
    "inspections/data/correction-terms.toml",
    "inspections/data/inspection-terms.toml",
    "inspections/data/item-lists.toml",
    "inspections/data/visit-caps.toml",
    "inspections/days",
    "inspections/items/__init__.py",
    "inspections/items/domain.py",
    "inspections/items/reference.py",
    "inspections/judge",
    "inspections/officers/__init__.py",
    "inspections/officers/domain.py",
    "inspections/officers/offers.py",
    "inspections/visits/__init__.py",
    "inspections/visits/domain",
    "inspections/visits/reference.py",
)
"""All that a judge imports and reads of ours; a test holds them to it."""


def rule_files() -> dict[str, bytes]:
    return judging.rule_files(ROOMS)


@cache
def rules_hash() -> Sha256:
    """Return the name of the rules: of their sources. A visit counts no working days, so that no calendar is in it."""
    return judging.rules_hash(rule_files())


class Pack(BaseModel):
    """What a judge is loaded with besides its sources: the name of the rules, and the ways to the steps."""

    rules: Sha256
    ways: Mapping[str, Way]


def pack(ways: Mapping[str, Way]) -> str:
    """Return the pack as JSON."""
    return Pack(rules=rules_hash(), ways=ways).model_dump_json(by_alias=True)

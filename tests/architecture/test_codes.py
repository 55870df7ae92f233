"""Codes that people see have Chinese words, and a code means one thing wherever it is in an answer."""

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from tests.architecture.services import described

from contracts.code import Code
from contracts.labels import words
from contracts.places import NAMES
from contracts.topics import SERVICES

# Two meanings that never stand in one answer.
APART = {
    "closed": "a case, and the counts of cases; a firm that does no business",
    "decided": "the stage of a case; the counts",
    "done": "the stage of a patrol or an assignment in inspections; how an alert was settled in supervision",
    "opened": "the stage of a visit in inspections; the counts in supervision",
    "ordinary": "the procedure that a filing asks for; the risk of a firm",
    "patrol": "the source of a clue; the step of a patrol, which is the label of a work item",
    "refused": "a firm that lets nobody in; the counts",
}


def codes() -> list[type[Code]]:
    """Every enum with words in contracts and services."""
    for root in ("contracts", *SERVICES):
        for found in pkgutil.walk_packages(importlib.import_module(root).__path__, f"{root}."):
            if not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    return [kind for kind in Code.__subclasses__() if kind.__module__.partition(".")[0] in ("contracts", *SERVICES)]


def test_a_code_means_one_thing() -> None:
    """Else an answer's labels could not tell which."""
    meanings = defaultdict(set)
    for kind in codes():
        for code, word in words(kind).items():
            meanings[code].add(word)
    for code, name in NAMES.items():
        meanings[code].add(name)
    assert len(codes()) >= 38
    assert {code: found for code, found in meanings.items() if len(found) > 1}.keys() == APART.keys()


@pytest.mark.parametrize("service", SERVICES)
async def test_every_enum_in_an_answer_has_words(service: str) -> None:
    schemas = (await described(service))["components"]["schemas"]
    known = {(kind.__name__, tuple(kind)) for kind in codes()}
    answers = {name for name in answered(await described(service), schemas) if "enum" in schemas[name]}
    assert answers
    assert {name for name in answers if (name, tuple(schemas[name]["enum"])) not in known} == set()


def answered(whole: dict[str, Any], schemas: dict[str, Any]) -> set[str]:
    """The schemas that stand in an answer, at any depth."""
    operations = [operation for path in whole["paths"].values() for operation in path.values()]
    open_ones = {name for operation in operations for name in references(operation["responses"])}
    found: set[str] = set()
    while open_ones:
        found |= open_ones
        open_ones = {inner for name in open_ones for inner in references(schemas[name])} - found
    return found


def references(part: Any) -> Iterator[str]:
    """The names of the schemas that a piece of the document refers to."""
    if isinstance(part, dict):
        if isinstance(reference := part.get("$ref"), str):
            yield reference.rpartition("/")[2]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)

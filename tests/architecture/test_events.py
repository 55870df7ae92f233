"""Every event has an example, one producer, a place in a state, a test that produces it and tests that consume it."""

from collections.abc import Iterable
from functools import cache
from inspect import getfile
from pathlib import Path

import pytest
from tests.architecture.services import assembled, everyone
from tests.architecture.sources import ROOT, Module, journeys, own_tests

from chassis.http import ATTEMPT
from contracts.event import Event, concrete_classes
from contracts.folding import Landing
from contracts.published import published
from contracts.topics import SERVICES, Topic
from contracts_tool.usages import Usage, usages, usages_in

EVENTS = tuple(published().by_type.values())


@cache
def found() -> tuple[Usage, ...]:
    return tuple(usages(ROOT / "services"))


@cache
def of_the_chassis() -> tuple[Usage, ...]:
    files = (ROOT / "libs/chassis/chassis").rglob("*.py")
    return tuple(usage for file in files for usage in usages_in(file, "chassis"))


def published_on(kind: type[Event]) -> Topic | None:
    """Nowhere, for what a service tells itself."""
    return getattr(kind, "topic", None)


def told(kind: type[Event], tests: Iterable[Module]) -> bool:
    """Whether one of the tests names the event."""
    return any({kind.__name__, kind.type} & module.names for module in tests)


@pytest.mark.parametrize("kind", EVENTS, ids=str)
def test_has_a_schema_and_an_example(kind: type[Event]) -> None:
    assert (ROOT / "libs/contracts/schemas" / f"{kind.type}.json").exists()
    assert (ROOT / "libs/contracts/golden" / f"{kind.type}.json").exists()


@pytest.mark.parametrize("kind", EVENTS, ids=str)
def test_is_made_in_one_module(kind: type[Event]) -> None:
    """The module lies in its owner's domain; a refused attempt is made where it is answered."""
    usages_of = (usage for usage in (*found(), *of_the_chassis()) if usage.kind is kind)
    (path,) = {usage.path.relative_to(ROOT) for usage in usages_of if usage.made}
    assert kind.topic
    owner = kind.topic.owner
    folder = Path(f"services/{owner}/{owner}") if owner else Path("libs/chassis/chassis/http")
    assert folder in path.parents
    assert not owner or "domain" in path.with_suffix("").parts


@pytest.mark.parametrize("kind", EVENTS, ids=str)
def test_is_named_for_the_fact_and_the_aggregate(kind: type[Event]) -> None:
    """`cases.case-filed.v1` is `CaseFiled`."""
    service, name, version = kind.type.split(".")
    assert "".join(part.capitalize() for part in name.split("-")) == kind.__name__
    assert version == "v1"
    assert service in (*SERVICES, "platform")
    assert service == "platform" or service == Path(getfile(kind)).parent.name


def test_lands_in_a_field_of_a_state() -> None:
    """Each in one; what has no place could be published and would be forgotten."""
    placed: list[type[Event]] = []
    for aggregate in (*(aggregate for one in everyone() for aggregate in one.aggregates), ATTEMPT):
        places = Landing(aggregate.state).places
        assert set(places) == set(concrete_classes(aggregate.event)), aggregate.kind
        placed += [kind for kind in places if published_on(kind)]
    assert sorted(placed, key=str) == sorted(EVENTS, key=str)


@pytest.mark.parametrize("kind", EVENTS, ids=str)
def test_has_a_test_that_produces_it(kind: type[Event]) -> None:
    """The test is one of its owner, or the journey that lists what a season publishes."""
    assert kind.topic
    assert told(kind, [*own_tests(kind.topic.owner or "chassis"), *journeys()])


def hears() -> list[Usage]:
    return [usage for usage in found() if usage.heard]


@pytest.mark.parametrize("usage", hears(), ids=lambda usage: f"{usage.service}-{usage.kind.type}")
def test_has_a_test_where_it_is_consumed(usage: Usage) -> None:
    """What a service keeps by a shared fold is tested with the fold; its own events come back by their topic."""
    tests = own_tests(usage.service)
    if usage.kind.__name__ not in usage.path.read_text():
        tests += own_tests("contracts")
    assert usage.kind.topic
    comes_back = usage.kind.topic.owner == usage.service and any(
        usage.kind.topic.name in module.names for module in tests
    )
    assert comes_back or told(usage.kind, tests)


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_reacted_to_is_read(service: str) -> None:
    one = assembled(service)
    assert all(kind.topic and service in kind.topic.readers for kind, _ in one.reactions.by_type.values())

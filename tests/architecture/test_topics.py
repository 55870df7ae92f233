"""A topic has one writer, and exactly the readers that listen to it, as `contracts/topics.py` says."""

from typing import get_type_hints

from tests.architecture.services import assembled, everyone
from tests.architecture.sources import ROOT, snake

from chassis.http import ATTEMPT
from contracts.event import Event, concrete_classes
from contracts.topics import REFUSALS, SERVICES, TOPICS, read_by
from stack.routes import SCREENS


def test_every_service_is_in_the_list() -> None:
    """What serves the screens is none: it has no topics, and nothing that it could tell."""
    names = sorted(file.parent.name for file in ROOT.glob("services/*/pyproject.toml"))
    assert sorted([*SERVICES, SCREENS.service]) == names


def test_who_keeps_the_aggregate_writes_its_topic() -> None:
    writers: dict[str, list[str]] = {}
    for one in everyone():
        for aggregate in one.aggregates:
            if topic := getattr(aggregate.event, "topic", None):
                writers.setdefault(topic.name, []).append(one.name)
    owners = {topic.name: [topic.owner] for topic in TOPICS if topic.owner}
    assert writers == owners


def test_refused_attempts_of_every_service_share_a_topic() -> None:
    assert [topic for topic in TOPICS if not topic.owner] == [REFUSALS]
    assert ATTEMPT.event.topic == REFUSALS


def test_an_event_lies_in_the_topic_of_its_aggregate() -> None:
    for one in everyone():
        for aggregate in one.aggregates:
            topics = {getattr(kind, "topic", None) for kind in concrete_classes(aggregate.event)}
            assert topics == {getattr(aggregate.event, "topic", None)}


def test_who_subscribes_listens_and_who_listens_subscribes() -> None:
    for one in everyone():
        if one.name != "supervision":
            assert one.rows | one.heard == {topic.name for topic in read_by(one.name)}, one.name


def test_supervision_hears_everything() -> None:
    """What it keeps no row of yet it passes over."""
    assert read_by("supervision") == list(TOPICS)
    supervision = assembled("supervision")
    assert supervision.rows | supervision.heard < {topic.name for topic in TOPICS}


def test_a_reaction_is_named_like_its_event() -> None:
    """One that answers several kinds of event says so, and is registered for each from a table."""
    for one in everyone():
        own = {kind: react for kind, react in one.reactions.by_type.values() if get_type_hints(react)["event"] is kind}
        assert {kind.__name__: react.__name__ for kind, react in own.items()} == {
            kind.__name__: snake(kind.__name__) for kind in own
        }, one.name
        shared = [react for kind, react in one.reactions.by_type.values() if kind not in own]
        assert all(get_type_hints(react)["event"] is Event and shared.count(react) > 1 for react in shared), one.name

"""Topics as data."""

from contracts import topics
from contracts.published import published
from contracts.topics import SERVICES, TOPICS, Topic, read_by


def test_every_topic_is_in_the_table_once() -> None:
    declared = [value for value in vars(topics).values() if isinstance(value, Topic)]
    assert sorted(declared, key=str) == sorted(TOPICS, key=str)
    assert len({topic.name for topic in TOPICS}) == len(TOPICS)


def test_owners_and_readers_are_services() -> None:
    assert {topic.owner for topic in TOPICS} <= {*SERVICES, ""}
    assert {reader for topic in TOPICS for reader in topic.readers} <= set(SERVICES)


def test_a_topic_is_named_for_its_owner_and_kind() -> None:
    assert all(topic.name.partition(".")[0] == (topic.owner or "platform") for topic in TOPICS)


def test_the_supervisor_hears_everything() -> None:
    assert read_by("supervision") == list(TOPICS)


def test_partitions_are_fixed() -> None:
    assert {topic.partitions for topic in TOPICS} == {6}


def test_a_service_subscribes_to_what_names_it() -> None:
    assert [topic.name for topic in read_by("credit")] == [topic.name for topic in TOPICS if "credit" in topic.readers]
    assert read_by("nobody") == []


def test_no_topic_is_empty() -> None:
    assert {kind.topic for kind in published().by_type.values()} == set(TOPICS)

"""Topics at a real Kafka, read to their end without a group: whole, or the newest of each partition."""

from dataclasses import replace

import pytest
from libs.chassis.tests.halls import Source
from libs.chassis.tests.kafka import Hall, unique
from libs.chassis.tests.language import HALLS

from chassis.kafka import KafkaUnreachable, Published, envelope_of, newest_records
from chassis.kafka.reading import records


@pytest.fixture
async def hall(kafka_url: str) -> Hall:
    hall = Hall(kafka_url, unique(HALLS))
    await hall.open()
    return hall


async def test_all_is_read_in_order_to_the_end(hall: Hall) -> None:
    source = Source()
    await hall.send([source.opened("hall-1"), *(source.named("hall-1", f"name-{number}") for number in range(1_200))])
    found = [record.sequence async for record in records(hall.url, [hall.topic])]
    assert found == list(range(1, 1_202))
    newest = await newest_records(hall.url, [hall.topic], 100)
    assert [record.sequence for record in newest] == list(range(1_102, 1_202))


async def test_an_empty_topic_and_one_that_is_not_there_hold_nothing(hall: Hall) -> None:
    other = unique(HALLS)
    assert [record async for record in records(hall.url, [hall.topic, other])] == []
    assert await newest_records(hall.url, [other], 100) == []
    await hall.send([Source().opened("hall-1")])
    assert len(await newest_records(hall.url, [hall.topic, other], 100)) == 1


async def test_what_is_not_ours_or_not_readable_is_passed_over(hall: Hall) -> None:
    source = Source()
    first, second = source.opened("hall-1"), source.opened("hall-2")
    strange = replace(
        second, headers=tuple((name, b"\xff" if name == "ce_actor" else raw) for name, raw in second.headers)
    )
    misplaced = replace(second, key=b"hall-3")
    await hall.send([first, strange, misplaced, second])
    read = Published(hall.url, [hall.topic], source="elsewhere")
    assert [envelope.id async for envelope in read.envelopes()] == ["hall-1:1", "hall-2:1"]
    assert read.passed_over == 2
    others = Published(hall.url, [hall.topic], source="cases")
    assert [envelope.id async for envelope in others.envelopes()] == []
    assert others.passed_over == 4
    assert envelope_of(first) == envelope_of(first, "elsewhere")


async def test_without_kafka_it_is_said() -> None:
    with pytest.raises(KafkaUnreachable):
        await newest_records("127.0.0.1:1", [HALLS], 100)

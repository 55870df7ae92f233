"""A consumer group's handler: offsets are committed after the effects, and only then."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import CommitFailedError
from libs.chassis.tests.language import HALLS

from chassis.kafka import Group, Record


class Diary:
    """The calls that a group made, in order; `fails` names the one that fails."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.fails = ""
        self.group = Group("127.0.0.1:1", "tests", [HALLS], self.take)
        subscriber: Any = SimpleNamespace(consumer=SimpleNamespace(commit=self.commit))
        self.group.subscriber = subscriber

    async def take(self, records: Sequence[Record]) -> None:
        if self.fails == "take":
            raise RuntimeError("take")
        self.lines += [f"{record.partition}/{record.offset}" for record in records]

    async def commit(self, ends: dict[TopicPartition, int]) -> None:
        if self.fails == "commit":
            raise CommitFailedError
        self.lines += [f"commit {at.partition}/{end}" for at, end in ends.items()]

    async def hears(self, *places: tuple[int, int]) -> None:
        await self.group._handle([record(*place) for place in places])


def record(partition: int, offset: int) -> Any:
    return ConsumerRecord(HALLS.name, partition, offset, 0, 0, b"key", b"{}", None, 3, 2, ())


@pytest.fixture
async def diary() -> Diary:
    return Diary()


async def test_the_effects_come_first(diary: Diary) -> None:
    await diary.hears((0, 4), (0, 5), (1, 7))
    assert diary.lines == ["0/4", "0/5", "1/7", "commit 0/6", "commit 1/8"]


async def test_without_effects_nothing_is_committed(diary: Diary) -> None:
    diary.fails = "take"
    with pytest.raises(RuntimeError):
        await diary.hears((0, 4))
    assert diary.lines == []


async def test_a_commit_that_fails_spoils_nothing(diary: Diary) -> None:
    diary.fails = "commit"
    await diary.hears((0, 4))
    diary.fails = ""
    await diary.hears((0, 5))
    assert diary.lines == ["0/4", "0/5", "commit 0/6"]

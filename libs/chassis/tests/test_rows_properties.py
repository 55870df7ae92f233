"""For any interleaving of events, repeats and recounts, the counts equal a fresh count in the end."""

import asyncio
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from libs.chassis.tests.doubles import Unreliable
from libs.chassis.tests.halls import HALL_ROWS, HallRow, Source, buckets
from libs.chassis.tests.language import HallEvent

from chassis.consuming import RowStore, recount
from chassis.consuming.rows import SequenceGap
from chassis.documents import MemoryDocuments
from contracts.envelope import Envelope
from contracts.event import Event, Registry

REGISTRY = Registry.below(HallEvent)
HALLS = [f"hall-{number}" for number in range(3)]
TOWNS = ["north", "south", "west"]


class Interleaved(Unreliable):
    """Documents that let others go first before and after each operation, as the script says."""

    def __init__(self, documents: MemoryDocuments, script: list[int]) -> None:
        super().__init__(documents, lambda name, done: False)
        self.script = script

    async def _through[T](self, name, perform):  # type: ignore[no-untyped-def]
        for _ in range(self.script.pop() if self.script else 0):
            await asyncio.sleep(0)
        result = await perform()
        for _ in range(self.script.pop() if self.script else 0):
            await asyncio.sleep(0)
        return result


def history(halls: dict[str, list[str]]) -> list[tuple[Envelope, Event]]:
    source, told = Source(), []
    for hall, names in halls.items():
        records = [source.opened(hall, names[0]), *(source.named(hall, name) for name in names[1:])]
        for record in records:
            envelope = Envelope.read(record.headers, record.value)
            told.append((envelope, REGISTRY.decode(envelope.type, dict(envelope.data))))
    return told


async def worker(rows: RowStore[HallRow], events: list[tuple[Envelope, Event]]) -> None:
    """Take the records, and retry later those that came too early."""
    waiting = list(events)
    while waiting:
        early = []
        for one in waiting:
            try:
                await rows.take(*one)
            except SequenceGap:
                early.append(one)
                await asyncio.sleep(0)
        waiting = early


async def counter(rows: RowStore[HallRow], times: int) -> None:
    for _ in range(times):
        await recount(rows, "counts", most=2)


@settings(max_examples=60, deadline=None)
@given(
    names=st.dictionaries(st.sampled_from(HALLS), st.lists(st.sampled_from(TOWNS), min_size=1, max_size=5), min_size=1),
    script=st.lists(st.integers(0, 3), max_size=300),
    shuffled=st.randoms(use_true_random=False),
)
def test_counts_are_those_of_the_rows(names: dict[str, list[str]], script: list[int], shuffled) -> None:  # type: ignore[no-untyped-def]
    documents = MemoryDocuments()
    slow = [RowStore(HALL_ROWS, Interleaved(documents, script)) for _ in range(4)]
    events = history(names)
    mine, theirs = [*events, *shuffled.sample(events, len(events) // 2)], list(events)
    shuffled.shuffle(mine)
    shuffled.shuffle(theirs)

    async def run() -> None:
        await asyncio.gather(worker(slow[0], mine), worker(slow[1], theirs), counter(slow[2], 6), counter(slow[3], 6))
        while await recount(RowStore(HALL_ROWS, documents), "counts"):
            pass

    asyncio.run(run())
    kept = {row["_id"]: row for row in documents.collections["hall_rows"].values()}
    assert {hall: row["row"]["name"] for hall, row in kept.items()} == {o: names[-1] for o, names in names.items()}
    again = Counter(bucket for names in names.values() for bucket in buckets(HallRow(names[-1])))
    counted = {row["bucket"]: row["count"] for row in documents.collections["counts"].values()}
    assert {bucket: number for bucket, number in counted.items() if number} == again
    assert all("touched" not in row for row in kept.values())

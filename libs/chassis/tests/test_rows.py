"""Replicas: a row takes exactly the next event, and counts are made of rows, never incremented."""

from dataclasses import replace

import pytest
from libs.chassis.tests.doubles import Unreliable, once
from libs.chassis.tests.halls import HALL_ROWS, HallRow, Source
from libs.chassis.tests.language import HallEvent, HallShut

from chassis.consuming import Row, Rows, RowStore, recount
from chassis.consuming.rows import Forked, SequenceGap
from chassis.documents import Documents, find_one
from chassis.kafka import Record
from contracts.envelope import Envelope
from contracts.event import Event, Registry

REGISTRY = Registry.below(HallEvent)


@pytest.fixture
async def rows(documents: Documents) -> RowStore[HallRow]:
    rows = RowStore(HALL_ROWS, documents)
    await rows.prepare()
    return rows


def read(record: Record) -> tuple[Envelope, Event]:
    envelope = Envelope.read(record.headers, record.value)
    return envelope, REGISTRY.decode(envelope.type, dict(envelope.data))


async def counts(documents: Documents) -> dict[str, int]:
    return {row["bucket"]: row["count"] for row in await documents.find("counts", {})}


async def test_a_row_takes_the_next_event_and_says_as_of_when(rows: RowStore[HallRow], source: Source) -> None:
    await rows.take(*read(source.opened("hall-1", "north")))
    await rows.take(*read(source.named("hall-1", "south")))
    row = await rows.find("hall-1")
    assert row == Row("hall-1", 2, "2026-03-02T04:00:00.000Z", HallRow("south", ("south",)))


async def test_a_row_that_was_never_heard_of_is_not_there(rows: RowStore[HallRow]) -> None:
    assert await rows.find("hall-1") is None
    assert await rows.where({}) == []


async def test_what_was_seen_changes_nothing(rows: RowStore[HallRow], source: Source, documents: Documents) -> None:
    first, second = read(source.opened("hall-1")), read(source.named("hall-1"))
    await rows.take(*first)
    await rows.take(*second)
    before = await documents.find("hall_rows", {})
    await rows.take(*first)
    await rows.take(*second)
    assert await documents.find("hall_rows", {}) == before


@pytest.mark.parametrize("ahead", [1, 2])
async def test_what_comes_too_early_is_not_taken(rows: RowStore[HallRow], source: Source, ahead: int) -> None:
    first = read(source.opened("hall-1"))
    later = [read(source.named("hall-1", f"name-{number}")) for number in range(ahead)]
    with pytest.raises(SequenceGap):
        await rows.take(*later[-1])
    assert await rows.find("hall-1") is None
    await rows.take(*first)
    for one in later:
        await rows.take(*one)
    row = await rows.find("hall-1")
    assert row
    assert row.sequence == ahead + 1


async def test_a_gap_in_the_middle_is_not_jumped(rows: RowStore[HallRow], source: Source) -> None:
    await rows.take(*read(source.opened("hall-1")))
    source.named("hall-1", "lost")
    with pytest.raises(SequenceGap, match="hall-1:3 comes after 1"):
        await rows.take(*read(source.named("hall-1")))
    row = await rows.find("hall-1")
    assert row
    assert row.sequence == 1


async def test_another_digest_of_the_newest_event_is_a_fork(rows: RowStore[HallRow], source: Source) -> None:
    await rows.take(*read(source.opened("hall-1")))
    with pytest.raises(Forked, match="hall-1:1"):
        await rows.take(*read(Source().opened("hall-1", "elsewhere")))


async def test_another_digest_of_an_older_event_is_a_fork_too(rows: RowStore[HallRow], source: Source) -> None:
    first, second = read(source.opened("hall-1")), read(source.named("hall-1", "south"))
    for one in (first, second, read(source.named("hall-1", "west"))):
        await rows.take(*one)
    rewritten = Source()
    rewritten.opened("hall-1")
    with pytest.raises(Forked, match="hall-1:2"):
        await rows.take(*read(rewritten.named("hall-1", "east")))
    await rows.take(*second)
    row = await rows.find("hall-1")
    assert row
    assert (row.sequence, row.row.name) == (3, "west")


async def test_a_row_of_before_digests_were_kept_knows_its_newest_only(
    rows: RowStore[HallRow], documents: Documents, source: Source
) -> None:
    for one in (source.opened("hall-1"), source.named("hall-1"), source.named("hall-1", "west")):
        await rows.take(*read(one))
    await documents.update("hall_rows", {"_id": "hall-1"}, {"$unset": {"heard": ""}})
    rows, forged = RowStore(HALL_ROWS, documents), Source()
    await rows.take(*read(forged.opened("hall-1", "elsewhere")))
    forged.named("hall-1")
    third = read(forged.named("hall-1", "north"))
    with pytest.raises(Forked, match="hall-1:3"):
        await rows.take(*third)
    await rows.take(*read(source.named("hall-1", "south")))
    with pytest.raises(Forked, match="hall-1:4"):
        await rows.take(*read(forged.named("hall-1", "north")))
    await rows.take(*third)


async def test_two_processes_take_turns_on_a_row(rows: RowStore[HallRow], documents: Documents, source: Source) -> None:
    """Each remembers what it wrote last, and looks again where the other one went on."""
    other = RowStore(HALL_ROWS, documents)
    records = [read(source.opened("hall-1")), *(read(source.named("hall-1", f"t{n}")) for n in range(4))]
    for turn, record in enumerate(records):
        await (rows if turn % 2 else other).take(*record)
    await other.take(*read(source.named("hall-1", "end")))
    await other.take(*read(source.named("hall-1", "last")))
    await rows.take(*records[3])
    row = await rows.find("hall-1")
    assert row
    assert (row.sequence, row.row.name) == (7, "last")


async def test_an_unused_or_unknown_event_only_advances(rows: RowStore[HallRow], source: Source) -> None:
    await rows.take(*read(source.opened("hall-1")))
    await rows.take(*read(source.event("hall-1", HallShut())))
    envelope, _ = read(source.event("hall-1", HallShut()))
    await rows.take(envelope, None)
    row = await rows.find("hall-1")
    assert row
    assert (row.sequence, row.row) == (3, HallRow("north"))


async def test_rows_are_found_by_their_fields_and_buckets(rows: RowStore[HallRow], source: Source) -> None:
    for number, name in enumerate(["north", "south", "north"]):
        await rows.take(*read(source.opened(f"hall-{number}", name)))
    found = await rows.where({"row.name": "north"}, sort=[("_id", -1)], limit=1)
    assert [row.id for row in found] == ["hall-2"]
    assert [row.id for row in await rows.where({"buckets": "name/south"})] == ["hall-1"]


async def test_two_workers_on_one_row_take_each_event_once(
    rows: RowStore[HallRow], documents: Documents, source: Source
) -> None:
    """Both read before one writes, as while a partition changes hands."""
    await rows.take(*read(source.opened("hall-1")))
    second = read(source.named("hall-1", "south"))
    held = [True]

    class Overtaken(Unreliable):
        async def update(self, collection: str, where: dict[str, object], change: dict[str, object]) -> bool:
            if held.pop() if held else False:
                await rows.take(*second)
            return await self.documents.update(collection, where, change)

    slower = RowStore(HALL_ROWS, Overtaken(documents, lambda name, done: False))
    await slower.take(*second)
    row = await rows.find("hall-1")
    assert row
    assert (row.sequence, row.row.names) == (2, ("south",))


async def test_an_older_worker_never_takes_a_row_back(
    rows: RowStore[HallRow], documents: Documents, source: Source
) -> None:
    await rows.take(*read(source.opened("hall-1")))
    second, third = read(source.named("hall-1", "south")), read(source.named("hall-1", "west"))
    held = [True]

    class Overtaken(Unreliable):
        async def update(self, collection: str, where: dict[str, object], change: dict[str, object]) -> bool:
            if held.pop() if held else False:
                await rows.take(*second)
                await rows.take(*third)
            return await self.documents.update(collection, where, change)

    await RowStore(HALL_ROWS, Overtaken(documents, lambda name, done: False)).take(*second)
    row = await rows.find("hall-1")
    assert row
    assert (row.sequence, row.row.name) == (3, "west")


class TestCounts:
    async def test_they_follow_the_rows(self, rows: RowStore[HallRow], documents: Documents, source: Source) -> None:
        await rows.take(*read(source.opened("hall-1", "north")))
        await rows.take(*read(source.opened("hall-2", "north")))
        assert await recount(rows, "counts") == 2
        assert await counts(documents) == {"all": 2, "name/north": 2}
        await rows.take(*read(source.named("hall-1", "south")))
        assert await recount(rows, "counts") == 1
        assert await counts(documents) == {"all": 2, "name/north": 1, "name/south": 1}
        assert await recount(rows, "counts") == 0

    async def test_only_touched_buckets_are_counted(
        self, rows: RowStore[HallRow], documents: Documents, source: Source
    ) -> None:
        await rows.take(*read(source.opened("hall-1", "north")))
        await recount(rows, "counts")
        await rows.take(*read(source.event("hall-1", HallShut())))
        assert await recount(rows, "counts") == 0

    async def test_a_row_that_went_on_meanwhile_keeps_its_note(
        self, rows: RowStore[HallRow], documents: Documents, source: Source
    ) -> None:
        """The recounter read the note; before it clears it, the row moves on."""
        await rows.take(*read(source.opened("hall-1", "north")))
        named = read(source.named("hall-1", "south"))

        class Overtaken(Unreliable):
            async def count(self, collection: str, where: dict[str, object], *, patient: bool = False) -> int:
                number = await self.documents.count(collection, where, patient=patient)
                await rows.take(*named)
                return number

        await recount(RowStore(HALL_ROWS, Overtaken(documents, lambda name, done: False)), "counts")
        kept = await find_one(documents, "hall_rows", {"_id": "hall-1"}) or {}
        assert kept["touched"] == ["all", "name/north", "name/south"]
        await recount(rows, "counts")
        assert await counts(documents) == {"all": 1, "name/north": 0, "name/south": 1}

    async def test_a_slower_recounter_puts_no_older_number_in(
        self, rows: RowStore[HallRow], documents: Documents, source: Source
    ) -> None:
        await rows.take(*read(source.opened("hall-1", "north")))
        await recount(rows, "counts")
        await rows.take(*read(source.opened("hall-2", "north")))
        third, held = read(source.opened("hall-3", "north")), [True]

        class Overtaken(Unreliable):
            async def count(self, collection: str, where: dict[str, object], *, patient: bool = False) -> int:
                number = await self.documents.count(collection, where, patient=patient)
                if held.pop() if held else False:
                    await rows.take(*third)
                    await recount(rows, "counts")
                return number

        await recount(RowStore(HALL_ROWS, Overtaken(documents, lambda name, done: False)), "counts")
        assert await counts(documents) == {"all": 3, "name/north": 3}

    @pytest.mark.parametrize("operation", ["update_each", "insert"])
    @pytest.mark.parametrize("performed", [False, True])
    async def test_a_recounter_that_dies_leaves_the_note(
        self, rows: RowStore[HallRow], documents: Documents, source: Source, operation: str, performed: bool
    ) -> None:
        await rows.take(*read(source.opened("hall-1", "north")))
        dying = RowStore(HALL_ROWS, Unreliable(documents, once(operation, performed=performed)))
        with pytest.raises(Exception, match=r"before|after"):
            await recount(dying, "counts")
        await recount(rows, "counts")
        assert await counts(documents) == {"all": 1, "name/north": 1}


async def test_a_row_may_vanish_and_be_counted_out(documents: Documents, source: Source) -> None:
    def advance(row: HallRow | None, event: Event, envelope: Envelope) -> HallRow | None:
        return HallRow("north") if envelope.sequence == 1 else None

    rows = RowStore(replace(HALL_ROWS, advance=advance), documents)
    await rows.take(*read(source.opened("hall-1")))
    await recount(rows, "counts")
    await rows.take(*read(source.named("hall-1")))
    await recount(rows, "counts")
    assert await rows.find("hall-1") is None
    assert await counts(documents) == {"all": 0, "name/north": 0}


def test_rows_need_not_belong_to_any_bucket() -> None:
    plain = Rows(collection="plain", row=HallRow, topics=(), advance=HALL_ROWS.advance)
    assert plain.buckets(HallRow("north")) == frozenset()

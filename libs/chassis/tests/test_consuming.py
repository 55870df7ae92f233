"""From records to effects: each once in effect, in order within its line; what fails is parked and told apart."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from libs.chassis.tests.orders import Listener, OrderMoved, OrderPraised, Source

from chassis.kafka import Record
from chassis.metrics import UNKNOWN_TYPES
from contracts.refusal import Category, Refusal, Rule


async def test_a_batch_over_many_lines_keeps_the_order_within_each(listener: Listener, source: Source) -> None:
    orders = [f"order-{number}" for number in range(30)]
    batch = [source.placed(order) for order in orders]
    for town in ("east", "south", "west"):
        batch += [source.moved(order, town) for order in orders]
    await listener.take(*batch)
    for order in orders:
        assert await listener.towns(order) == ["east", "south", "west"]
        assert await listener.row(order) == (4, "west")
    assert await listener.parked() == []
    assert len(listener.shop.handled) == 120


async def test_the_person_behind_the_fact_is_the_actor_and_the_event_the_cause(
    listener: Listener, source: Source
) -> None:
    await listener.take(source.placed("order-1"))
    (record,) = await listener.shop.parcels.history("parcel-from-order-1")
    assert (record["actor"], record["agency"]) == ("officer-1", "130624100")
    assert record["cause"] == "event:order-1:1/tests.order-placed.v1"
    assert record["request"].startswith("sha256:")


async def test_what_comes_again_has_no_effect(listener: Listener, source: Source) -> None:
    batch = [source.placed("order-1"), source.moved("order-1", "east"), source.moved("order-1", "west")]
    await listener.take(*batch)
    row = await listener.rows.find("order-1")
    for _ in range(2):
        await listener.take(*batch)
        await listener.take(source.later(batch[0]), source.later(batch[1]))
    assert await listener.towns("order-1") == ["east", "west"]
    assert await listener.rows.find("order-1") == row
    assert (await listener.shop.parcels.read("parcel-from-order-1")).version == 3


async def test_an_unknown_type_is_counted_and_only_advances_the_row(listener: Listener, source: Source) -> None:
    counted = UNKNOWN_TYPES._value.get()
    strange = source.event("order-1", OrderPraised())
    headers = tuple((n, b"tests.order-sung.v1" if n == "ce_type" else value) for n, value in strange.headers)
    await listener.take(source.placed("order-2"), replace(strange, headers=headers))
    assert UNKNOWN_TYPES._value.get() == counted + 1
    assert await listener.rows.find("order-1") is None
    await listener.take(source.event("order-1", OrderPraised()), source.moved("order-2"))
    assert await listener.parked() == []
    assert (await listener.documents.find("orders", {"_id": "order-1"}))[0]["sequence"] == 2


def without(name: str) -> Callable[[Record], Record]:
    return lambda record: replace(record, headers=tuple(it for it in record.headers if it[0] != name))


def header(name: str, raw: bytes | None) -> Callable[[Record], Record]:
    def damaged(record: Record) -> Record:
        return replace(record, headers=tuple((n, raw if n == name else value) for n, value in record.headers))

    return damaged


def value(raw: bytes | None) -> Callable[[Record], Record]:
    return lambda record: replace(record, value=raw)


POISON: dict[str, Callable[[Record], Record]] = {
    "not JSON": value(b"{"),
    "no object": value(b"[1]"),
    "not UTF-8": value(b"\xff\xfe"),
    "no value": value(None),
    "nested without end": value(b"[" * 200_000),
    "a number without end": value(b'{"order": ' + b"9" * 5_000 + b"}"),
    "a field of another type": value(json.dumps({"order": 7, "town": []}).encode()),
    "a field missing": value(b"{}"),
    "a header that is not UTF-8": header("ce_actor", b"\xff"),
    "a header without value": header("ce_sequence", None),
    "no headers": lambda record: replace(record, headers=()),
    "no type": without("ce_type"),
    "no digest": without("ce_digest"),
    "a sequence that is no number": header("ce_sequence", b"one"),
    "a sequence without end": header("ce_sequence", b"9" * 5_000),
    "another id": header("ce_id", b"order-2:1"),
    "no time": header("ce_time", b"yesterday"),
    "another key": lambda record: replace(record, key=b"order-2"),
    "a key that is not UTF-8": lambda record: replace(record, key=b"\xff"),
    "no key": lambda record: replace(record, key=None),
}


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
async def test_an_unreadable_record_is_parked_and_stops_nobody_else(
    listener: Listener, source: Source, poison: Callable[[Record], Record]
) -> None:
    bad = poison(source.placed("order-1"))
    await listener.take(source.placed("order-3"), bad, source.placed("order-4"))
    ((offset, reason, detail),) = await listener.parked()
    assert (offset, reason) == (bad.offset, "unreadable")
    assert detail
    assert sorted(listener.shop.handled) == ["order-3:north", "order-4:north"]
    await listener.consuming.retry()
    assert len(await listener.parked()) == 1
    (kept,) = await listener.documents.find("parked", {})
    assert (kept["key"], kept["value"]) == (bad.key, bad.value)
    assert [tuple(it) for it in kept["headers"]] == list(bad.headers)


async def test_half_a_character_that_no_store_takes_is_parked(listener: Listener, source: Source) -> None:
    bad = replace(source.placed("order-1"), value=b'{"order": "\\ud800", "town": "x"}')
    await listener.take(bad, source.placed("order-2"))
    assert await listener.parked() == [(1, "error", "UnicodeEncodeError")]
    assert await listener.row("order-2") == (1, "north")


async def test_what_was_parked_tells_no_values(listener: Listener, source: Source) -> None:
    record = replace(source.placed("order-1"), value=json.dumps({"order": "x", "town": {"王老五": 1}}).encode())
    await listener.take(record)
    assert "王老五" not in str(await listener.parking.listed())


class TestErrors:
    async def test_a_hiccup_is_tried_again_at_once(self, listener: Listener, source: Source) -> None:
        tries: list[str] = []

        def hiccup(town: str) -> None:
            tries.append(town)
            if len(tries) < 4:
                raise RuntimeError(town)

        listener.shop.spoil = hiccup
        await listener.take(source.placed("order-1"))
        assert await listener.parked() == []
        assert listener.shop.handled == ["order-1:north"]

    async def test_a_bug_is_parked_after_four_tries(self, listener: Listener, source: Source) -> None:
        tries: list[str] = []

        def bug(town: str) -> None:
            if town == "north":
                tries.append(town)
                raise RuntimeError("王老五")

        listener.shop.spoil = bug
        await listener.take(source.placed("order-1"), source.placed("order-2", "south"))
        assert await listener.parked() == [(1, "error", "RuntimeError")]
        assert len(tries) == 4
        assert listener.shop.handled == ["order-2:south"]

    @pytest.mark.parametrize(
        ("category", "times", "reason"),
        [
            (Category.UNLAWFUL, 1, "refused"),
            (Category.NOT_ALLOWED, 1, "refused"),
            (Category.NOT_SIGNED_IN, 1, "refused"),
            (Category.TOO_OFTEN, 1, "refused"),
            (Category.MALFORMED, 1, "refused"),
            (Category.CONFLICT, 4, "refused"),
            (Category.UNKNOWN, 1, "early"),
            (Category.UNAVAILABLE, 4, "early"),
        ],
    )
    async def test_a_refusal_that_no_reaction_answers_is_parked_by_its_category(
        self, listener: Listener, source: Source, category: Category, times: int, reason: str
    ) -> None:
        tries: list[str] = []

        def refusing(town: str) -> None:
            tries.append(town)
            raise Refusal(Rule("orders/no", "不行", category=category))

        listener.shop.spoil = refusing
        await listener.take(source.placed("order-1"))
        assert await listener.parked() == [(1, reason, "orders/no")]
        assert len(tries) == times


class TestForks:
    """A known event comes with another digest: somebody's history was rewritten."""

    async def test_it_is_parked_by_the_row(self, listener: Listener, source: Source) -> None:
        await listener.take(source.placed("order-1"))
        await listener.take(Source().placed("order-1", "elsewhere"))
        ((_, reason, _),) = await listener.parked()
        assert reason == "forked"
        assert await listener.row("order-1") == (1, "north")

    async def test_it_is_parked_by_the_cause_where_no_row_is_kept(self, listener: Listener, source: Source) -> None:
        listener.consuming.rows = []
        await listener.take(source.placed("order-1"))
        other = Source()
        other.offset = 7
        await listener.take(other.placed("order-1", "elsewhere"))
        assert await listener.parked() == [(8, "forked", "key-reused")]


def test_a_type_has_one_reaction(listener: Listener) -> None:
    async def another(event: OrderMoved, who: Any, service: Any) -> None:
        """A second one."""

    with pytest.raises(TypeError, match="two reactions"):
        listener.consuming.reactions(another)

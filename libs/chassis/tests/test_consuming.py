"""From records to effects: each applied once, in order within its line; failures are parked with their kind."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from libs.chassis.tests.halls import Listener, Source
from libs.chassis.tests.language import HallNamed, HallShut

from chassis.kafka import Record
from chassis.metrics import UNKNOWN_TYPES
from contracts.refusal import Category, Refusal, Rule


async def test_a_batch_over_many_lines_keeps_the_order_within_each(listener: Listener, source: Source) -> None:
    halls = [f"hall-{number}" for number in range(30)]
    batch = [source.opened(hall) for hall in halls]
    for name in ("east", "south", "west"):
        batch += [source.named(hall, name) for hall in halls]
    await listener.take(*batch)
    for hall in halls:
        assert await listener.names(hall) == ["east", "south", "west"]
        assert await listener.row(hall) == (4, "west")
    assert await listener.parked() == []
    assert len(listener.kiosk.handled) == 120


async def test_the_person_behind_the_fact_is_the_actor_and_the_event_the_cause(
    listener: Listener, source: Source
) -> None:
    await listener.take(source.opened("hall-1"))
    (record,) = await listener.kiosk.tickets.history("ticket-from-hall-1")
    assert (record["actor"], record["agency"]) == ("officer-1", "130624100")
    assert record["cause"] == "event:hall-1:1/tests.hall-opened.v1"
    assert record["request"].startswith("sha256:")


async def test_what_comes_again_has_no_effect(listener: Listener, source: Source) -> None:
    batch = [source.opened("hall-1"), source.named("hall-1", "east"), source.named("hall-1", "west")]
    await listener.take(*batch)
    row = await listener.rows.find("hall-1")
    for _ in range(2):
        await listener.take(*batch)
        await listener.take(source.later(batch[0]), source.later(batch[1]))
    assert await listener.names("hall-1") == ["east", "west"]
    assert await listener.rows.find("hall-1") == row
    assert (await listener.kiosk.tickets.read("ticket-from-hall-1")).version == 3


async def test_an_unknown_type_is_counted_and_only_advances_the_row(listener: Listener, source: Source) -> None:
    counted = UNKNOWN_TYPES._value.get()
    strange = source.event("hall-1", HallShut())
    headers = tuple((n, b"tests.hall-sung.v1" if n == "ce_type" else value) for n, value in strange.headers)
    await listener.take(source.opened("hall-2"), replace(strange, headers=headers))
    assert UNKNOWN_TYPES._value.get() == counted + 1
    assert await listener.rows.find("hall-1") is None
    await listener.take(source.event("hall-1", HallShut()), source.named("hall-2"))
    assert await listener.parked() == []
    assert (await listener.documents.find("hall_rows", {"_id": "hall-1"}))[0]["sequence"] == 2


def without(name: str) -> Callable[[Record], Record]:
    return lambda record: replace(record, headers=tuple(pair for pair in record.headers if pair[0] != name))


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
    "a number without end": value(b'{"seats": ' + b"9" * 5_000 + b"}"),
    "a field of another type": value(json.dumps({"seats": "two", "name": []}).encode()),
    "a field missing": value(b"{}"),
    "a header that is not UTF-8": header("ce_actor", b"\xff"),
    "a header without value": header("ce_sequence", None),
    "no headers": lambda record: replace(record, headers=()),
    "no type": without("ce_type"),
    "no digest": without("ce_digest"),
    "a sequence that is no number": header("ce_sequence", b"one"),
    "a sequence without end": header("ce_sequence", b"9" * 5_000),
    "another id": header("ce_id", b"hall-2:1"),
    "no time": header("ce_time", b"yesterday"),
    "another key": lambda record: replace(record, key=b"hall-2"),
    "a key that is not UTF-8": lambda record: replace(record, key=b"\xff"),
    "no key": lambda record: replace(record, key=None),
}


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
async def test_an_unreadable_record_is_parked_and_stops_nobody_else(
    listener: Listener, source: Source, poison: Callable[[Record], Record]
) -> None:
    bad = poison(source.opened("hall-1"))
    await listener.take(source.opened("hall-3"), bad, source.opened("hall-4"))
    ((offset, reason, detail),) = await listener.parked()
    assert (offset, reason) == (bad.offset, "unreadable")
    assert detail
    assert sorted(listener.kiosk.handled) == ["hall-3:north", "hall-4:north"]
    await listener.consuming.retry()
    assert len(await listener.parked()) == 1
    (kept,) = await listener.documents.find("parked", {})
    assert (kept["key"], kept["value"]) == (bad.key, bad.value)
    assert [tuple(pair) for pair in kept["headers"]] == list(bad.headers)


async def test_half_a_character_that_no_store_takes_is_parked(listener: Listener, source: Source) -> None:
    bad = replace(source.opened("hall-1"), value=b'{"seats": 2, "name": "\\ud800"}')
    await listener.take(bad, source.opened("hall-2"))
    assert await listener.parked() == [(1, "error", "UnicodeEncodeError")]
    assert await listener.row("hall-2") == (1, "north")


async def test_what_was_parked_tells_no_values(listener: Listener, source: Source) -> None:
    record = replace(source.opened("hall-1"), value=json.dumps({"seats": 2, "name": {"王老五": 1}}).encode())
    await listener.take(record)
    assert "王老五" not in str(await listener.parking.listed())


class TestErrors:
    async def test_a_hiccup_is_tried_again_at_once(self, listener: Listener, source: Source) -> None:
        tries: list[str] = []

        def hiccup(name: str) -> None:
            tries.append(name)
            if len(tries) < 4:
                raise RuntimeError(name)

        listener.kiosk.spoil = hiccup
        await listener.take(source.opened("hall-1"))
        assert await listener.parked() == []
        assert listener.kiosk.handled == ["hall-1:north"]

    async def test_a_bug_is_parked_after_four_tries(self, listener: Listener, source: Source) -> None:
        tries: list[str] = []

        def bug(name: str) -> None:
            if name == "north":
                tries.append(name)
                raise RuntimeError("王老五")

        listener.kiosk.spoil = bug
        await listener.take(source.opened("hall-1"), source.opened("hall-2", "south"))
        assert await listener.parked() == [(1, "error", "RuntimeError")]
        assert len(tries) == 4
        assert listener.kiosk.handled == ["hall-2:south"]

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

        def refusing(name: str) -> None:
            tries.append(name)
            raise Refusal(Rule("halls/no", "不行", category=category))

        listener.kiosk.spoil = refusing
        await listener.take(source.opened("hall-1"))
        assert await listener.parked() == [(1, reason, "halls/no")]
        assert len(tries) == times


class TestForks:
    """A known event comes with another digest: somebody's history was rewritten."""

    async def test_it_is_parked_by_the_row(self, listener: Listener, source: Source) -> None:
        await listener.take(source.opened("hall-1"))
        await listener.take(Source().opened("hall-1", "elsewhere"))
        ((_, reason, _),) = await listener.parked()
        assert reason == "forked"
        assert await listener.row("hall-1") == (1, "north")

    async def test_it_is_parked_by_the_cause_where_no_row_is_kept(self, listener: Listener, source: Source) -> None:
        listener.consuming.rows = []
        await listener.take(source.opened("hall-1"))
        other = Source()
        other.offset = 7
        await listener.take(other.opened("hall-1", "elsewhere"))
        assert await listener.parked() == [(8, "forked", "key-reused")]


def test_a_type_has_one_reaction(listener: Listener) -> None:
    async def another(event: HallNamed, who: Any, service: Any) -> None:
        """A second one."""

    with pytest.raises(TypeError, match="two reactions"):
        listener.consuming.reactions(another)

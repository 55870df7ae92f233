"""The chain of digests: a history that was tampered with shows where."""

import copy
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from libs.chassis.tests.box_office import BUYER, asked
from libs.chassis.tests.language import TicketClosed, TicketEvent, TicketNoted, TicketSold

from chassis.store import broken_at, decoded, enveloped, recorded
from contracts.envelope import Envelope
from contracts.event import Registry
from contracts.personal import WITHHELD

EVENTS: list[TicketEvent] = [
    TicketSold(hall="hall-1", price=2**40, use_by=date(2026, 3, 7), buyer=BUYER),
    TicketNoted(text="阜平镇"),
    TicketClosed(closed_on=date(2026, 3, 6), signature="张三"),
]
HISTORY: list[Any] = recorded(EVENTS, asked("a"), 0, "")
COVERED = (
    "sequence",
    "type",
    "time",
    "actor",
    "agency",
    "township",
    "cause",
    "data",
    "personal",
    "fielddigests",
    "digest",
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all numbers and texts in a nested value."""
    if isinstance(value, dict):
        return [place for name, inner in value.items() for place in places(inner, (*path, name))]
    return [] if value is None else [path]


def flipped(value: Any) -> Iterator[Any]:
    """Yield the value with each of its bits changed."""
    if isinstance(value, int):
        yield from (value ^ (1 << bit) for bit in range(50))
        return
    raw = bytearray(str(value).encode())
    for at, bit in product(range(len(raw)), range(8)):
        raw[at] ^= 1 << bit
        yield raw.decode("utf-8", errors="surrogateescape")
        raw[at] ^= 1 << bit


PLACES = [
    (number, *place) for number, record in enumerate(HISTORY) for place in places({n: record[n] for n in COVERED})
]


def test_a_history_as_it_was_written_is_whole() -> None:
    assert broken_at(HISTORY) is None
    assert broken_at([]) is None


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)))
def test_every_flipped_bit_is_found(place: tuple[Any, ...]) -> None:
    damaged = copy.deepcopy(HISTORY)
    number, *path, last = place
    inner: Any = damaged[number]
    for name in path:
        inner = inner[name]
    variants = list(flipped(inner[last]))
    for variant in variants:
        inner[last] = variant
        assert broken_at(damaged) == number + 1, variant
    assert len(variants) >= 8


def test_what_is_missing_moved_or_added_is_found() -> None:
    assert broken_at(HISTORY[1:]) == 1
    assert broken_at([HISTORY[0], HISTORY[2]]) == 2
    assert broken_at([HISTORY[0], HISTORY[2], HISTORY[1]]) == 2
    assert broken_at([*HISTORY, HISTORY[2]]) == 4
    renumbered = [HISTORY[0], {**HISTORY[2], "sequence": 2}]
    assert broken_at(renumbered) == 2


@pytest.mark.parametrize("name", COVERED)
def test_a_part_that_is_gone_is_found(name: str) -> None:
    damaged = copy.deepcopy(HISTORY)
    del damaged[1][name]
    assert broken_at(damaged) == 2


def test_a_personal_value_that_was_slipped_in_is_found() -> None:
    damaged = copy.deepcopy(HISTORY)
    damaged[1]["personal"]["text"] = {"salt": "00", "value": "elsewhere"}
    assert broken_at(damaged) == 2


def test_a_lost_personal_value_leaves_the_chain_whole() -> None:
    lost = copy.deepcopy(HISTORY)
    del lost[0]["personal"]["buyer"]["value"]
    assert broken_at(lost) is None
    event = decoded(Registry.below(TicketEvent), lost[0])
    assert isinstance(event, TicketSold)
    assert event.buyer is WITHHELD
    assert event.price == 2**40


def test_a_history_read_back_gives_the_events() -> None:
    registry = Registry.below(TicketEvent)
    assert [decoded(registry, record) for record in HISTORY] == EVENTS


def test_equal_values_have_unequal_digests() -> None:
    other = recorded(EVENTS, asked("a"), 0, "")
    assert other[0]["fielddigests"] != HISTORY[0]["fielddigests"]


def test_the_wire_carries_the_public_part_and_the_digests() -> None:
    envelope = enveloped(HISTORY[0], "ticket-1", "tests")
    sent = f"{envelope!r} {envelope.headers()} {envelope.value().decode()}"
    assert BUYER not in sent
    assert HISTORY[0]["personal"]["buyer"]["salt"] not in sent
    assert Envelope.read(envelope.headers(), envelope.value()) == envelope
    assert envelope.fielddigests == HISTORY[0]["fielddigests"]


def test_no_repr_of_an_event_shows_personal_values() -> None:
    assert BUYER not in repr(EVENTS[0])
    assert BUYER not in str(EVENTS[0])

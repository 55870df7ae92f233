"""State as the facts that made it."""

from dataclasses import dataclass

import pytest

from contracts.event import Event
from contracts.folding import Landing
from contracts.personal import WITHHELD, Personal


class Opened(Event, type="tests.opened.v1"):
    by: str


class Noted(Event, type="tests.noted.v1"):
    text: Personal[str]
    page: int


class Shut(Event, type="tests.shut.v1"):
    pass


class Elsewhere(Event, type="tests.elsewhere.v1"):
    pass


@dataclass(frozen=True, kw_only=True)
class Book:
    opened: Opened
    notes: tuple[Noted, ...] = ()
    shut: Shut | None = None
    copies: int = 1


land = Landing(Book)


def test_the_first_event_makes_the_state() -> None:
    assert land(None, Opened(by="a")) == Book(opened=Opened(by="a"))


def test_an_event_lands_in_the_field_that_names_its_class() -> None:
    book = land(land(None, Opened(by="a")), Shut())
    assert book == Book(opened=Opened(by="a"), shut=Shut())


def test_a_later_event_replaces_and_a_tuple_collects() -> None:
    book = Book(opened=Opened(by="a"))
    for event in (Noted(text="x", page=1), Noted(text="y", page=2), Opened(by="b")):
        book = land(book, event)
    assert book.opened.by == "b"
    assert [note.page for note in book.notes] == [1, 2]


def test_only_the_public_part_lands() -> None:
    book = land(Book(opened=Opened(by="a")), Noted(text="x", page=1))
    assert book.notes[0].text is WITHHELD


def test_a_tuple_may_take_the_first_event() -> None:
    @dataclass(frozen=True)
    class Notes:
        notes: tuple[Noted, ...]

    assert Landing(Notes)(None, Noted(text="x", page=1)).notes[0].page == 1


def test_an_event_without_a_place_is_an_error() -> None:
    with pytest.raises(KeyError):
        land(Book(opened=Opened(by="a")), Elsewhere())


def test_a_class_has_one_field() -> None:
    @dataclass(frozen=True)
    class Twice:
        first: Opened
        last: Opened | None = None

    with pytest.raises(TypeError, match=r"Twice\.last: one field per event class"):
        Landing(Twice)


def test_a_field_has_one_class() -> None:
    @dataclass(frozen=True)
    class Union:
        either: Opened | Shut

    @dataclass(frozen=True)
    class Deep:
        opened: Opened
        rest: tuple[Noted | Shut, ...] = ()

    for state in (Union, Deep):
        with pytest.raises(TypeError, match="one field per event class"):
            Landing(state)

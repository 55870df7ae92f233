"""Every kind of breaking change is caught; what is allowed passes."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import pytest
from pydantic import Field, create_model

from contracts.event import Event
from contracts.topics import CASES, CLUES, Topic
from contracts.unit import Unit, figure_in
from contracts.values import Fen, Part, PowerCode, RestsOn, Value
from contracts_tool.compatibility import breaks
from contracts_tool.schemas import schema_of


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


class Dark(StrEnum):
    RED = "red"


class Bright(StrEnum):
    RED = "red"
    GREEN = "green"
    BLUE = "blue"


class Firm(Part):
    name: str
    light: Light


class FirmWithAge(Firm):
    age: int


class FirmWithNote(Firm):
    note: str = ""


class DarkFirm(Part):
    name: str
    light: Dark


class Closed(Value):
    name: str


class ClosedWithNote(Closed):
    note: str = ""


def change(old: Any, new: Any) -> list[str]:
    """Breaks of a field that was declared so and is now declared otherwise; None: it isn't there."""
    return breaks(schema(old), schema(new))


def schema(field: Any, topic: Topic = CASES) -> dict[str, Any]:
    fields: dict[str, Any] = {} if field is None else {"field": field}
    kind: type[Event] = create_model("Changed", __base__=Event, **fields)
    kind.type, kind.topic = "tests.changed.v1", topic
    return schema_of(kind)


BREAKING = {
    "removed": (str, None, "field: removed or renamed"),
    "new without a default": (None, str, "field: new, and without a default"),
    "lost its default": ((str, ""), str, "field: lost its default"),
    "default changed": ((str, "a"), (str, "b"), "field: default 'a', 'b' now"),
    "type": (str, int, "field: type 'string', 'integer' now"),
    "unit": (Fen, Annotated[int, figure_in(Unit.SQUARE_METRE)], "field: x-unit 'fen', 'square-metre' now"),
    "format": (date, str, "field: format 'date', nothing now"),
    "may be null": (str, str | None, "field: changed its type, 1 alternatives became 2"),
    "may no longer be null": (str | None, str, "field: changed its type, 2 alternatives became 1"),
    "narrower inside an alternative": (Light | None, Dark | None, "field: no longer allows 'green'"),
    "enum lost a member": (Light, Dark, "field: no longer allows 'green'"),
    "became an enum": (str, Light, "field: became an enum"),
    "is no enum any more": (Light, str, "field: is no longer an enum"),
    "maximum lowered": (Fen, Annotated[int, Field(ge=0, le=100)], "field: maximum 10000000000000, 100 now"),
    "maximum set": (int, Annotated[int, Field(le=100)], "field: maximum nothing, 100 now"),
    "minimum raised": (Annotated[int, Field(ge=0)], Annotated[int, Field(ge=1)], "field: minimum 0, 1 now"),
    "shorter": (str, Annotated[str, Field(max_length=5)], "field: maxLength nothing, 5 now"),
    "longer": (str, Annotated[str, Field(min_length=5)], "field: minLength nothing, 5 now"),
    "pattern set": (str, PowerCode, "field: pattern nothing, '^[A-Z]{2}-[0-9]{2}$' now"),
    "elements": (tuple[str, ...], tuple[int, ...], "field[]: type 'string', 'integer' now"),
    "elements of a mapping": (dict[str, int], dict[str, str], "field{}: type 'integer', 'string' now"),
    "length of a tuple": (tuple[str, str], tuple[str, str, str], "field: a tuple of 2 became one of 3"),
    "place of a tuple": (tuple[str, str], tuple[str, int], "field[1]: type 'string', 'integer' now"),
    "one became many": (str, tuple[str, ...], "field: type 'string', 'array' now"),
    "inside a part: removed": (FirmWithNote, Firm, "field.note: removed or renamed"),
    "inside a part: new": (tuple[Firm, ...], tuple[FirmWithAge, ...], "field[].age: new, and without a default"),
    "inside a part: enum": (Firm, DarkFirm, "field.light: no longer allows 'green'"),
    "closed object: new": (Closed, ClosedWithNote, "field.note: new in an object that was closed"),
    "object was closed": (dict[str, Any], Closed, "field{}: narrower than before"),
}


@pytest.mark.parametrize(("old", "new", "message"), BREAKING.values(), ids=BREAKING.keys())
def test_breaking_changes_are_caught(old: Any, new: Any, message: str) -> None:
    found = change(old, new)
    assert any(one.startswith(message) for one in found), found


def test_a_renamed_field_is_a_removed_and_a_new_one() -> None:
    class Before(Event, type="tests.renamed.v1", word="改名", topic=CASES):
        name: str

    class After(Event, type="tests.renamed.v1", word="改名", topic=CASES):
        title: str

    assert breaks(schema_of(Before), schema_of(After)) == [
        "name: removed or renamed",
        "title: new, and without a default",
    ]


def test_another_topic_is_caught() -> None:
    assert breaks(schema(str), schema(str, CLUES)) == ["event: x-topic 'cases.case', 'cases.clue' now"]


def test_another_number_of_partitions_is_caught() -> None:
    more = Topic(CASES.name, CASES.owner, CASES.readers, partitions=12)
    assert breaks(schema(str), schema(str, more)) == ["event: x-partitions 6, 12 now"]


ALLOWED = {
    "nothing": (Light, Light),
    "new with a default": (None, (str | None, None)),
    "new with an empty tuple": (None, (tuple[RestsOn, ...], ())),
    "got a default": (str, (str, "")),
    "enum gained a member": (Light, Bright),
    "enum of one gained a member": (Dark, Light),
    "enum gained a member inside an alternative": (Light | None, Bright | None),
    "wider": (Annotated[int, Field(ge=1, le=100)], Annotated[int, Field(ge=0, le=1000)]),
    "range gone": (Annotated[int, Field(ge=0, le=100)], int),
    "told its unit": (Annotated[int, Field(ge=0, le=10**13, strict=True)], Fen),
    "pattern gone": (PowerCode, str),
    "part gained a field with a default": (tuple[Firm, ...], tuple[FirmWithNote, ...]),
    "words": (Annotated[str, Field(description="a")], Annotated[str, Field(description="b", title="c")]),
    "anything as before": (dict[str, Any], dict[str, Any]),
}


@pytest.mark.parametrize(("old", "new"), ALLOWED.values(), ids=ALLOWED.keys())
def test_compatible_changes_pass(old: Any, new: Any) -> None:
    assert change(old, new) == []

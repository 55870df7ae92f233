"""What is personal never leaves: not in dumps, schemas, reprs or errors; it stands on events only."""

import copy
import json
import pickle
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, TypedDict

import pytest
from pydantic import BaseModel, Field, ValidationError

from contracts.event import Event, Registry
from contracts.personal import WITHHELD, Personal
from contracts.values import Party

SECRET = "李四 130624199001011234"


class Reported(Event, type="tests.reported.v1"):
    place: str
    informant: Personal[str]
    party: Personal[Party | None]
    remarks: Personal[tuple[str, ...]]


PARTY = Party(name=SECRET, number="1", address="x")
EVENT = Reported(place="东街", informant=SECRET, party=PARTY, remarks=(SECRET,))


def test_absent_from_everything_that_is_written() -> None:
    written = [EVENT.model_dump_json(), json.dumps(EVENT.public(), ensure_ascii=False), repr(EVENT), str(EVENT)]
    assert [text for text in written if SECRET in text or "informant" in text] == []
    assert EVENT.public() == {"place": "东街"}


def test_absent_from_the_published_schema() -> None:
    assert Reported.model_json_schema(mode="serialization")["properties"].keys() == {"place"}


def test_kept_at_home() -> None:
    assert EVENT.personal() == {
        "informant": SECRET,
        "party": {"name": SECRET, "number": "1", "address": "x"},
        "remarks": [SECRET],
    }
    assert Registry([Reported]).decode(Reported.type, EVENT.public(), EVENT.personal()) == EVENT


def test_foreign_readers_get_withheld() -> None:
    foreign = Registry([Reported]).decode(Reported.type, EVENT.public())
    assert isinstance(foreign, Reported)
    assert [foreign.informant, foreign.party, foreign.remarks] == [WITHHELD] * 3
    assert foreign.personal() == {}
    assert foreign == EVENT.without_personal()
    assert EVENT.informant == SECRET


def test_errors_do_not_show_the_value() -> None:
    with pytest.raises(ValidationError) as refused:
        Reported.model_validate({"place": "东街", "informant": [SECRET], "party": None, "remarks": ()})
    assert SECRET not in str(refused.value)


def test_using_what_was_withheld_says_so() -> None:
    with pytest.raises(LookupError, match="left at home"):
        WITHHELD.name  # noqa: B018
    assert f"{WITHHELD}" == "withheld"


def test_withheld_stays_one_thing() -> None:
    assert copy.deepcopy(WITHHELD) is copy.copy(WITHHELD) is pickle.loads(pickle.dumps(WITHHELD)) is WITHHELD
    assert EVENT.without_personal().model_copy(deep=True).personal() == {}


class Model(BaseModel):
    name: Personal[str]


class Outer(BaseModel):
    inner: tuple[Model, ...]


@dataclass
class Data:
    name: Personal[str]


class Typed(TypedDict):
    name: Personal[str]


class Named(NamedTuple):
    name: Personal[str]


type Alias = Personal[str]
type Generic[X] = Personal[X]


# Pydantic warns of some of these before the event class refuses them all.
@pytest.mark.filterwarnings("ignore::pydantic.warnings.UnsupportedFieldAttributeWarning")
@pytest.mark.parametrize(
    "annotation",
    [
        tuple[Personal[str], ...],
        list[Personal[str]],
        dict[str, Personal[str]],
        Personal[str] | None,
        tuple[int, dict[str, list[Personal[str]]]],
        Annotated[tuple[Personal[str], ...], Field(max_length=3)],
        Model,
        Model | None,
        Outer,
        dict[str, Outer],
        Data,
        tuple[Data, ...],
        Typed,
        Alias,
        Generic[str],
        tuple[Alias, ...],
    ],
    ids=[str(number) for number in range(16)],
)
def test_refused_anywhere_but_on_the_events_own_field(annotation: Any) -> None:
    with pytest.raises(TypeError, match="own field"):
        type("Leaky", (Event,), {"__annotations__": {"name": annotation}})


def test_a_constrained_personal_field_stays_personal() -> None:
    class Strict(Event, type="tests.strict.v1"):
        name: Annotated[Personal[str], Field(min_length=2)]

    assert Strict.personal_fields() == ["name"]
    assert Strict(name="ab").public() == {}

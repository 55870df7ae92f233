"""A code is a string enum in every respect, and can't be declared without its word."""

import copy
import json
import pickle
from enum import StrEnum

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.code import Code


class Colour(Code):
    """Colour of a light."""

    RED = "red", "红"
    GREEN = "green", "绿"


class Plain(StrEnum):
    """Colour of a light."""

    RED = "red"
    GREEN = "green"


def test_has_a_value_and_a_word() -> None:
    assert (Colour.RED.value, Colour.RED.word, str(Colour.RED), f"{Colour.RED}") == ("red", "红", "red", "red")
    assert {"red": 1}[Colour.RED] == 1
    assert Colour("green") is Colour.GREEN


def test_is_found_by_its_value_alone() -> None:
    with pytest.raises(ValueError, match="is not a valid Colour"):
        Colour("红")


def test_a_member_without_a_word_is_refused() -> None:
    with pytest.raises(TypeError, match="Dark: 'black' has no Chinese word"):

        class Dark(Code):
            BLACK = "black"


def test_survives_copies_and_pickles() -> None:
    assert copy.deepcopy(Colour.RED) is Colour.RED
    assert pickle.loads(pickle.dumps(Colour.RED)) is Colour.RED


def test_its_schema_tells_its_words_besides() -> None:
    words = {"red": "红", "green": "绿"}
    assert TypeAdapter(Colour).json_schema() == TypeAdapter(Plain).json_schema() | {
        "title": "Colour",
        "x-labels": words,
    }


def test_dump_and_validation_are_those_of_a_plain_enum() -> None:
    code, plain = TypeAdapter(Colour), TypeAdapter(Plain)
    assert code.dump_json(Colour.RED) == plain.dump_json(Plain.RED) == b'"red"'
    assert json.dumps([Colour.RED]) == '["red"]'
    assert code.validate_json('"green"') is Colour.GREEN
    with pytest.raises(ValidationError, match="'red' or 'green'"):
        code.validate_python("blue")


def test_plain_text_that_was_given_a_code_keeps_no_trace_of_it() -> None:
    text = TypeAdapter(str)
    assert type(text.validate_python(Colour.RED)) is str
    assert type(text.dump_python(Colour.RED, mode="json")) is str

"""Codes that people see: string enums whose members declare their Chinese words."""

from enum import StrEnum
from typing import Self

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

LABELS = "x-labels"
"""Keyword of a code's schema: the Chinese word of every value."""


class Code(StrEnum):
    """A string enum whose members have a Chinese `word`; schemas, stores and the wire hold the string alone.

    Two enums may share a code only with the same word: an answer has one label for it.
    """

    word: str

    def __new__(cls, value: str, word: str = "") -> Self:  # mypy reads `Role("head")` as a call of this
        if not word:
            raise TypeError(f"{cls.__name__}: {value!r} has no Chinese word")
        code = str.__new__(cls, value)
        code._value_ = value
        code.word = word
        return code

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        told = handler(schema)
        handler.resolve_ref_schema(told)[LABELS] = {code.value: code.word for code in cls}
        return told

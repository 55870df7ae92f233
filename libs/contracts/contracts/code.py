"""Codes that people see: an enum whose members declare their Chinese words."""

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A string enum like any other, in schemas, in stores and on the wire; `word` is what a person reads.

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

"""Chinese beside every code that people see."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum

from pydantic import BaseModel

from contracts.places import NAMES
from contracts.words import WORDS, Words

NONE: Words = {}


def label(code: StrEnum) -> str:
    """The Chinese word for a code of the published language."""
    return WORDS[type(code)][code]


def labels_in(value: object, own: Words = NONE) -> dict[str, str]:
    """Code → Chinese for every enum member, township and body anywhere in a value; `own` has a service's own words."""
    found = ((str(code), word(code, own)) for code in strings_in(value))
    return {code: chinese for code, chinese in found if chinese}


def word(code: str, own: Words) -> str | None:
    if isinstance(code, StrEnum):
        return (own.get(type(code)) or WORDS.get(type(code), {})).get(code)
    return NAMES.get(code)


def strings_in(value: object) -> Iterator[str]:
    """Every string of models, dataclasses and containers, keys included; what a dump leaves out is not seen."""
    match value:
        case str():
            yield value
        case Mapping():
            for key, inner in value.items():
                yield from strings_in(key)
                yield from strings_in(inner)
        case list() | tuple() | set() | frozenset():
            for inner in value:
                yield from strings_in(inner)
        case _:
            for name in attributes(value):
                yield from strings_in(getattr(value, name))


def attributes(value: object) -> list[str]:
    """What a model or a dataclass shows."""
    if isinstance(value, BaseModel):
        kind = type(value)
        shown = [name for name, field in kind.model_fields.items() if not field.exclude]
        return [*shown, *kind.model_computed_fields]
    if is_dataclass(value) and not isinstance(value, type):
        return [field.name for field in fields(value)]
    return []

"""Chinese beside every code that people see."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import Any

from pydantic import BaseModel

from contracts.articles import cited
from contracts.places import NAMES
from contracts.words import WORDS, Words

NONE: Words = {}

type Opener = Callable[[Any], Iterable[object]]


def label(code: StrEnum) -> str:
    """The Chinese word for a code of the published language."""
    return WORDS[type(code)][code]


def words_for(codes: Iterable[str], words: Mapping[str, str]) -> dict[str, str]:
    """Code → Chinese for plain text that a table knows; what it does not know stands for itself."""
    return {code: words[code] for code in codes if code in words}


def labels_in(value: object, own: Words = NONE) -> dict[str, str]:
    """Code → Chinese for every enum member, place, body and article in a value; `own` has a service's own words."""
    found: dict[str, str] = {}
    collect((value,), own, found)
    return found


def collect(values: Iterable[Any], own: Words, found: dict[str, str]) -> None:
    """Look at every string of models, dataclasses and containers; what a dump leaves out is not seen.

    Every answer is looked through, and most of what it holds is plain text: that comes first.
    """
    for value in values:
        if type(value) is str:
            if chinese := NAMES.get(value) or cited(value):
                found[value] = chinese
        elif isinstance(value, str):
            if chinese := word(value, own):
                found[str(value)] = chinese
        elif parts := OPENERS[type(value)]:
            collect(parts(value), own, found)


def word(code: str, own: Words) -> str | None:
    if isinstance(code, StrEnum):
        return (own.get(type(code)) or WORDS.get(type(code), {})).get(code)
    return NAMES.get(code) or cited(code)


def opener(kind: type[Any]) -> Opener | None:
    """How to get at the parts of a value, if it has any."""
    if issubclass(kind, Mapping):
        return entries
    if issubclass(kind, list | tuple | set | frozenset):
        return iter
    match attributes(kind):
        case []:
            return None
        case [name]:
            return lambda value: (getattr(value, name),)
        case names:
            return attrgetter(*names)


class Openers(dict[type[Any], Opener | None]):
    """Openers by type, each made when it is first asked for."""

    def __missing__(self, kind: type[Any]) -> Opener | None:
        self[kind] = opener(kind)
        return self[kind]


OPENERS = Openers()


def entries(value: Mapping[object, object]) -> Iterable[object]:
    return chain(value.keys(), value.values())


def attributes(kind: type[Any]) -> list[str]:
    """What a model or a dataclass shows; nothing for other types."""
    if issubclass(kind, BaseModel):
        shown = [name for name, field in kind.model_fields.items() if not field.exclude]
        return [*shown, *kind.model_computed_fields]
    return [field.name for field in fields(kind)] if is_dataclass(kind) else []

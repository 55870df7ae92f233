"""Chinese words beside the codes that people see."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

from pydantic import BaseModel

from contracts.articles import cited
from contracts.code import Code
from contracts.places import NAMES

type Opener = Callable[[Any], Iterable[object]]


def words(codes: Iterable[Code]) -> dict[str, str]:
    """Return code → Chinese for these members, or for all of an enum."""
    return {code.value: code.word for code in codes}


def words_for(texts: Iterable[str], kind: type[Code]) -> dict[str, str]:
    """Return code → Chinese for those plain texts that are codes of the enum."""
    known = words(kind)
    return {text: known[text] for text in texts if text in known}


def labels_in(value: object) -> dict[str, str]:
    """Return code → Chinese for every code, place, body and article in a value."""
    found: dict[str, str] = {}
    collect((value,), found)
    return found


def collect(values: Iterable[Any], found: dict[str, str]) -> None:
    """Visit every string of models, dataclasses and containers, except fields that a dump leaves out.

    Every answer is looked through, and most of what it holds is plain text: that comes first.
    """
    for value in values:
        if type(value) is str:
            if chinese := NAMES.get(value) or cited(value):
                found[value] = chinese
        elif isinstance(value, Code):
            found[str(value)] = value.word
        elif parts := OPENERS[type(value)]:
            collect(parts(value), found)


def texts_in(value: object) -> frozenset[str]:
    """Return every plain text that a dump of a value has, but for fields that are `codeless`; a code is none."""
    found: set[str] = set()
    waiting: list[Any] = [value]
    for one in waiting:
        kind = type(one)
        if kind is str:
            found.add(one)
        elif parts := UNTOLD[kind]:
            waiting += parts(one)
    return frozenset(found)


def opener(kind: type[Any], *, whole: bool) -> Opener | None:
    """Return the function that yields the parts of a value, `whole` or without those that are `codeless`."""
    if issubclass(kind, Mapping):
        return entries
    if issubclass(kind, list | tuple | set | frozenset):
        return iter
    codeless: frozenset[str] = frozenset() if whole else getattr(kind, "codeless", frozenset())
    match [name for name in attributes(kind) if name not in codeless]:
        case []:
            return None
        case [name]:
            return lambda value: (getattr(value, name),)
        case names:
            return attrgetter(*names)


class Openers(dict[type[Any], Opener | None]):
    """Openers by type, each made on first use."""

    def __init__(self, *, whole: bool) -> None:
        super().__init__()
        self.whole = whole

    def __missing__(self, kind: type[Any]) -> Opener | None:
        self[kind] = opener(kind, whole=self.whole)
        return self[kind]


OPENERS, UNTOLD = Openers(whole=True), Openers(whole=False)


def entries(value: Mapping[object, object]) -> Iterable[object]:
    return chain(value.keys(), value.values())


def attributes(kind: type[Any]) -> list[str]:
    """Return the names of the fields that a dump of a model or a dataclass has; none for other types."""
    if issubclass(kind, BaseModel):
        shown = [name for name, field in kind.model_fields.items() if not field.exclude]
        return [*shown, *kind.model_computed_fields]
    return [field.name for field in fields(kind)] if is_dataclass(kind) else []

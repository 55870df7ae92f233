"""What people typed, among all that an event tells."""

import re
from collections.abc import Iterator
from typing import Any, Final

from contracts.event import Event
from contracts.inspections import DrawHeld, SeedWitnessed

TYPED: Final = re.compile("(?s:.*[\u2e80-\U0010ffff].*)|[^A-Za-z]+[Xx]?")
"""With something in it that no code has, or nothing but a number."""


def typed_in(event: Event) -> tuple[str, ...]:
    """Return what people typed of what is published."""
    told = event.public()
    if isinstance(event, DrawHeld | SeedWitnessed):
        del told["seed"]  # numbers of a lottery, in which any may stand
    return tuple(texts_in(told))


def texts_in(value: Any) -> Iterator[str]:
    match value:
        case str() if TYPED.fullmatch(value):
            yield value
        case dict():
            for inner in value.values():
                yield from texts_in(inner)
        case list():
            for inner in value:
                yield from texts_in(inner)

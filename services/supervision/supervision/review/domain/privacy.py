"""What is published tells nobody's number (X-33)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from contracts.inspections import DrawHeld, SeedWitnessed
from supervision.review.domain.finding import PRIVACY, Finding
from supervision.review.domain.history import History
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law

TYPED: Final = re.compile("(?s:.*[\u2e80-\U0010ffff].*)|[^A-Za-z]+[Xx]?")
"""With something in it that no code has, or nothing but a number."""
BORN: Final = r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
PERSONS_NUMBER: Final = re.compile(rf"[1-9]\d{{5}}{BORN}\d{{3}}[\dX]")
TELEPHONE: Final = re.compile(r"(?:(?:00)?86)?1[3-9]\d{9}")
GROUP: Final = re.compile(r"[0-9]+X?")
BETWEEN: Final = re.compile(r"[-\s().·•_\u2212]{0,3}")
LONGEST: Final = 18
NO_TELEPHONE: Final = re.compile(r"1[3-9]?[^\d\s].*|130624-.*|.*\.\d\d?\D?|.*[元万]", re.DOTALL)
"""Numbers of houses, contracts and bodies, and amounts of money, as they are written."""


def privacy(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find numbers of persons and telephones in what is published (X-33, APL 50)."""
    for one in history.events:
        told = one.event.public()
        if isinstance(one.event, DrawHeld | SeedWitnessed):
            del told["seed"]  # numbers of a lottery, in which any may stand
        for text in texts_in(told):
            if number := told_by(text):
                yield PRIVACY.found(one, f"公开的内容含有{number}")


@lru_cache(maxsize=4_096)  # a file is read again whenever it grows
def told_by(text: str) -> str:
    """Return the kind of number that the text tells, or nothing."""
    numbers = dict(numbers_in(text))
    if any(PERSONS_NUMBER.fullmatch(digits) for digits in numbers.values()):
        return "居民身份证号码"
    if any(TELEPHONE.fullmatch(numbers[at]) and not NO_TELEPHONE.fullmatch(at) for at in numbers):
        return "电话号码"
    return ""


def texts_in(value: Any) -> Iterator[str]:
    """Yield what people typed."""
    match value:
        case str() if TYPED.fullmatch(value):
            yield value
        case dict():
            for inner in value.values():
                yield from texts_in(inner)
        case list():
            for inner in value:
                yield from texts_in(inner)


def numbers_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers in a text, as written with what follows, and as digits: groups side by side may be one."""
    plain = "".join(map(plainly, unicodedata.normalize("NFKC", text).upper()))
    groups = [*GROUP.finditer(plain)]
    for index, first in enumerate(groups):
        digits, end = "", first.start()
        for group in groups[index:]:
            if not BETWEEN.fullmatch(plain, end, group.start()) or len(digits) > LONGEST:
                break
            digits, end = digits + group[0], group.end()
            yield plain[first.start() : end] + plain[end:].lstrip()[:1], digits


def plainly(character: str) -> str:
    """Return one kind of dash, and nothing for what nobody sees."""
    category = unicodedata.category(character)
    return "-" if category == "Pd" else "" if category == "Cf" else character

"""What is published tells nobody's number (X-33)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from contracts.identity_number import is_identity_number
from supervision.review.domain.finding import PRIVACY, Finding
from supervision.review.domain.history import History
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law

BORN: Final = r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
PERSONS_NUMBER: Final = re.compile(rf"[1-9]\d{{5}}{BORN}\d{{3}}[\dX]")
TELEPHONE: Final = re.compile(r"(?:(?:00)?86)?0?1[3-9]\d{9}")
ABROAD: Final = ("86", "0086", "0")
SPOKEN: Final = {
    re.compile(r".*", re.DOTALL): frozenset({(3, 4, 4), (3, 8)}),
    re.compile(r"[-\s]*"): frozenset({(7, 4), (4, 4, 3)}),
    re.compile(r"\s*"): frozenset({(2, 4, 5), (1,) * 11}),
}
"""Lengths of the groups in which people say a telephone number, by the signs that part them."""
GROUP: Final = re.compile(r"[0-9]+X?")
BETWEEN: Final = re.compile(r"[-\s().·•_\u2212]{0,3}")
LONGEST: Final = 18
NEAR: Final = 16
NO_TELEPHONE: Final = re.compile(
    r"1[3-9]?[^\d\s].*|130624-.*|.*\.\d\d?\D?|.*[元万亿角分平立米千公毫厘微兆吨斤克升伏瓦赫KMCV]", re.DOTALL
)
"""Numbers of houses, contracts and bodies, amounts of money and measures, as they are written."""
NUMBERED: Final = re.compile(r"(?:[许证批编款据第]|地块|[^\d机话信系]号)(?:\W|\(\w{1,4}\))*")
"""What stands before the digits of a licence, a batch or a document."""


@dataclass(frozen=True)
class Number:
    """Groups of digits side by side, the signs that part them, as `written` with what follows, and what is `before`."""

    before: str
    groups: tuple[str, ...]
    signs: str
    written: str

    @property
    def digits(self) -> str:
        return "".join(self.groups)


def privacy(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find numbers of persons and telephones in what is published (X-33, APL 50)."""
    for one in history.events:
        for text in one.typed:
            if number := told_by(text):
                yield PRIVACY.found(one, f"公开的内容含有{number}")


@lru_cache(maxsize=4_096)  # a file is read again whenever it grows
def told_by(text: str) -> str:
    """Return the kind of number that the text tells, or nothing."""
    numbers = [*numbers_in(text)]
    if any(is_identity(number) for number in numbers):
        return "居民身份证号码"
    return "电话号码" if any(is_telephone(number) for number in numbers) else ""


def is_identity(number: Number) -> bool:
    """Tell whether it is a person's number, or one stands in a longer run of digits."""
    if PERSONS_NUMBER.fullmatch(number.digits):
        return True
    windows = (run[at : at + LONGEST] for run in number.groups for at in range(len(run) - LONGEST + 1))
    return any(PERSONS_NUMBER.fullmatch(one) and is_identity_number(one) for one in windows)


def is_telephone(number: Number) -> bool:
    """Tell whether it is a mobile number as people write one, and none of a house, a licence or an amount."""
    if not TELEPHONE.fullmatch(number.digits) or NO_TELEPHONE.fullmatch(number.written):
        return False
    groups = number.groups[1:] if number.groups[0] in ABROAD else number.groups
    if len(groups) > 1:
        lengths = tuple(map(len, groups))
        return any(signs.fullmatch(number.signs) and lengths in spoken for signs, spoken in SPOKEN.items())
    return not any(NUMBERED.fullmatch(number.before, start) for start in range(len(number.before)))


def numbers_in(text: str) -> Iterator[Number]:
    """Yield the numbers in a text: groups side by side may be one."""
    plain = "".join(map(plainly, unicodedata.normalize("NFKC", text).upper()))
    found = [*GROUP.finditer(plain)]
    for index, first in enumerate(found):
        groups: tuple[str, ...] = ()
        signs, end = "", first.start()
        for group in found[index:]:
            if not BETWEEN.fullmatch(plain, end, group.start()) or sum(map(len, groups)) > LONGEST:
                break
            signs += plain[end : group.start()]
            groups, end = (*groups, group[0]), group.end()
            before, after = plain[max(0, first.start() - NEAR) : first.start()], plain[end:].lstrip()[:1]
            yield Number(before, groups, signs, plain[first.start() : end] + after)


def plainly(character: str) -> str:
    """Return one kind of dash, and nothing for what nobody sees."""
    category = unicodedata.category(character)
    return "-" if category == "Pd" else "" if category == "Cf" else character

"""Finding by a word: any part of a text, read in one width and case, without dots, brackets and blanks."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from chassis.documents.port import Document
from contracts import texts

LAST_CHARACTER: Final = "\U0010ffff"
LONGEST_PART: Final = 24
"""Letters of a part that count: with whole ends, an index would hold the square of a text."""
MOST_LETTERS: Final = 200


def ends_of(*given: str) -> list[str]:
    """Return every end of the texts, cut short: whatever part is looked for begins one of them."""
    whole = [letters(text)[:MOST_LETTERS] for text in given]
    return sorted({text[start : start + LONGEST_PART] for text in whole for start in range(len(text))})


def begins_with(part: str) -> Document:
    """Return what a field of such ends must hold for the part to be found."""
    beginning = letters(part)[:LONGEST_PART]
    return {"$elemMatch": {"$gte": beginning, "$lt": beginning + LAST_CHARACTER}}


def found_in(part: str, given: Iterable[str]) -> bool:
    """Tell whether the part is found in one of the texts."""
    return any(letters(part) in letters(text) for text in given)


def letters(text: str) -> str:
    """Return the letters and digits of a text in one width and case."""
    return "".join(character for character in texts.folded(text) if unicodedata.category(character)[0] in "LN")

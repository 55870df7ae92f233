"""What a firm is found by: any part of its name, written or as the initials of its pinyin."""

import unicodedata

from contracts import texts
from credit.firms.domain.firm import Firm

LAST_CHARACTER = "\U0010ffff"


def found_by(firm: Firm) -> list[str]:
    """Return every end of the firm's name, and of its initials: whatever part is looked for begins one of them."""
    name = letters(firm.registered.name)
    return sorted({whole[start:] for whole in (name, initials(name)) for start in range(len(whole))})


def range_of(part: str) -> dict[str, str]:
    """Return the range of the texts that begin with the part."""
    beginning = letters(part)
    return {"$gte": beginning, "$lt": beginning + LAST_CHARACTER}


def letters(text: str) -> str:
    """Return the letters and digits of a text in one width and case: no dots, brackets or blanks."""
    return "".join(character for character in texts.folded(text) if unicodedata.category(character)[0] in "LN")


def initials(name: str) -> str:
    """Return the first letters of the syllables (FPXLX for 阜平县老乡); what is no Han character stays."""
    from pypinyin import Style, lazy_pinyin  # half a second, and 50 MB that only writers need

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).upper()

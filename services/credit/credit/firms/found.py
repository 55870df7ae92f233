"""What a firm is found by: any part of its name, written or as the initials of its pinyin."""

from chassis.documents import ends_of, letters
from credit.firms.domain.firm import Firm


def found_by(firm: Firm) -> list[str]:
    name = letters(firm.registered.name)
    return ends_of(name, initials(name))


def initials(name: str) -> str:
    """Return the first letters of the syllables (FPXLX for 阜平县老乡); what is no Han character stays."""
    from pypinyin import Style, lazy_pinyin  # half a second, and 50 MB that only writers need

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).upper()

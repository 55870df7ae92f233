"""Chinese numerals as digits: articles are cited and looked for in either."""

import re
from typing import Final

DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS: Final = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
NUMERALS: Final = re.compile(f"[{''.join((*DIGITS, *UNITS))}]+")


def in_digits(text: str) -> str:
    """Return the text with digits in the place of its Chinese numerals: 第1131条 for 第一千一百三十一条."""
    return NUMERALS.sub(digits, text)


def digits(found: re.Match[str]) -> str:
    """Return the digits of one numeral, with units (一千一百三十一) or without (一一三一)."""
    numeral = found.group()
    if not UNITS.keys() & set(numeral):
        return "".join(str(DIGITS[character]) for character in numeral)
    whole = section = digit = 0
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character == "万":
            whole, section, digit = (whole + section + digit or 1) * UNITS["万"], 0, 0
        else:
            section, digit = section + (digit or 1) * UNITS[character], 0
    return str(whole + section + digit)

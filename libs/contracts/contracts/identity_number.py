"""The citizen's identity number and its check character (GB 11643-1999).

Cards of foreigners with permanent residence have numbers of the same form since 2023: 9, two digits of the place, three
of the country, and then like a citizen's.
"""

import re
from datetime import date

WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
CHECK_CHARACTERS = "10X98765432"
FORM = re.compile(r"[0-9]{17}[0-9X]")
REGION = re.compile(r"(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])[0-9]{4}|9[0-9]{3}(?!01)[0-9]{2}")
"""What it may begin with. No country's number ends in 01 (GB/T 2659), but a credit code may have 01 there."""
CENTURIES = ("18", "19", "20")


def check_character(body: str) -> str:
    """Return the 18th character for the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def is_formed(number: str) -> bool:
    """Tell whether length and characters are those of an identity number: those of no other document of a person."""
    return bool(FORM.fullmatch(number))


def is_identity_number(number: str) -> bool:
    """Tell whether it has a region, a day of birth, and the check character that the 17 digits give."""
    if not is_formed(number) or not REGION.match(number) or number[6:8] not in CENTURIES:
        return False
    return is_day(number) and number[-1] == check_character(number[:-1])


def checked(number: str) -> str:
    """Return the number; raise ValueError with the reason, in Chinese, if it is none of an identity card."""
    if not is_identity_number(number):
        raise ValueError("居民身份证号码应为 18 位，其行政区划、出生日期和校验码须相符")
    return number


def of_nobody(number: str) -> str:
    """Return a number that is published; raise ValueError, in Chinese, if it is that of a person."""
    if is_identity_number(number):
        raise ValueError("此项对外公开，不得填写居民身份证号码")
    return number


def is_day(number: str) -> bool:
    try:
        born_on(number)
    except ValueError:
        return False
    return True


def born_on(number: str) -> date:
    """Return the day of birth that an identity number tells."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))

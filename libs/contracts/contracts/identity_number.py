"""The citizen's identity number and its check character (GB 11643-1999)."""

from datetime import date

LENGTH = 18
WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
CHECK_CHARACTERS = "10X98765432"


def check_character(body: str) -> str:
    """Return the 18th character for the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def is_identity_number(number: str) -> bool:
    """Tell whether it has 17 digits with a day of birth in them, and the check character that they give."""
    body = number[:-1]
    if len(number) != LENGTH or not (body.isascii() and body.isdigit()):
        return False
    return is_day(number) and number[-1] == check_character(body)


def checked(number: str) -> str:
    """Return the number; raise ValueError with the reason, in Chinese, if it is none of an identity card."""
    if not is_identity_number(number):
        raise ValueError("居民身份证号码应为 18 位，其出生日期和校验码须相符")
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

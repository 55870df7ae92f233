"""The unified social credit code and its check character (GB 32100-2015)."""

from contracts.identity_number import is_identity_number

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(3**place % 31 for place in range(17))
LENGTH = 18
AUTHORITIES = "123456789ANY"
PROVINCES = frozenset(
    {*range(10, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82}
)
"""The first two digits of a region of registration; 10 is the central authorities'."""
HOUSEHOLD = "92"
"""What the code of an individual household begins with: market regulation, individual household."""


def check_character(body: str) -> str:
    """Return the 18th character for the first 17."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def checked(code: str) -> str:
    """Return the code; raise ValueError if a character, the length or the check character is wrong."""
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        raise ValueError("统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z）")
    if code[-1] != check_character(code[:-1]):
        raise ValueError("统一社会信用代码校验位不符")
    return code


def issued(code: str) -> str:
    """Return the code; raise ValueError if no authority issues such a code, or it is the identity number of a person.

    A person's number may pass every other check, and codes are published.
    """
    if code[0] not in AUTHORITIES or not code[2:8].isdigit() or int(code[2:4]) not in PROVINCES:
        raise ValueError("统一社会信用代码的登记管理部门或者行政区划代码不存在，请核对营业执照")
    if is_identity_number(code):
        raise ValueError("此号码是居民身份证号码，不是统一社会信用代码")
    return code


def is_household(code: str) -> bool:
    """Tell whether the code is one of an individual household (个体工商户)."""
    return code.startswith(HOUSEHOLD)


def is_code(text: str) -> bool:
    """Tell whether an authority issues such a code, and its check character holds."""
    return is_issued(text) and text[-1] == check_character(text[:-1])


def is_issued(text: str) -> bool:
    """Tell whether length, characters, authority and region are those of a code, whatever its check character."""
    try:
        return len(text) == LENGTH and set(text) <= set(ALPHABET) and issued(text) == text
    except ValueError:
        return False

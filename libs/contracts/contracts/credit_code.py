"""The unified social credit code and its check character (GB 32100-2015)."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(3**place % 31 for place in range(17))
LENGTH = 18


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

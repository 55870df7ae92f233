"""The unified social credit code (GB 32100-2015)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from contracts.credit_code import ALPHABET, check_character, checked
from contracts.values import SocialCreditCode

CODE: TypeAdapter[str] = TypeAdapter(SocialCreditCode)

# The example of the standard, then codes of known firms.
OFFICIAL = [
    "91350100M000100Y43",
    "91110000600037341L",
    "9144030071526726XG",
    "91330100799655058B",
    "914403001922038216",
    "91110000802100433B",
]

codes = st.text(st.sampled_from(ALPHABET), min_size=17, max_size=17).map(lambda body: body + check_character(body))


@pytest.mark.parametrize("code", OFFICIAL)
def test_official_codes_are_accepted(code: str) -> None:
    assert CODE.validate_python(code) == code


def test_the_alphabet_leaves_out_what_looks_alike() -> None:
    assert len(ALPHABET) == 31
    assert set("IOSVZ").isdisjoint(ALPHABET)


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_changed_character_is_found(code: str, place: int, other: str) -> None:
    changed = code[:place] + other + code[place + 1 :]
    assert checked(code) == code
    if changed != code:
        with pytest.raises(ValueError, match="校验位"):
            checked(changed)


@pytest.mark.parametrize(
    "code",
    [
        "",
        OFFICIAL[0][:-1],
        OFFICIAL[0] + "3",
        OFFICIAL[0].lower(),
        " " + OFFICIAL[0][1:],
        OFFICIAL[0][:-1] + "\n",
        *(OFFICIAL[0][:8] + letter + OFFICIAL[0][9:] for letter in "IOSVZ"),
        "９" + OFFICIAL[0][1:],
    ],
)
def test_wrong_lengths_and_letters_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match="18 位"):
        checked(code)
    with pytest.raises(ValidationError):
        CODE.validate_python(code)


def test_a_wrong_check_character_is_refused_in_chinese() -> None:
    with pytest.raises(ValidationError, match="校验位不符"):
        CODE.validate_python("91350100M000100Y44")

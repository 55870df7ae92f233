"""The citizen's identity number (GB 11643-1999), and what is none, though it looks like one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.credit_code import is_code, issued
from contracts.identity_number import born_on, check_character, is_formed, is_identity_number


def checked(body: str) -> str:
    return body + check_character(body)


@pytest.mark.parametrize(
    "body",
    ["13062418010101001", "13062420260228001", "83000019900101001", "91184019900101001"],
    ids=["of the sample", "a child", "of Taiwan", "a foreigner's card"],
)
def test_numbers_of_persons(body: str) -> None:
    assert is_identity_number(checked(body))


@pytest.mark.parametrize(
    "body",
    [
        "00000019900101001",
        "16062419900101001",
        "91310120180101001",
        "13062417991231001",
        "13062421000101001",
        "13062419900230001",
        "13062400010101001",
    ],
)
def test_no_region_and_no_day_of_birth_that_can_be(body: str) -> None:
    assert is_formed(checked(body))
    assert not is_identity_number(checked(body))


def test_the_check_character_holds() -> None:
    number = checked("13062419900101001")
    assert born_on(number) == date(1990, 1, 1)
    assert [is_identity_number(number[:-1] + last) for last in "0123456789X"].count(True) == 1
    assert not any(map(is_formed, ("", number[:-1], number[:-1] + "x", f"{number}\n")))


# Both checks hold for each of them.
@pytest.mark.parametrize("number", ["131002196005020220"])
def test_a_persons_number_is_no_credit_code(number: str) -> None:
    assert is_identity_number(number)
    assert not is_code(number)
    with pytest.raises(ValueError, match="身份证"):
        issued(number)


@given(st.dates(date(1801, 1, 1), date(2099, 12, 31)), st.integers(0, 999), st.sampled_from(["131002", "911840"]))
def test_no_number_is_both(born: date, order: int, region: str) -> None:
    number = checked(f"{region}{born:%Y%m%d}{order:03}")
    assert is_identity_number(number)
    assert not is_code(number)

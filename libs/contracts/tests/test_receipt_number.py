"""A finance receipt has one number, whatever the writing (X-26)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.texts import receipt_number


@pytest.mark.parametrize(
    "text",
    [
        "№ 0012-3456",
        "No.00123456",
        "00123456",
        "（0012）3456",
        "〔0012〕3456",
        "[0012]3456",
        "0012/3456",
        "NO 0012 3456",
    ],
)
def test_a_receipt_is_the_same_in_any_writing(text: str) -> None:
    assert receipt_number(text) == "00123456"


@pytest.mark.parametrize(
    "text",
    [
        "第冀财0012345号",
        "票据号：冀财0012345",
        "冀财 编号 0012345",
        "冀财0012345号",
        "冀财 No.0012345",
        "冀财字第 № 0012345 号",
        "财政票据号码：冀财0012345",
        "冀财0012345（第一联）",
        "冀财0012345 (第1联)",
        "冀财0012345【收据联】",
        "冀财0012345 第二联",
        "冀财0012345 收据联",
        "冀财0012345号存根联",
        "冀财0012345（复印件）",
        "冀财0012345副本",
    ],
)
def test_words_of_a_receipt_that_only_name_its_number_do_not_count(text: str) -> None:
    assert receipt_number(text) == receipt_number("冀财0012345") == "冀财0012345"


def test_nothing_is_left_out_of_a_receipt_that_has_only_words() -> None:
    assert len({receipt_number(text) for text in ("第号", "票据", "冀财", "京财")}) == 4


@given(st.text("票据第号编字NO0123冀-. 收一联()副本"))
def test_a_receipt_in_its_writing_stays_so(text: str) -> None:
    assert receipt_number(receipt_number(text)) == receipt_number(text)


def test_letters_of_a_receipt_count() -> None:
    assert len({receipt_number(text) for text in ("P-0001", "Q-0001", "KNO1", "K1")}) == 4

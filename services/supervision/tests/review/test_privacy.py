"""What may be published is no finding, and what tells somebody's number is one (X-33)."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contracts.texts import public
from supervision.review.domain.privacy import told_by

LAWFUL = (
    "农药经许（冀）13062420012",
    "1600/1800/200 毫米",
    "13900/138000 伏",
    "批号 15820260901",
    "地块 130624100-12",
    "150-200-300-12 型",
    "18650-260010",
    "186.16.100.201",
)
TELLING = (
    "13800001234",
    "138-0000-1234",
    "138 0000 1234",
    "+86 13800001234",
    "手机号 13800001234",
    "1 3 8 0 0 0 0 1 2 3 4",
    "王老五13062419900101001013800001234",
)
WORDS = st.sampled_from(
    ["", "电话", "手机号", "批号 ", "许（冀）", "共", "地块 ", "合同号：", " 元", "号楼", " 毫米", "、"]
)
PARTS = st.lists(
    st.tuples(
        st.from_regex("1[3-9][0-9]|1[3-9][0-9]{9}|[0-9]{4}|[0-9]{1,12}", fullmatch=True), st.sampled_from("- ./、")
    ),
    max_size=5,
)


@pytest.mark.parametrize("text", LAWFUL)
def test_licences_batches_and_measures_are_nobodys_numbers(text: str) -> None:
    assert told_by(text) == ""


@pytest.mark.parametrize("text", TELLING)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert told_by(text)


@given(WORDS, PARTS, WORDS)
@settings(max_examples=1_500)
@example("", [("1300", "."), ("0000", "-"), ("130", "-")], "")
@example("", [("138", " "), ("0000", "-"), ("1234", " ")], "毫米")
@example("批号 ", [("15820260901", " ")], "")
def test_what_was_accepted_is_no_finding(before: str, parts: list[tuple[str, str]], after: str) -> None:
    text = f"门前{before}{''.join(digits + sign for digits, sign in parts)}{after}"
    try:
        public(text)
    except ValueError:
        return
    assert told_by(text) == "", text

"""What people type is kept in one form, and what nobody can read is refused (K2)."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contracts.identity_number import check_character
from contracts.texts import folded, identifier, is_invisible, lines, name, one_line, public


@pytest.mark.parametrize(
    "text",
    ["阜平镇东街 12 号", "𠮷野家", "José", "Müller", "Café “é”…", "一、涉嫌占道；二、拒不改正。", "50 ㎡", "é"],
)
def test_what_can_be_read_is_kept(text: str) -> None:
    assert one_line(text) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\u200b", "U+200B"),
        ("撤销\u200b", "U+200B"),
        ("\ufeff王老五", "U+FEFF"),
        ("软\u00ad连字", "U+00AD"),
        ("某\u034f店", "U+034F"),
        ("某店\u202e", "U+202E"),
        ("某\u3164店", "U+3164"),
        ("某\ue000店", "U+E000"),
        ("某\x00店", "U+0000"),
        ("某\u0378店", "U+0378"),
        ("葛\U000e0100", "U+E0100"),
        ("某\ufffd店", "乱码"),
        ("阜平县饭店".encode("gbk").decode("latin-1"), "乱码"),
        ("阜平县饭店".encode().decode("latin-1"), "乱码"),
        ("å¹¸ç¦…", "乱码"),
        ("é˜œå¹³…", "乱码"),
        ("阜平镇é˜œå¹³", "乱码"),
        ("锟斤拷饭店", "乱码"),
        ("ï¿½ï¿½", "乱码"),
        ("鍖椾含", "乱码"),
        ("名称：鏂囧瓧娴嬭瘯", "乱码"),
        ("……", "须含有文字"),
        ("·", "须含有文字"),
    ],
)
def test_what_nobody_can_read_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("+", r"\+")):
        one_line(text)


def test_a_text_of_several_lines_keeps_them() -> None:
    assert lines("一、\r\n二、\t三") == "一、\n二、\t三"


def test_a_name_has_one_kind_of_middle_dot() -> None:
    assert {name(f"买买提{dot}艾力") for dot in "·•・･"} == {"买买提·艾力"}


def test_a_cell_of_two_lines_is_one() -> None:
    assert one_line("阜平镇，\r\n1号") == "阜平镇， 1号"


def test_what_was_composed_of_two_is_one() -> None:
    assert one_line("e\u0301") == "\u00e9"


@pytest.mark.parametrize(
    "text",
    [
        "电话13931200000",
        "住户 130624199003074512",
        "１３９３１２０００００",
        "13 9312 00000",
        "138-0013-8000",
        "138.0013.8000",
        "+8613800138000",
        "0086-138—0013—8000",
        "（138）0013·8000",
        "村口5 13800138000",
        "A13800138000B",
        "大街3 130624199001010012",
        "130624-19900101-0012",
        "130624 1990 0101 001x 室",
        "138/1234/5678",
        "138：12345678",
        "电话一三八一二三四五六七八",
        "电话१३८१२३४५६७८",
        "138OO138OOO",
        "130624/19900101/0012",
        "一三〇六二四一九九〇〇一〇一〇〇一二",
        "138，1234，5678",
        "138、1234、5678 联系",
        "王某 139, 1234; 5678",
        "13062419，900307、451X",
        "户 3、130624，1990，0307，451X",
        "a130624199001010012b",
        "手机号13800138000",
        "电话号：138-0013-8000",
        "东街12号 13800138000",
        "三号院一三八〇〇一三八〇〇〇",
        "1380 0138 000",
        "138-00138000",
        "1380013 8000",
        "1 3 8 0 0 1 3 8 0 0 0",
        "13062412345",
        "13800138000分机 2",
        "身份证已核，13800138000",
        "王老五13062419900101001013800001234家门口",
        "13800001234130624199001010010",
        "电话013800001234",
        "0138 0000 1234",
        "0-138-0000-1234",
        "+86 0138 0000 1234",
        "壹叁捌零零零零壹贰叁肆",
        "幺三八零零零零一二三四",
        "❶❸❽00001234",
        "13800001234一层",
        "联系13800001234陆某",
        "138+0000+1234",
        "138*0000*1234",
        "138|00001234",
        "130624+19900101+0010",
        "130624*199001010010",
        "130624|199001010010",
    ],
)
def test_a_persons_number_is_not_published(text: str) -> None:
    with pytest.raises(ValueError, match="公开"):
        public(text)


@pytest.mark.parametrize(
    "text",
    [
        "国道 207 线 K123+400",
        "合同编号 2026090112345678901",
        "合同 15-2025-00012",
        "91130624MA0000001L 门前",
        "914403001922038216",
        "阜政发〔2025〕3号",
        "冀(2019)阜平县不动产权第0001234号",
        "13-2-1801，15-3-1602",
        "东街 13 15 17 19 21 23 号",
        "2025-11-13 2025-12-31",
        "2025.11.13-2025.12.31",
        "处 15000-200000 元，合计 138001380.00",
        "HB-130624-12345",
        "12345热线、0312-7221234",
        "罚款 135,000,000.00 元",
        "二〇二六年十一月二十九日第一三八号",
        "13:45:10 至 14:20:30",
        "OA 平台 O2O 门店",
        "依据民法典第157、1165、1179条",
        "依据第 150、157、1165、1179、1180 条",
        "罚款 150、2000、3000 元",
        "135，1200，3400 平方米",
        "130624，199003，074512",
        "150、2000、300",
        "第 10，11，12，13，14，15，16，17，18 项",
        "1,350,000、1,380,000、13,900,000 元",
        "农资店（农药经许（冀）13062420012）",
        "广告牌 1600/1800/200 毫米",
        "13900/138000 伏线路下",
        "批号 15820260901",
        "批次号：15820260901",
        "合同编号 18020260101",
        "地块 13062410012",
        "地块 130624100-12",
        "第 15012345678 号票据",
        "150-200-300-12 型",
        "DN150-180-200-30",
        "规格 150/180/200/25",
        "158.5/160.2/155 厘米",
        "型号 18650-260010",
        "186.16.100.201",
        "15012345678 千瓦",
        "130624199001010011138",
        "道路运输证 130624000123",
        "桩号 K138+000 至 K139+234",
        "面积 1380*1200*150",
        "人民币壹万叁仟捌佰元整",
        "21380000123",
        "23800001234",
        "伍陆柒号",
    ],
)
def test_other_numbers_are(text: str) -> None:
    assert public(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "13062419900307451x",
        " 130624 19900307 451X",
        "130624-19900307-451X",
        "１３０６２４19900307451Ｘ",
        "130624\u200b19900307451X",
    ],
)
def test_a_number_is_the_same_in_any_writing(text: str) -> None:
    assert identifier(text) == "13062419900307451X"


DAYS = st.dates(date(1900, 1, 1), date(2026, 1, 1))
FIGURES = st.integers(0, 9999).map(str)
BODIES = st.builds(
    "{}{:%Y%m%d}{:03}".format, st.sampled_from(["130624", "110101", "650102"]), DAYS, st.integers(0, 999)
)
COMMAS = [",", "，", "、", "；", "， ", " 、"]
SEPARATORS = st.sampled_from([*COMMAS, "+", "|", "*"])


@given(BODIES, st.sets(st.integers(1, 17)), st.lists(SEPARATORS, min_size=17, max_size=17))
def test_an_identity_number_is_found_whatever_parts_its_groups(body: str, cuts: set[int], parts: list[str]) -> None:
    whole = body + check_character(body)
    written = "".join(parts[place - 1] * (place in cuts) + digit for place, digit in enumerate(whole))
    with pytest.raises(ValueError, match="身份证"):
        public(f"当事人 {written}，已告知")


@given(BODIES, st.text("0123456789"), st.text("0123456789"))
def test_an_identity_number_is_found_within_other_digits(body: str, before: str, after: str) -> None:
    with pytest.raises(ValueError, match="公开"):
        public(f"当事人{before}{body}{check_character(body)}{after}，已告知")


@given(st.integers(13, 19), st.integers(0, 10**9 - 1), SEPARATORS, SEPARATORS)
def test_a_mobile_number_is_found_in_its_usual_groups(net: int, rest: int, one: str, other: str) -> None:
    digits = f"{net}{rest:09}"
    with pytest.raises(ValueError, match="公开"):
        public(f"联系 {digits[:3]}{one}{digits[3:7]}{other}{digits[7:]}。")


@given(st.lists(FIGURES, min_size=1, max_size=6), st.sampled_from(COMMAS), st.sampled_from(["元", "条", " 项", "米"]))
def test_a_list_of_figures_is_no_number_of_a_person(figures: list[str], part: str, unit: str) -> None:
    assume(len("".join(figures)) < 18)
    text = f"依次为 {part.join(figures)}{unit}"
    assert public(text) == text


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert not any(map(is_invisible, folded(text)))


@given(st.text(min_size=1))
def test_what_is_kept_would_be_kept_again(text: str) -> None:
    try:
        kept = one_line(text)
    except ValueError:
        return
    assert one_line(kept) == kept

"""Reading a file of firms: every fault is told with row, field and reason."""

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from contracts.refusal import Refusal
from credit.imports.domain.firm_file import COLUMNS, NOT_CSV, read_firms

type Firms = Callable[[int], dict[str, Any]]


def written(*rows: dict[str, Any], columns: tuple[str, ...] = COLUMNS) -> str:
    out = StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def told(text: str) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.field, fault.reason) for fault in read_firms(text).faults]


def test_rows_are_read_with_their_numbers_whatever_the_order_of_columns(firm: Firms) -> None:
    file = read_firms("\ufeff" + written(firm(1), firm(2), columns=tuple(reversed(COLUMNS))))
    assert file.faults == ()
    assert [(row.number, row.firm.code) for row in file.rows] == [(2, firm(1)["code"]), (3, firm(2)["code"])]


def test_blank_rows_are_passed_over_and_counted(firm: Firms) -> None:
    lines = written(firm(1)).splitlines()
    file = read_firms("\n".join([lines[0], "", ",,,,,,,", lines[1]]))
    assert [row.number for row in file.rows] == [4]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("code", "91130624MA0000001X", "校验位不符：按 GB 32100-2015 由前 17 位算得"),
        ("code", "131002196005020220", "此号码是居民身份证号码"),
        ("code", "91130624", "应为 18 位，实为 8 位"),
        ("code", "91130624MA000000IO", "不允许的字符 I O"),
        ("name", "", "不得为空"),
        ("name", "长" * 201, "不得超过 200 字"),
        ("township", "130624999", "阜平县没有代码为 130624999 的乡镇"),
        ("township", "平山镇", "应为乡镇名称或者 9 位代码"),
        ("code", "9.11306E+17", "科学计数"),
        ("name", "\ufffd\ufffd饭店", "CSV UTF-8"),
        ("kind", "公司", "应为 enterprise（企业）"),
        ("risk", "extreme", "high（高风险）"),
        ("legal_person", "  ", "不得为空"),
    ],
)
def test_a_fault_names_row_field_and_reason(field: str, value: str, reason: str, firm: Firms) -> None:
    [(row, where, why)] = told(written(firm(1), firm(2) | {field: value}))
    assert (row, where) == (3, field)
    assert reason in why


def test_all_faults_of_a_file_are_told_at_once(firm: Firms) -> None:
    faults = told(written(firm(1) | {"kind": "x", "risk": "y"}, firm(2), firm(3) | {"code": "1"}))
    assert [(row, field) for row, field, _ in faults] == [(2, "kind"), (2, "risk"), (4, "code")]


def test_a_firm_stands_in_a_file_once(firm: Firms) -> None:
    assert told(written(firm(1), firm(2), firm(1))) == [(4, "code", "与第 2 行重复")]


def test_a_row_of_another_length_is_told(firm: Firms) -> None:
    assert told(written(firm(1)) + "一,二\r\n") == [(3, "", "应有 8 列，实有 2 列")]


def test_the_header_is_checked_first(firm: Firms) -> None:
    columns = (*COLUMNS[:-1], "boss")
    row = {**firm(1), "boss": "张"}
    del row["legal_person"]
    assert told(written(row, columns=columns)) == [
        (1, "legal_person", "表头缺少此列"),
        (1, "boss", "表头多出此列"),
    ]


def test_a_column_may_not_come_twice(firm: Firms) -> None:
    assert told(",".join((*COLUMNS, "name"))) == [(1, "name", "表头有两个此列")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way_and_cells_hold_commas_and_lines(ending: str, firm: Firms) -> None:
    text = written(firm(1) | {"address": "阜平镇，\n1,2号"}, firm(2)).replace("\r\n", ending)
    file = read_firms(text)
    assert file.faults == ()
    assert [(row.number, row.firm.address) for row in file.rows] == [(2, "阜平镇， 1,2号"), (3, "阜平镇2号")]


@pytest.mark.parametrize("text", ["", "\r\n"])
def test_an_empty_file_lacks_every_column(text: str) -> None:
    assert [field for _, field, _ in told(text)] == list(COLUMNS)


def test_a_header_alone_is_told() -> None:
    assert told(written()) == [(2, "code", "文件中没有市场主体")]


def test_what_is_no_csv_is_refused_with_the_line(firm: Firms) -> None:
    with pytest.raises(Refusal) as refused:
        read_firms(written(firm(1)) + '"open')
    assert refused.value.rule is NOT_CSV
    assert "第 3 行" in refused.value.detail


CHINESE = {
    "code": "统一社会信用代码",
    "name": "企业名称",
    "township": "所属乡镇",
    "kind": "主体类型",
    "field": "行业",
    "risk": "风险等级",
    "address": "住所（经营场所）",
    "legal_person": "法定代表人/负责人",
}


def test_chinese_headings_and_words_are_understood(firm: Firms) -> None:
    words = {"township": "阜平镇", "kind": "个体工商户", "risk": "高风险", "field": "餐饮服务"}
    row = {CHINESE[name]: value for name, value in (firm(1) | words).items()}
    (read,) = read_firms(written(row, columns=tuple(CHINESE[name] for name in COLUMNS))).rows
    codes = (read.firm.township, read.firm.kind, read.firm.risk, read.firm.field)
    assert codes == ("130624100", "household", "high", "catering")


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("code", "'{}"),
        ("code", '="{}"'),
        ("code", "\t{}"),
        ("code", "\u200b{}\ufeff"),
        ("code", "\xa0{} "),
        ("name", "{}\u200b"),
        ("township", "{}.0"),
        ("township", " {}\u3000"),
    ],
)
def test_what_spreadsheets_add_is_no_part_of_a_cell(firm: Firms, field: str, cell: str) -> None:
    file = read_firms(written(firm(1) | {field: cell.format(firm(1)[field])}))
    assert file.faults == ()
    assert getattr(file.rows[0].firm, field) == firm(1)[field]


def test_wide_letters_and_digits_are_the_same(firm: Firms) -> None:
    def wide(text: str) -> str:
        return "".join(chr(ord(character) + 0xFEE0) for character in text)

    row = firm(1) | {"code": wide(firm(1)["code"]), "township": wide(firm(1)["township"])}
    (read,) = read_firms(written(row)).rows
    assert (read.firm.code, read.firm.township) == (firm(1)["code"], firm(1)["township"])


def test_empty_columns_at_the_end_are_none(firm: Firms) -> None:
    header, row, *_ = written(firm(1)).splitlines()
    for text in (f"{header},,\n{row},,", f"{header},\n{row}", f"{header}\n{row},,,"):
        assert read_firms(text).faults == ()
    assert told(f"{header}\n{row},,x") == [(2, "", "应有 8 列，实有 10 列")]
    unnamed = ",".join([*COLUMNS[:3], "", *COLUMNS[3:]])
    assert [(fault.column, fault.reason) for fault in read_firms(unnamed).faults] == [("D", "表头此列没有名称")]


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_cells_may_be_parted_by_tabs_or_semicolons(firm: Firms, delimiter: str) -> None:
    text = written(firm(1) | {"address": "阜平镇"}).replace(",", delimiter)
    assert read_firms(text).faults == ()


def test_a_file_in_another_encoding_is_told_by_row_and_column(firm: Firms) -> None:
    """As a browser hands over a GBK file that it takes for UTF-8, and as it does one that it takes for Latin-1."""
    text = written(firm(1))
    for read_as in ("utf-8", "latin-1"):
        faults = read_firms(text.encode("gbk").decode(read_as, "replace")).faults
        assert {fault.row for fault in faults} == {2}
        assert "B" in {fault.column for fault in faults}
        assert all("UTF-8" in fault.reason for fault in faults)
        chinese = text.replace("code", "统一社会信用代码", 1)
        header = read_firms(chinese.encode("gbk").decode(read_as, "replace")).faults
        assert [(fault.row, fault.column) for fault in header] == [(1, "A")]

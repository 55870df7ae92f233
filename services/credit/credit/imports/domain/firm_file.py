"""A file of firms (CSV, one firm per row) as rows to register and faults to correct."""

import csv
from dataclasses import dataclass

from pydantic import ValidationError

from contracts.refusal import Category, Rule, refuse
from contracts.values import SocialCreditCode
from credit.firms.domain.firm import RegisterFirm
from credit.imports.domain.row_faults import RowFault, faults_of

NOT_CSV = Rule(
    "credit/not-csv",
    "文件在第 {line} 行不是有效的 CSV",
    category=Category.MALFORMED,
    remedy="请检查引号是否成对，另存为 UTF-8 编码的 CSV 后重新导入",
)

COLUMNS = tuple(RegisterFirm.model_fields)


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """`number` as a spreadsheet counts it."""

    number: int
    firm: RegisterFirm


@dataclass(frozen=True, kw_only=True)
class FirmFile:
    rows: tuple[FileRow, ...]
    faults: tuple[RowFault, ...]


def read_firms(text: str) -> FirmFile:
    """All rows and all faults, so that a file needs to be corrected only once."""
    lines = spread(text)
    header = [cell.strip() for cell in lines[0]] if lines else []
    if faults := header_faults(header):
        return FirmFile(rows=(), faults=tuple(faults))
    rows: list[FileRow] = []
    faults = []
    for number, cells in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in cells):
            found = read_row(number, header, cells)
            if isinstance(found, FileRow):
                rows.append(found)
            else:
                faults += found
    if not rows and not faults:
        faults.append(RowFault(row=2, field="code", reason="文件中没有市场主体"))
    return FirmFile(rows=tuple(rows), faults=(*faults, *repetitions(rows)))


def spread(text: str) -> list[list[str]]:
    """The cells of each row; a spreadsheet may begin its file with a byte order mark and end lines in its own way."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader((line + "\n" for line in plain.split("\n")), strict=True)
    try:
        return list(reader)
    except csv.Error:
        refuse(NOT_CSV, line=reader.line_num)


def header_faults(header: list[str]) -> list[RowFault]:
    missing = [RowFault(row=1, field=name, reason="表头缺少此列") for name in COLUMNS if name not in header]
    unknown = [RowFault(row=1, field=name, reason="表头多出此列") for name in header if name not in COLUMNS]
    twice = [RowFault(row=1, field=name, reason="表头有两个此列") for name in COLUMNS if header.count(name) > 1]
    return missing + unknown + twice


def read_row(number: int, header: list[str], cells: list[str]) -> FileRow | list[RowFault]:
    if len(cells) != len(header):
        return [RowFault(row=number, field="", reason=f"应有 {len(header)} 列，实有 {len(cells)} 列")]
    named = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    try:
        return FileRow(number=number, firm=RegisterFirm.model_validate(named))
    except ValidationError as error:
        return faults_of(number, named, error)


def repetitions(rows: list[FileRow]) -> list[RowFault]:
    """One fault for each row whose firm stands in the file already."""
    first: dict[SocialCreditCode, int] = {}
    return [
        RowFault(row=row.number, field="code", reason=f"与第 {first[row.firm.code]} 行重复")
        for row in rows
        if first.setdefault(row.firm.code, row.number) != row.number
    ]

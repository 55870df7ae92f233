"""A file of firms (CSV, one firm per row) as rows to register and faults to correct."""

import csv
from dataclasses import dataclass

from pydantic import ValidationError

from contracts import texts
from contracts.refusal import Category, Rule, refuse
from contracts.values import SocialCreditCode
from credit.firms.domain.firm import RegisterFirm
from credit.imports.domain.cells import GARBLED, LOST, column_of, is_lost, letter_of, meant, plain
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
    header = [column_of(cell) for cell in without_empty_end(lines[0])] if lines else []
    if faults := header_faults(header):
        return FirmFile(rows=(), faults=tuple(faults))
    rows: list[FileRow] = []
    faults = []
    for number, cells in enumerate(lines[1:], start=2):
        if any(plain(cell) for cell in cells):
            found = read_row(number, header, cells)
            if isinstance(found, FileRow):
                rows.append(found)
            else:
                faults += found
    if not rows and not faults:
        faults.append(RowFault(row=2, field="code", reason="文件中没有市场主体"))
    return FirmFile(rows=tuple(rows), faults=(*faults, *repetitions(rows)))


def spread(text: str) -> list[list[str]]:
    """The cells of each row; a spreadsheet may begin its file with a byte order mark and end lines in its own way.

    Cells are parted by what parts the header: commas, tabs or semicolons.
    """
    plain_text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    header = plain_text.partition("\n")[0]
    delimiter = max(",\t;", key=header.count)
    reader = csv.reader((line + "\n" for line in plain_text.split("\n")), strict=True, delimiter=delimiter)
    try:
        return list(reader)
    except csv.Error:
        refuse(NOT_CSV, line=reader.line_num)


def without_empty_end(cells: list[str]) -> list[str]:
    """The cells without empty ones at the end, which spreadsheets add where a column was once used."""
    filled = [position for position, cell in enumerate(cells, start=1) if plain(cell)]
    return cells[: max(filled, default=0)]


def header_faults(header: list[str]) -> list[RowFault]:
    """What is wrong with the columns; a header that is garbled says nothing of them."""
    garbled = [
        RowFault(row=1, column=letter_of(at), field="", reason=GARBLED)
        for at, name in enumerate(header)
        if texts.is_garbled(name)
    ]
    missing = [RowFault(row=1, field=name, reason="表头缺少此列") for name in COLUMNS if name not in header]
    unknown = [
        RowFault(row=1, column=letter_of(at), field=name, reason="表头多出此列" if name else "表头此列没有名称")
        for at, name in enumerate(header)
        if name not in COLUMNS
    ]
    twice = [RowFault(row=1, field=name, reason="表头有两个此列") for name in COLUMNS if header.count(name) > 1]
    return garbled or missing + unknown + twice


def read_row(number: int, header: list[str], cells: list[str]) -> FileRow | list[RowFault]:
    given = [plain(cell) for cell in cells]
    if len(given) < len(header) or any(given[len(header) :]):
        return [RowFault(row=number, field="", reason=f"应有 {len(header)} 列，实有 {len(cells)} 列")]
    unreadable = [
        RowFault(row=number, column=letter_of(at), field=field, reason=GARBLED if texts.is_garbled(cell) else LOST)
        for at, (field, cell) in enumerate(zip(header, given, strict=False))
        if texts.is_garbled(cell) or is_lost(field, cell)
    ]
    if unreadable:
        return unreadable
    named = {field: meant(field, cell) for field, cell in zip(header, given, strict=False)}
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

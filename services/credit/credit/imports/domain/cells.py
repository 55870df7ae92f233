"""Cells of a file as spreadsheets write them: read as people mean them, or told as what nobody can read any more."""

import re
from collections.abc import Mapping
from typing import Final

from contracts import texts
from contracts.credit import FirmKind, Risk
from contracts.fields import Trade
from contracts.places import TOWNSHIPS

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("统一社会信用代码", "社会信用代码", "信用代码"),
    "name": ("名称", "主体名称", "企业名称", "市场主体名称", "经营主体名称", "字号名称"),
    "township": ("乡镇", "所属乡镇", "乡镇代码", "所在乡镇"),
    "kind": ("主体类型", "类型", "市场主体类型", "经营主体类型"),
    "field": ("行业", "行业领域", "所属行业", "领域"),
    "risk": ("风险", "风险等级", "行业风险"),
    "address": ("地址", "住所", "经营场所", "住所经营场所", "经营地址"),
    "legal_person": ("法定代表人", "负责人", "经营者", "法定代表人负责人", "法定代表人经营者"),
}
"""What a column may be called besides its name in the contract; brackets and separators don't count."""
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "township": {name: code for code, name in TOWNSHIPS.items()},
    "kind": {kind.word: kind.value for kind in FirmKind},
    "risk": {risk.word: risk.value for risk in Risk},
    "field": {trade.word: trade.value for trade in Trade},
}
"""The codes that the Chinese words of a column stand for."""

COLUMN_OF: Final = {heading: field for field, headings in HEADINGS.items() for heading in (field, *headings)}
SEPARATORS: Final = re.compile(r"[()\[\]【】/、_-]")
AS_FORMULA: Final = re.compile(r'=?"(.*)"', re.DOTALL)
SCIENTIFIC: Final = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]{1,2}")
DECIMALS: Final = re.compile(r"\.0+$")

GARBLED: Final = "文字是乱码：文件不是 UTF-8 编码，请另存为“CSV UTF-8”后重新导入"
LOST: Final = "号码被电子表格改成了科学计数，后面的数字已经丢失：请把此列设为“文本”格式，重新填写后再导入"


def column_of(heading: str) -> str:
    """Return the field that a heading names; the heading itself, without what nobody sees, if it names none."""
    seen = plain(heading)
    return COLUMN_OF.get(SEPARATORS.sub("", texts.folded(seen)).lower(), COLUMN_OF.get(seen.lower(), seen))


def letter_of(position: int) -> str:
    """Return the letters by which a spreadsheet names the column at the position, from 0."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def plain(cell: str) -> str:
    """Return the cell without what nobody sees, and without the signs by which spreadsheets mark a text."""
    seen = "".join(
        character for character in cell if character in "\r\n\t" or not texts.is_invisible(character)
    ).strip()
    if formula := AS_FORMULA.fullmatch(seen):
        seen = formula[1].strip()
    return seen.lstrip("'＇‘’").strip() if seen[:1] in "'＇‘’" else seen


def meant(field: str, cell: str) -> str:
    """Return the value that a plain cell of the field stands for."""
    if field == "code":
        return texts.identifier(cell)
    if field == "township":
        cell = DECIMALS.sub("", texts.folded(cell))
    return WORDS.get(field, {}).get(cell, cell)


def is_lost(field: str, cell: str) -> bool:
    """Tell whether a spreadsheet wrote a code as a number, of which it keeps fifteen digits."""
    return field == "code" and bool(SCIENTIFIC.fullmatch(texts.folded(cell)))

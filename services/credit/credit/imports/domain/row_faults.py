"""Faults of a row of an imported file, in words for the person who has to correct it."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from contracts.credit import FirmKind, Risk
from contracts.credit_code import ALPHABET, LENGTH, check_character
from contracts.places import TOWNSHIPS
from contracts.values import Value


class RowFault(Value):
    """`row` and `column` as a spreadsheet names them: the header is row 1; `column` is empty where `field` tells it."""

    row: int
    field: str
    reason: str
    column: str = ""


REASONS: Mapping[str, str] = {
    "string_too_short": "不得为空",
    "string_too_long": "不得超过 200 字",
    "string_pattern_mismatch": f"应为乡镇名称或者 9 位代码，如 {next(iter(TOWNSHIPS.values()))}",
}
CHOICES: Mapping[str, type[FirmKind] | type[Risk]] = {"kind": FirmKind, "risk": Risk}


def faults_of(row: int, cells: Mapping[str, str], error: ValidationError) -> list[RowFault]:
    """One fault per field, without the value."""
    found = error.errors(include_url=False)
    return [RowFault(row=row, field=str(one["loc"][0]), reason=reason(str(one["loc"][0]), cells, one)) for one in found]


def reason(field: str, cells: Mapping[str, str], error: Mapping[str, Any]) -> str:
    if field == "code":
        return code_fault(cells["code"]) or reason_of(error)
    if error["type"] == "enum":
        return "应为 " + "、".join(f"{choice}（{choice.word}）" for choice in CHOICES[field])
    return reason_of(error)


def reason_of(error: Mapping[str, Any]) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return REASONS.get(error["type"], "内容有误")


def code_fault(code: str) -> str | None:
    """The first fault of a code that can be counted: its length, characters, or check character (GB 32100-2015)."""
    if len(code) != LENGTH:
        return f"统一社会信用代码应为 {LENGTH} 位，实为 {len(code)} 位"
    if strange := sorted(set(code) - set(ALPHABET)):
        return f"统一社会信用代码含有不允许的字符 {' '.join(strange)}（只用数字和 I、O、S、V、Z 以外的大写字母）"
    right = check_character(code[:-1])
    if right == code[-1]:
        return None
    return f"统一社会信用代码校验位不符：按 GB 32100-2015 由前 17 位算得 {right}，文件中为 {code[-1]}"

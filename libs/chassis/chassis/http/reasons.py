"""Reasons in Chinese why a field is refused, by the kinds of faults that pydantic tells apart."""

from collections.abc import Mapping
from typing import Any, Final

REASONS: Final[Mapping[str, str]] = {
    "missing": "缺少此项",
    "extra_forbidden": "没有这一项",
    "json_invalid": "不是有效的 JSON",
    "string_pattern_mismatch": "格式不符",
    "enum": "不在可选范围内",
    "literal_error": "不在可选范围内",
    "string_type": "应为文字",
    "string_unicode": "应为文字",
    "string_too_short": "长度至少为 {min_length}",
    "string_too_long": "长度至多为 {max_length}",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "int_parsing_size": "数值过大",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不得小于 {ge}",
    "less_than_equal": "不得大于 {le}",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "tuple_type": "应为列表",
    "list_type": "应为列表",
    "too_short": "长度至少为 {min_length}",
    "too_long": "长度至多为 {max_length}",
    "dict_type": "应为 JSON 对象",
    "model_type": "应为 JSON 对象",
    "model_attributes_type": "应为 JSON 对象，并注明 Content-Type: application/json",
    "uuid_type": "应为 UUID",
    "uuid_parsing": "应为 UUID",
    "date_type": "应为日期，如 2026-09-01",
    "date_parsing": "应为日期，如 2026-09-01",
    "date_from_datetime_parsing": "应为日期，如 2026-09-01",
    "date_from_datetime_inexact": "应为日期，如 2026-09-01",
    "datetime_type": "应为时间，如 2026-09-01T09:30:00+08:00",
    "datetime_parsing": "应为时间，如 2026-09-01T09:30:00+08:00",
    "datetime_from_date_parsing": "应为时间，如 2026-09-01T09:30:00+08:00",
    "timezone_aware": "应注明时区，如 2026-09-01T09:30:00+08:00",
}


def reason(error: Mapping[str, Any]) -> str:
    """Return a field's own words first; a kind without any here keeps pydantic's."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    known = REASONS.get(error["type"])
    return known.format(**error.get("ctx", {})) if known else str(error["msg"])

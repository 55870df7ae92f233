"""Days and numbers as people write them: a number is no day, and neither has characters that mean nothing."""

import re
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AwareDatetime
from pydantic_core import PydanticCustomError

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:.*)?", re.DOTALL)
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)")


def plain(annotation: Any, value: Any) -> Any:
    """Return the value; raise PydanticCustomError if it is another thing's writing of a day, a time or a number."""
    kinds = kinds_of(annotation)
    if date in kinds and not fits(value, date, DAY):
        raise PydanticCustomError("date_parsing", "a day is written YYYY-MM-DD")
    if datetime in kinds and not fits(value, datetime, MOMENT):
        raise PydanticCustomError("datetime_parsing", "a time is written YYYY-MM-DDTHH:MM:SS with its zone")
    if int in kinds and isinstance(value, str) and not NUMBER.fullmatch(value):
        raise PydanticCustomError("int_parsing", "a number is written in digits")
    return value


def fits(value: Any, kind: type, written: re.Pattern[str]) -> bool:
    """Return whether the value is of the kind, or is so written; the absence of one is for the field to judge."""
    return value is None or isinstance(value, kind) or (isinstance(value, str) and bool(written.fullmatch(value)))


@cache
def kinds_of(annotation: Any) -> frozenset[Any]:
    """Return which of day, time and number the annotation of a field asks for, a union's members included."""
    if get_origin(annotation) is Annotated:
        return kinds_of(get_args(annotation)[0])
    if get_origin(annotation) in (UnionType, Union):
        return frozenset(kind for part in get_args(annotation) for kind in kinds_of(part))
    if annotation in (datetime, AwareDatetime):
        return frozenset({datetime})
    return frozenset({annotation}) & {date, int}

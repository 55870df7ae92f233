"""Adapters of what is stored, one per class: to make one takes milliseconds, and every bench and service asks."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """Return the adapter of a class, or of a list of one."""
    return TypeAdapter(kind)

"""Adapters of what is stored, one per class: to make one takes milliseconds, and every bench and service asks."""

from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import TypeAdapter


def made(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


adapter: Callable[[Any], TypeAdapter[Any]] = cache(made)
"""Returns the adapter of a class, or of a list of one."""

"""Adapters of what is stored, one per class: to make one takes milliseconds, and every bench and service asks."""

from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import TypeAdapter

adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)
"""Returns the adapter of a class, or of a list of one."""

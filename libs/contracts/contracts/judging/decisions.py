"""Decisions by their steps, as judges find them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from contracts.values import Command


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`item` is the field of the command that the address names, if it does."""

    decide: Callable[..., Any]
    command: type[Command]
    item: str = ""


def by_step(*functions: Callable[..., Any], **items: str) -> dict[str, Decision]:
    """Return decisions by their steps; each function is called as its step is, and says what it is given."""
    return {
        function.__name__.replace("_", "-"): Decision(
            decide=function,
            command=get_type_hints(function)["command"],
            item=items.get(function.__name__, ""),
        )
        for function in functions
    }

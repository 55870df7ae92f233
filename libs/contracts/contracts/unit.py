"""Units of figures, told in their schemas: by these alone screens know what is money and show it in yuan."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import Field

from contracts.code import Code

UNIT: Final = "x-unit"
"""Keyword of a figure's schema: its unit."""
UNIT_BY: Final = "x-unit-by"
"""Keyword of a figure whose unit another field of the same object tells: that field, and the unit for each value."""


class Unit(Code):
    """Money is always whole fen; people read and type it in yuan."""

    FEN = "fen", "分"
    FEN_PER_SQUARE_METRE = "fen-per-square-metre", "分每平方米"
    SQUARE_METRE = "square-metre", "平方米"
    TIMES = "times", "倍"
    HUNDREDTHS = "hundredths", "百分之一"


def figure_in(unit: Unit) -> Any:
    """Return the metadata of a figure in that unit."""
    return Field(json_schema_extra={UNIT: unit.value})


def figure_by(field: str, units: Mapping[str, Unit]) -> Any:
    """Return the metadata of a figure in the unit that stands for the value of the field beside it."""
    told: dict[str, Any] = {value: unit.value for value, unit in units.items()}
    return Field(json_schema_extra={UNIT_BY: {"field": field, "units": told}})


def told_by(field: str, *units: Unit) -> Any:
    """Return the metadata of a figure beside whose `field` one of these units stands."""
    return figure_by(field, {unit.value: unit for unit in units})

"""Reference data in force from a day, until a last day if there is one."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from pydantic import model_validator

from contracts.values import Value


class Dated(Value):
    valid_from: date
    valid_until: date | None = None

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until lies before valid_from")
        return self

    def valid(self, on: date) -> bool:
        return self.valid_from <= on and not (self.valid_until and on > self.valid_until)

    def overlaps(self, other: "Dated") -> bool:
        return self.valid(other.valid_from) or other.valid(self.valid_from)


def in_force[T: Dated](published: Iterable[T], on: date) -> T | None:
    """Return the publication in force on the day, the first of several."""
    return next((one for one in published if one.valid(on)), None)

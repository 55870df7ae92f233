"""Reference data in force from a day, until a last day if there is one."""

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

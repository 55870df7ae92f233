"""What a decision may know besides the aggregate."""

from dataclasses import dataclass
from datetime import date

from contracts.values import BodyCode, TownshipCode


@dataclass(frozen=True, kw_only=True)
class Facts:
    """`territory` is the township of the body concerned, None for a county body; `body_known` whether it exists."""

    on: date
    body_known: bool = False
    territory: TownshipCode | None = None
    body: BodyCode | None = None

"""JSON view of the use of powers and laws (职权使用率、法律法规适用率).

The rates follow the platform's own definition: no statute gives one.
"""

from datetime import date
from typing import Final, Self

from pydantic import BaseModel, Field

from contracts.values import PowerCode

FORMULA: Final = (
    "平台定义：职权使用率＝期间内至少有一项执法行为的职权数÷平台所知的职权数；所知职权包括期间内经司法局清单确认的职权，"
    "以及虽未经清单确认（由法律直接赋予或者列入省公布清单）但期间内已使用的职权，后者未使用的不在其列，可查事项目录；"
    "法律法规适用率＝期间内决定所适用的法律法规数÷所知职权所依据的法律法规数"
)


class Use(BaseModel):
    """Share of what is there that was used; `ratio` is None where nothing is there."""

    used: list[str]
    there: int
    ratio: float | None

    @classmethod
    def of(cls, used: set[str], there: set[str]) -> Self:
        share = round(len(used) / len(there), 4) if there else None
        return cls(used=sorted(used), there=len(there), ratio=share)


class KnownPower(BaseModel):
    """A power that the body held: `used` if it acted by it, `confirmed` if the bureau's list gave it in the period.

    What is confirmed and not used sleeps (僵尸职权), and the bureau may take it back. What is used without being
    confirmed is given by a law or by the province's list, or ends an older case after a recall.
    """

    power: PowerCode
    used: bool
    confirmed: bool


class PowersUsed(BaseModel):
    """`known` has every power that was confirmed or used in the period, the others count the same.

    What a law or the province's list gives and nobody used can't be seen from here, so the ratio may be too high, never
    too low; the catalogue of cases (`/api/cases/powers?township=`) tells all that a township holds. `laws` are those
    that lists and cases name.
    """

    township: str
    powers: Use
    laws: Use
    known: list[KnownPower]


class PowersUsedAnswer(BaseModel):
    formula: str = FORMULA
    start: date = Field(serialization_alias="from")
    until: date
    as_of: str | None
    bodies: list[PowersUsed]
    labels: dict[str, str] = {}

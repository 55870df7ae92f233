from datetime import date

from contracts.cases.event import PowerEvent
from contracts.values import PowerCode, TownshipCode


class PowerConfirmed(PowerEvent, type="cases.power-confirmed.v1", word="确认赋权"):
    """The justice bureau confirmed from the published list that townships hold the power (APL 24).

    `name` is the offence's, `laws` are the names of the laws that its penalty rests on. `document` (文号) published the
    list on `published_on`; the bureau recorded it on `recorded_on`.
    """

    power: PowerCode
    townships: tuple[TownshipCode, ...]
    valid_from: date
    valid_until: date | None
    source: str
    sample: bool
    laws: tuple[str, ...] = ()
    name: str = ""
    document: str | None = None
    published_on: date | None = None
    recorded_on: date | None = None


class PowerRecalled(PowerEvent, type="cases.power-recalled.v1", word="收回赋权"):
    """A power was taken back from this day on (APL 24(1))."""

    power: PowerCode
    effective_from: date
    source: str

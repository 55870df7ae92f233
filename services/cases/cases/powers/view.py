"""JSON views of a power: the text of the law, and who holds it."""

from datetime import date

from pydantic import BaseModel

from cases.powers.domain.citation import Citation
from cases.powers.domain.clause import Amount, FineClause
from cases.powers.domain.competence import holders
from cases.powers.domain.confirmation import Confirmations
from cases.powers.domain.power import Power
from cases.powers.domain.power_list import Listing
from chassis.documents import Page
from chassis.http import View
from contracts.cases import PowerConfirmed, PowerRecalled
from contracts.fields import EnforcementField
from contracts.labels import labels_in
from contracts.money import yuan
from contracts.values import PowerCode, TownshipCode


class Cited(BaseModel):
    """An article, and whether somebody checked it."""

    text: str
    verified: bool


class FineInYuan(BaseModel):
    """Least and most of a fine; None where the law names a multiple, a percentage or no amount."""

    least: str | None
    most: str | None


class PowerItem(BaseModel):
    """One version of a power on one day; `held_by` are the townships that may use it then.

    `in_yuan` are the fines of `power` in their order, as people read them.
    """

    code: PowerCode
    name: str
    duty: list[Cited]
    penalty: list[Cited]
    held_by: list[TownshipCode]
    power: Power
    in_yuan: list[FineInYuan]
    labels: dict[str, str] = {}


class PowerSummary(BaseModel):
    """A power in lists: its articles, the fines as people read them, and who may use it on the day."""

    code: PowerCode
    name: str
    field: EnforcementField
    duty: list[Cited]
    penalty: list[Cited]
    held_by: list[TownshipCode]
    in_yuan: list[FineInYuan]
    labels: dict[str, str] = {}


class PowerList(Page[PowerSummary]):
    """One page of the powers found, as of a day."""

    on: date


class PowerView(View):
    """All versions of a power, and what the justice bureau said of it."""

    code: PowerCode
    versions: list[PowerItem]
    confirmed: tuple[PowerConfirmed, ...]
    recalled: tuple[PowerRecalled, ...]


def power_item(power: Power, confirmations: Confirmations, on: date) -> PowerItem:
    held_by = sorted(holders(power, confirmations, on))
    return PowerItem(
        code=power.code,
        name=power.name,
        duty=cited(power.duty),
        penalty=cited(power.penalty),
        held_by=held_by,
        power=power,
        in_yuan=[in_yuan(fine) for fine in power.fines],
        labels=labels_in((power, held_by)),
    )


def power_summary(power: Power, confirmations: Confirmations, on: date) -> PowerSummary:
    held_by = sorted(holders(power, confirmations, on))
    return PowerSummary(
        code=power.code,
        name=power.name,
        field=power.field,
        duty=cited(power.duty),
        penalty=cited(power.penalty),
        held_by=held_by,
        in_yuan=[in_yuan(fine) for fine in power.fines],
        labels=labels_in((power.field, held_by)),
    )


def in_yuan(fine: FineClause) -> FineInYuan:
    if fine.amount not in (Amount.FIXED, Amount.PER_SQUARE_METRE) or fine.most is None:
        return FineInYuan(least=None, most=None)
    unit = "元" if fine.amount is Amount.FIXED else "元/平方米"
    return FineInYuan(least=f"{yuan(fine.least)} {unit}", most=f"{yuan(fine.most)} {unit}")


def power_view(code: PowerCode, version: int, items: list[PowerItem], listing: Listing | None) -> PowerView:
    listing = listing or Listing()
    return PowerView(
        id=f"power-{code}",
        version=version,
        labels={key: word for item in items for key, word in item.labels.items()},
        code=code,
        versions=items,
        confirmed=listing.confirmed,
        recalled=listing.recalled,
    )


def cited(citations: tuple[Citation, ...]) -> list[Cited]:
    return [Cited(text=citation.text, verified=citation.verified) for citation in citations]

"""Reads of the catalogue of powers, with what the justice bureau confirmed."""

from datetime import date

from pydantic import Field

from cases.powers.domain.confirmation import Confirmations
from cases.powers.domain.power import EnforcementField, Powers
from cases.powers.domain.power_list import Listing, confirmations
from cases.powers.domain.search import search
from cases.powers.view import PowerList, PowerView, power_item, power_view
from cases.service import NO_POWER, Service, newest
from chassis.store import Stored
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import PowerCode, TownshipCode, Value


class PowerSearch(Value):
    """`on` is the day whose law is asked for, today unless given; `word` finds names, laws and articles."""

    word: str = Field("", max_length=100)
    field: EnforcementField | None = None
    township: TownshipCode | None = None
    on: date | None = None


async def powers(service: Service, query: PowerSearch, who: Origin) -> PowerList:
    on = query.on or who.on
    catalogue = service.law.powers
    confirmed = confirmed_on(catalogue, await listings(service), on)
    found = search(catalogue, confirmed, on=on, word=query.word, field=query.field, township=query.township)
    return PowerList(on=on, items=[power_item(power, confirmed, on) for power in found])


async def power(service: Service, code: PowerCode, who: Origin) -> PowerView:
    stored = await service.powers.find(f"power-{code}")
    return view(service, code, stored, who.on)


def view(service: Service, code: PowerCode, stored: Stored[Listing] | None, on: date) -> PowerView:
    """Every version, held as of the day or of its own last day."""
    versions = service.law.powers.get(code) or refuse(NO_POWER, power=code)
    listing = stored.state if stored else None
    days = [min(on, version.valid_until or on) for version in versions]
    items = [
        power_item(version, confirmations(listing, version, day), day)
        for version, day in zip(versions, days, strict=True)
    ]
    return power_view(code, stored.version if stored else 0, items, listing)


async def listings(service: Service) -> dict[PowerCode, Listing]:
    """What was said of every power, by code."""
    store = service.powers
    documents = await store.documents.find(store.kind, {}, fields={"events": 0, "noted": 0})
    found = [store.codec.stored(document) for document in documents]
    return {stored.id.removeprefix("power-"): stored.state for stored in found}


def confirmed_on(catalogue: Powers, listings: dict[PowerCode, Listing], on: date) -> Confirmations:
    return {
        code: confirmation
        for code, listing in listings.items()
        for confirmation in confirmations(listing, newest(catalogue[code]), on).values()
        if code in catalogue
    }

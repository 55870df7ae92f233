"""Searches in the catalogue of powers, with what the justice bureau confirmed."""

from datetime import date

from pydantic import Field

from cases.powers.domain.confirmation import Confirmations
from cases.powers.domain.power import Power, Powers
from cases.powers.domain.power_list import Listing, confirmations
from cases.powers.domain.search import search
from cases.powers.verbs import PowerLists
from cases.powers.view import PowerList, PowerSummary, PowerView, power_item, power_summary, power_view
from chassis.documents import ListQuery, page_of
from chassis.store import Stored
from contracts.fields import EnforcementField
from contracts.origin import Origin
from contracts.values import PowerCode, TownshipCode


class PowerSearch(ListQuery):
    """`on` is the day whose law is asked for, today unless given; `word` finds names, laws and articles."""

    word: str = Field("", max_length=60)
    field: EnforcementField | None = None
    township: TownshipCode | None = None
    on: date | None = None


async def list_of_powers(lists: PowerLists, query: PowerSearch, who: Origin) -> PowerList:
    """One page of the versions that the search finds, by code, as of the day that is asked for."""
    on = query.on or who.on
    confirmed = confirmed_on(lists.catalogue, await listings(lists), on)
    found = search(
        lists.catalogue,
        confirmed,
        on=on,
        word=query.word,
        field=query.field,
        township=query.township,
        synonyms=lists.synonyms,
    )
    page = page_of([power_summary(power, confirmed, on) for power in found], query, code_of)
    return PowerList(on=on, items=page.items, next=page.next, total=page.total)


def code_of(power: PowerSummary) -> str:
    return power.code


async def held_by(lists: PowerLists, township: TownshipCode, on: date) -> list[Power]:
    """The versions in force on a day that the township may use then, by code."""
    confirmed = confirmed_on(lists.catalogue, await listings(lists), on)
    return search(lists.catalogue, confirmed, on=on, word="", field=None, township=township, synonyms=lists.synonyms)


def power_page(lists: PowerLists, code: PowerCode, stored: Stored[Listing] | None, who: Origin) -> PowerView:
    """Every version of a power, with who holds it as of the caller's day or of the version's own last day."""
    versions = lists.versions(code)
    listing = stored.state if stored else None
    days = [min(who.on, version.valid_until or who.on) for version in versions]
    items = [
        power_item(version, confirmations(listing, version, day), day)
        for version, day in zip(versions, days, strict=True)
    ]
    return power_view(code, stored.version if stored else 0, items, listing)


async def listings(lists: PowerLists) -> dict[PowerCode, Listing]:
    """Return what the bureau said of every power, by code."""
    found = await lists.store.where({})
    return {stored.id.removeprefix("power-"): stored.state for stored in found}


def confirmed_on(catalogue: Powers, listings: dict[PowerCode, Listing], on: date) -> Confirmations:
    """Return what the bureau's lists say of all powers for one day."""
    return {
        code: confirmation
        for code, listing in listings.items()
        if code in catalogue
        for confirmation in confirmations(listing, catalogue[code][-1], on).values()
    }

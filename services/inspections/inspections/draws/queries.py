"""Lists and pages of draws."""

from dataclasses import replace

from chassis.documents import ListQuery, Page
from chassis.http import ways_to
from chassis.store import Stored
from contracts.origin import Origin
from inspections.draws.domain.draw import Draw
from inspections.draws.domain.offers import offers
from inspections.draws.verbs import Draws
from inspections.draws.view import DrawPage, DrawView, draw_page_of, draw_view


async def list_of_draws(draws: Draws, query: ListQuery) -> Page[DrawView]:
    """One page of all draws."""
    return await draws.store.page(query, draw_view)


async def draw_page(draws: Draws, stored: Stored[Draw], who: Origin) -> DrawPage:
    """The draw with its steps as they stand now, for whoever asks; it waits for them until it is held."""
    desk, ways = await draws.facts.desk(stored.state, who), ways_to("inspections", "/draws/{draw_id}/")
    waits = stored.state.held is None
    steps = [
        ways[offer.name].step(
            offer if ways[offer.name].is_open_to(who) else replace(offer, may=False),
            awaited=waits and not (offer.name == "witness-seed" and stored.state.witnessed),
            draw_id=stored.id,
        )
        for offer in offers(desk)
    ]
    return draw_page_of(stored, steps)

"""Lists of draws."""

from chassis.documents import ListQuery, Page
from inspections.draws.verbs import Draws
from inspections.draws.view import DrawView, draw_view


async def list_of_draws(draws: Draws, query: ListQuery) -> Page[DrawView]:
    """One page of all draws."""
    return await draws.store.page(query, draw_view)

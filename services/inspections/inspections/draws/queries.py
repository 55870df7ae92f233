"""Lists and pages of draws."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from chassis.documents import Page, StageQuery
from chassis.http import ways_to
from chassis.store import Stored
from contracts.origin import Origin
from inspections.draws.domain.draw import Draw, DrawStage
from inspections.draws.domain.offers import offers
from inspections.draws.domain.seeds import SeedSource, published_on
from inspections.draws.verbs import Draws
from inspections.draws.view import DrawItem, DrawPage, SeedSourceView, draw_item, draw_page_of


class DrawList(StageQuery):
    """`word` begins the draw's id."""

    id_begins: ClassVar[str] = "draw-"
    paths: ClassVar[Mapping[str, str]] = {
        **StageQuery.paths,
        "sealed_on": "state.sealed.sealed_on",
        "inspect_until": "state.sealed.inspect_until",
    }
    sorts: ClassVar[tuple[str, ...]] = ("sealed_on", "inspect_until")

    stage: DrawStage | None = None


async def list_of_draws(draws: Draws, query: DrawList) -> Page[DrawItem]:
    """One page of all draws."""
    return await draws.store.page(query, draw_item, query.found())


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


def list_of_seed_sources(draws: Draws, who: Origin) -> list[SeedSourceView]:
    """Every source of seeds that is published on the caller's day, with its next issue."""
    return [seed_source_view(code, one, who) for code, one in published_on(draws.facts.sources, who.on).items()]


def seed_source_view(code: str, source: SeedSource, who: Origin) -> SeedSourceView:
    issue, on = source.next_issue(who.at) or (None, None)
    return SeedSourceView(
        code=code, title=source.title, form=source.form, witnesses=source.witnesses, issue=issue, on=on
    )

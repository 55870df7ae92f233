"""Reads for lists and pages."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import BaseModel

from chassis.documents import Document, ListQuery, Page, page
from contracts.labels import labels_in
from contracts.origin import Origin
from contracts.values import CertificateNumber, SocialCreditCode, TownshipCode
from inspections.domain.items import items_on
from inspections.service import SEES_ALL, Service
from inspections.view import (
    AssignmentView,
    DrawView,
    PatrolView,
    VisitView,
    assignment_view,
    draw_view,
    patrol_view,
    visit_view,
)


class VisitList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {
        "township": "state.assigned.township",
        "firm": "state.assigned.firm",
        "officer": "state.assigned.officers",
        "draw": "state.assigned.draw",
        "inspect_until": "state.assigned.inspect_until",
    }
    sorts: ClassVar[tuple[str, ...]] = ("inspect_until",)

    township: TownshipCode | None = None
    firm: SocialCreditCode | None = None
    officer: CertificateNumber | None = None
    draw: str | None = None


class PatrolList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {
        "township": "state.assigned.township",
        "patrol_on": "state.assigned.patrol_on",
    }
    sorts: ClassVar[tuple[str, ...]] = ("-patrol_on",)

    township: TownshipCode | None = None


class AssignmentList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {"officer": "state.received.officer"}

    officer: CertificateNumber | None = None


class ItemView(BaseModel):
    code: str
    text: str
    law: str
    article: str
    rectifiable: bool
    power: str
    sample: bool


class ItemListView(BaseModel):
    code: str
    title: str
    department: str
    sample: bool
    items: list[ItemView]
    labels: dict[str, str]


def own(who: Origin, path: str = "state.assigned.body") -> Document:
    return {} if who.roles & SEES_ALL else {path: who.agency}


async def draws(service: Service, query: ListQuery) -> Page[DrawView]:
    def show(document: Document) -> DrawView:
        return draw_view(service.draws.codec.stored(document))

    return await page(service.draws.documents, "draw", query, show)


async def visits(service: Service, query: VisitList, who: Origin) -> Page[VisitView]:
    def show(document: Document) -> VisitView:
        return visit_view(service.visits.codec.stored(document))

    return await page(service.visits.documents, "visit", query, show, own(who))


async def patrols(service: Service, query: PatrolList, who: Origin) -> Page[PatrolView]:
    def show(document: Document) -> PatrolView:
        return patrol_view(service.patrols.codec.stored(document))

    return await page(service.patrols.documents, "patrol", query, show, own(who))


async def assignments(service: Service, query: AssignmentList, who: Origin) -> Page[AssignmentView]:
    """An officer's own; the supervisor sees all."""

    def show(document: Document) -> AssignmentView:
        return assignment_view(service.assignments.codec.stored(document))

    mine: Document = {} if who.roles & SEES_ALL else {"state.received.officer": who.certificate or "—"}
    return await page(service.assignments.documents, "assignment", query, show, mine)


def item_lists(service: Service, who: Origin) -> list[ItemListView]:
    """What is published today."""
    published = [it for it in service.reference.item_lists if it.valid(who.on) and it.published_on <= who.on]
    return [
        ItemListView(
            code=one.code,
            title=one.title,
            department=one.department,
            sample=one.sample,
            labels=labels_in(one),
            items=[
                ItemView(
                    code=item.code,
                    text=item.text,
                    law=item.law,
                    article=item.article,
                    rectifiable=item.rectifiable,
                    power=item.power,
                    sample=item.sample,
                )
                for item in items_on(one, who.on)
            ],
        )
        for one in published
    ]

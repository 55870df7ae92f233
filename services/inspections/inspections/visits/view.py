"""JSON view of a visit, with a Chinese label for every code; personal notes stay in the history."""

from datetime import date
from typing import Any

from chassis.http import KnownView, View, words_of
from chassis.store import Stored
from contracts.inspections import UnmetReason, VisitKind, VisitResult
from contracts.labels import labels_in
from contracts.steps import NextStep
from contracts.values import BodyCode, CertificateNumber, SocialCreditCode, TownshipCode
from inspections.visits.domain.known import KnownVisit
from inspections.visits.domain.stage import VisitStage
from inspections.visits.domain.visit import Visit
from inspections.visits.domain.waiting import late, work_items


class VisitItem(View):
    """A visit in lists: `open` while anything waits, `result` or `unmet` and `ended_on` once it is over.

    `problems` counts the items whose newest answer is one, `referred` those that were referred.
    """

    kind: VisitKind
    firm: SocialCreditCode
    township: TownshipCode
    body: BodyCode
    officers: tuple[CertificateNumber, ...]
    item_lists: tuple[str, ...]
    inspect_until: date
    stage: VisitStage
    open: bool
    late: bool
    draw: str | None
    task: str | None
    postponed: bool
    result: VisitResult | None
    unmet: UnmetReason | None
    ended_on: date | None
    problems: int
    referred: int
    unconfirmed: tuple[str, ...]


class VisitPage(VisitItem):
    """The visit whole, and every step with its form."""

    visit: Visit
    next_steps: list[NextStep]


class KnownVisitView(KnownView):
    """What decisions on the visit rest on, for a judge without a store."""

    facts: KnownVisit


def visit_item(stored: Stored[Visit]) -> VisitItem:
    shown = fields(stored)
    return VisitItem(**shown, labels=labels_in([*shown.values()]))


def visit_page_of(stored: Stored[Visit], steps: list[NextStep]) -> VisitPage:
    shown = fields(stored)
    labels = labels_in([*shown.values(), stored.state]) | words_of(steps)
    return VisitPage(**shown, labels=labels, visit=stored.state, next_steps=steps)


def fields(stored: Stored[Visit]) -> dict[str, Any]:
    """Return what lists and pages alike show of a visit."""
    visit = stored.state
    return {
        "id": stored.id,
        "version": stored.version,
        "kind": visit.assigned.kind,
        "firm": visit.assigned.firm,
        "township": visit.assigned.township,
        "body": visit.assigned.body,
        "officers": visit.officers,
        "item_lists": visit.assigned.item_lists,
        "inspect_until": visit.inspect_until,
        "stage": visit.stage,
        "open": bool(work_items(visit)),
        "late": late(visit),
        "draw": visit.assigned.draw,
        "task": visit.assigned.task,
        "postponed": visit.postponed is not None,
        "result": visit.concluded.result if visit.concluded else None,
        "unmet": visit.unmet.reason if visit.unmet else None,
        "ended_on": ended_on(visit),
        "problems": len(visit.problems()),
        "referred": len(visit.referred),
        "unconfirmed": tuple(visit.unconfirmed()),
    }


def ended_on(visit: Visit) -> date | None:
    """Return the day on which the visit was concluded or withdrawn, or the firm was not met."""
    if visit.concluded:
        return visit.concluded.concluded_on
    if visit.withdrawn:
        return visit.withdrawn.withdrawn_on
    return visit.unmet.unmet_on if visit.unmet else None

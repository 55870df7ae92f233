"""Lists and pages of assignments."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from chassis.documents import Document, Page, SearchQuery, both
from chassis.http import ways_to
from chassis.store import UNKNOWN, Stored
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import CertificateNumber
from inspections.assignments.domain import Assignment, AssignmentStage, Facts
from inspections.assignments.offers import offers
from inspections.assignments.verbs import Assignments
from inspections.assignments.view import AssignmentItem, AssignmentPage, assignment_item, assignment_page_of
from inspections.sight import SEES_ALL, own_tasks

WAITS: Document = {"listed.stage": AssignmentStage.WAITING.value}


def asked_by_day(late: bool) -> Document:
    """Ask nothing of the stored fields: `lateness` knows the day."""
    return {}


class AssignmentList(SearchQuery):
    """`word` is any part of what is to be done; `late`: it waits, though its last day has passed."""

    id_begins: ClassVar[str] = "assignment-"
    paths: ClassVar[Mapping[str, str]] = {
        "stage": "listed.stage",
        "open": "listed.open",
        "officer": "state.received.officer",
        "due_on": "state.received.due_on",
    }
    conditions: ClassVar[Mapping[str, Callable[[Any], Document]]] = {"late": asked_by_day}
    sorts: ClassVar[tuple[str, ...]] = ("due_on",)

    officer: CertificateNumber | None = None
    stage: AssignmentStage | None = None
    open: bool | None = None
    late: bool | None = None

    def lateness(self, on: date) -> Document:
        """What must be so of what is, or is not, late on a day: nothing flags it in its history."""
        if self.late is None:
            return {}
        passed = {"state.received.due_on": {"$lt": on.isoformat()}}
        if self.late:
            return WAITS | passed
        return {"$or": [{"listed.open": False}, {"state.received.due_on": {"$gte": on.isoformat()}}]}


async def list_of_assignments(assignments: Assignments, query: AssignmentList, who: Origin) -> Page[AssignmentItem]:
    """One page of the caller's own assignments; supervisor and draw office see everybody's."""

    def show(stored: Stored[Assignment]) -> AssignmentItem:
        return assignment_item(stored, who.on)

    return await assignments.store.page(query, show, both([own_tasks(who), query.lateness(who.on), query.found()]))


async def read_page(assignments: Assignments, id: str, who: Origin) -> AssignmentPage:
    """One assignment; refused as unknown to those on whose list it does not stand."""
    stored = await assignments.store.read(id)
    received = stored.state.received
    if not who.roles & SEES_ALL and (received is None or received.officer != who.certificate):
        refuse(UNKNOWN, id=id)
    return assignment_page(stored, who)


def assignment_page(stored: Stored[Assignment], who: Origin) -> AssignmentPage:
    """The assignment with its step as it stands today, for whoever asks."""
    ways = ways_to("inspections", "/assignments/{assignment_id}/")
    steps = [
        ways[offer.name].step(
            offer if ways[offer.name].is_open_to(who) else replace(offer, may=False),
            awaited=True,
            assignment_id=stored.id,
        )
        for offer in offers(stored.state, Facts(on=who.on, recorded_on=who.recorded_on, caller=who.certificate))
    ]
    return assignment_page_of(stored, who.on, steps)

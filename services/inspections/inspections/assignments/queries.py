"""Lists of assignments."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import ListQuery, Page
from contracts.origin import Origin
from contracts.values import CertificateNumber
from inspections.assignments.verbs import Assignments
from inspections.assignments.view import AssignmentView, assignment_view
from inspections.sight import own_tasks


class AssignmentList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {"officer": "state.received.officer"}

    officer: CertificateNumber | None = None


async def list_of_assignments(assignments: Assignments, query: AssignmentList, who: Origin) -> Page[AssignmentView]:
    """One page of the caller's own assignments; supervisor and draw office see everybody's."""
    return await assignments.store.page(query, assignment_view, own_tasks(who))

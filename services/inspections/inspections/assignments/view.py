"""JSON view of an assignment, with a Chinese label for every code."""

from chassis.http import View
from chassis.store import Stored
from contracts.labels import labels_in
from inspections.assignments.domain import Assignment


class AssignmentView(View):
    assignment: Assignment


def assignment_view(stored: Stored[Assignment]) -> AssignmentView:
    state = stored.state
    return AssignmentView(id=stored.id, version=stored.version, assignment=state, labels=labels_in(state))

"""The step of an assignment with its form: the officer reports that it is done."""

from dataclasses import replace
from typing import Final

from contracts.steps import Bounds, Form, Offer, passes, refusals
from inspections.assignments.domain import Assignment, CompleteAssignment, Facts, complete_assignment
from inspections.officers.domain import one_of_them

TOLD: Final = CompleteAssignment(report="如实记录")


def offers(assignment: Assignment, facts: Facts) -> list[Offer]:
    """Return the step; what it lacks is what the decision refuses to the officer, tried on an example."""
    received = assignment.received
    if received is None or assignment.over:
        return []
    officer = replace(facts, caller=received.officer)
    options = {"done_on": Bounds(least=received.issued_on, most=facts.on)}
    missing = refusals(complete_assignment, assignment, TOLD, officer)
    may = passes(one_of_them, facts.caller, (received.officer,))
    return [Offer(name="complete-assignment", may=may, form=Form(options=options, missing=missing))]

"""The stage of a case, by the fold that supervision uses too."""

from functools import reduce

from cases.case.domain.case import Case
from contracts.cases import CaseEvent
from contracts.cases.progress import Progress, advance
from contracts.stages import Stage


def stage(case: Case) -> Stage:
    """The furthest stage of what still counts."""
    return reduce(advance, standing_events(case), Progress()).stage


def standing_events(case: Case) -> tuple[CaseEvent, ...]:
    """The events that no later one voided, in the order of the procedure; of the evidence the first stands for all."""
    told = (case.party, *case.evidence[:1], case.notice, case.defence, case.waiver)
    decided = (case.penalty, case.no_penalty, case.served, *case.payments)
    return tuple(event for event in (*told, *decided, case.withdrawn, case.closed) if event)

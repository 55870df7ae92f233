"""The stage of a case, by the fold that supervision uses too."""

from functools import reduce

from cases.case.domain.case import Case
from cases.case.domain.deadline import late
from cases.case.sight import withheld_from
from chassis.documents import ends_of
from chassis.store import Listed
from contracts.cases import CaseEvent
from contracts.cases.progress import Progress, advance
from contracts.stages import Stage


def stage(case: Case) -> Stage:
    """The furthest stage of what still counts."""
    return reduce(advance, standing_events(case), Progress()).stage


def listed(case: Case) -> Listed:
    """What lists of cases filter by."""
    out = sorted(withheld_from(case))
    return {"stage": stage(case).value, "open": not case.ended, "late": late(case), "withheld_from": out}


def found_by(case: Case) -> list[str]:
    """The texts by which a case is found: where the act happened, and how the firm and the power are coded."""
    filed = case.filed
    firm = case.party.firm if case.party else filed.firm
    return ends_of(filed.place, filed.power, firm or "")


def standing_events(case: Case) -> tuple[CaseEvent, ...]:
    """The events that no later one voided, in the order of the procedure; of the evidence the first stands for all."""
    told = (case.party, *case.evidence[:1], case.notice, case.defence, case.waiver)
    decided = (case.penalty, case.no_penalty, case.served, *case.payments)
    return tuple(event for event in (*told, *decided, case.withdrawn, case.closed) if event)

"""Visits are assigned by a draw or a task, and approved by the head beforehand (Doc 54, E-4)."""

from datetime import date

from contracts.inspections import VisitApproved, VisitAssigned, VisitEvent, VisitKind
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, CertificateNumber, Command, SocialCreditCode, TownshipCode
from inspections.domain.facts import Facts
from inspections.domain.items import published_list
from inspections.domain.officers import check_pair
from inspections.domain.visit import Visit

FIRM_ELSEWHERE = Rule("inspections/firm-elsewhere", "{firm} 不在本乡镇辖区", law="APL 22; Doc 54")
NO_FIRM = Rule("inspections/no-such-firm", "检查对象名录库中没有 {firm}", category=Category.UNKNOWN)
ALREADY_APPROVED = Rule("inspections/already-approved", "本次检查已经批准", category=Category.CONFLICT)
VISIT_OVER = Rule("inspections/visit-over", "本次检查已经结束", category=Category.CONFLICT)


class AssignVisit(Command):
    """Not asked for by a person: comes from a draw or a task."""

    kind: VisitKind
    firm: SocialCreditCode
    township: TownshipCode
    body: BodyCode
    officers: tuple[CertificateNumber, ...]
    item_lists: tuple[str, ...]
    inspect_until: date
    draw: str | None = None
    task: str | None = None


class ApproveVisit(Command):
    """The head's approval of the visit, its officers and lists."""


def assign_visit(command: AssignVisit, facts: Facts) -> list[VisitEvent]:
    """The lottery's word is taken as it is; a task's is checked (X-01, X-02, X-34)."""
    firm = facts.firm or refuse(NO_FIRM, firm=command.firm)
    if command.task:
        check_pair(command.officers, command.body, facts)
        if firm.township != command.township:
            refuse(FIRM_ELSEWHERE, firm=command.firm)
        for code in command.item_lists:
            published_list(facts.item_lists, code, facts.on)
    return [
        VisitAssigned(
            kind=command.kind,
            firm=command.firm,
            township=command.township,
            body=command.body,
            officers=command.officers,
            item_lists=command.item_lists,
            inspect_until=command.inspect_until,
            draw=command.draw,
            task=command.task,
        )
    ]


def approve_visit(visit: Visit, command: ApproveVisit, facts: Facts) -> list[VisitEvent]:
    """Every inspection needs the head's approval beforehand (Doc 54, E-4)."""
    if visit.over:
        refuse(VISIT_OVER)
    if visit.approved:
        refuse(ALREADY_APPROVED)
    return [VisitApproved(approved_on=facts.on)]

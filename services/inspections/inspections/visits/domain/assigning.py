"""Assigning a visit, by a draw or a task, and its approval beforehand (Doc 54, E-4)."""

from datetime import date

from contracts.inspections import InspectorReplaced, VisitApproved, VisitAssigned, VisitEvent, VisitKind
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, CertificateNumber, Command, SocialCreditCode, Text, TownshipCode
from inspections.items.domain import published_list
from inspections.officers.domain import check_officers, one_of_them
from inspections.visits.domain.demands import VISIT_OVER, check_replaceable
from inspections.visits.domain.facts import AssigningFacts, Facts, VisitCommand
from inspections.visits.domain.visit import Visit

FIRM_ELSEWHERE = Rule("inspections/firm-elsewhere", "{firm} 不在本乡镇辖区", law="APL 22; Doc 54")
NO_FIRM = Rule("inspections/no-such-firm", "检查对象名录库中没有 {firm}", category=Category.UNKNOWN)
ALREADY_APPROVED = Rule("inspections/already-approved", "本次检查已经批准", category=Category.CONFLICT)
STILL_CERTIFIED = Rule(
    "inspections/officer-still-certified",
    "执法证 {number} 今日有效，抽取、指派的执法人员不得另行挑选",
    law="OBE 54; 国发〔2019〕5号",
    remedy="由原定的执法人员检查；须回避的由负责人决定回避",
)
RECUSED = Rule("inspections/officer-recused", "执法证 {number} 的执法人员须回避本次检查", law="APL 43")


class AssignVisit(Command):
    """A visit that a draw or a task calls for; nobody asks for one in person."""

    kind: VisitKind
    firm: SocialCreditCode
    township: TownshipCode
    body: BodyCode
    officers: tuple[CertificateNumber, ...]
    item_lists: tuple[str, ...]
    inspect_until: date
    draw: str | None
    task: str | None
    recused: tuple[CertificateNumber, ...] = ()

    def certificates(self) -> tuple[CertificateNumber, ...]:
        """The certificates that the decision looks up: a draw's officers were checked when its pool was sealed."""
        return self.officers if self.task else ()


class ApproveVisit(VisitCommand):
    """The head's approval of the visit, its officers and lists."""


class ReplaceOfficer(VisitCommand):
    """Another officer goes in place of one who lost the certificate."""

    replaced: CertificateNumber
    by: CertificateNumber
    reason: Text

    def certificates(self, visit: Visit) -> tuple[CertificateNumber, ...]:
        return (*visit.officers, self.by)


def assign_visit(command: AssignVisit, facts: AssigningFacts) -> list[VisitEvent]:
    """Assign the visit: a drawn one as the lottery named it, a task's after checking it (X-01, X-02, X-34)."""
    firm = facts.firm or refuse(NO_FIRM, firm=command.firm)
    if command.task:
        check_officers(command.officers, command.body, facts.holders, facts.on)
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
            recused=command.recused,
        )
    ]


def approve_visit(visit: Visit, command: ApproveVisit, facts: Facts) -> list[VisitEvent]:
    """Approve the visit, which every inspection needs beforehand (Doc 54, E-4)."""
    if visit.over:
        refuse(VISIT_OVER)
    if visit.approved:
        refuse(ALREADY_APPROVED)
    return [VisitApproved(approved_on=facts.on)]


def replace_officer(visit: Visit, command: ReplaceOfficer, facts: Facts) -> list[VisitEvent]:
    """Send another certified officer of the body in place of one whose certificate does not count (X-02, X-36).

    Before the visit, or after it for what is to be seen again.
    """
    check_replaceable(visit)
    assigned = visit.assigned
    one_of_them(command.replaced, visit.officers)
    holder = facts.holders.get(command.replaced)
    if holder and holder.body == assigned.body and holder.certified(facts.on):
        refuse(STILL_CERTIFIED, number=command.replaced)
    if command.by in assigned.recused:
        refuse(RECUSED, number=command.by)
    others = [number for number in visit.officers if number != command.replaced]
    check_officers((*others, command.by), assigned.body, facts.holders, facts.on)
    return [InspectorReplaced(replaced=command.replaced, by=command.by, replaced_on=facts.on, reason=command.reason)]

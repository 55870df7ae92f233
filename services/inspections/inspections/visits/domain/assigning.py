"""Assigning a visit, by a draw or a task, and its approval beforehand (Doc 54, E-4)."""

from collections.abc import Collection
from datetime import date

from contracts.inspections import InspectorReplaced, VisitApproved, VisitAssigned, VisitEvent, VisitKind
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, CertificateNumber, Command, SocialCreditCode, TownshipCode
from inspections.items.domain import published_list
from inspections.officers.domain import Replacement, check_decider, check_officers, check_replacement, check_replacing
from inspections.visits.domain.demands import check_head, check_not_over, check_replaceable
from inspections.visits.domain.facts import AssigningFacts, Facts, HeadsCommand
from inspections.visits.domain.visit import Visit

FIRM_ELSEWHERE = Rule("inspections/firm-elsewhere", "{firm} 不在本乡镇辖区", law="APL 22; Doc 54")
NO_FIRM = Rule("inspections/no-such-firm", "检查对象名录库中没有 {firm}", category=Category.UNKNOWN)
ALREADY_APPROVED = Rule("inspections/already-approved", "本次检查已经批准", category=Category.CONFLICT)


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


class ApproveVisit(HeadsCommand):
    """The head's approval of the visit, its officers and lists."""


class ReplaceInspector(Replacement, HeadsCommand):
    """Another officer for the visit."""

    def tells_apart(self, visit: Visit) -> Collection[CertificateNumber]:
        return {*super().tells_apart(visit), self.by}

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
            assigned_on=facts.on,
        )
    ]


def approve_visit(visit: Visit, command: ApproveVisit, facts: Facts) -> list[VisitEvent]:
    """Approve the visit, which every inspection needs beforehand (Doc 54, E-4)."""
    check_head(visit, facts)
    check_not_over(visit)
    if visit.approved:
        refuse(ALREADY_APPROVED)
    return [VisitApproved(approved_on=facts.on)]


def replace_inspector(visit: Visit, command: ReplaceInspector, facts: Facts) -> list[VisitEvent]:
    """Send another certified officer of the body in place of one who may not go any more (X-02, X-03, X-36).

    Before the visit, in the middle of it, or after it for what is to be seen again.
    """
    check_decider(facts.person, visit.recused, facts.humans)
    check_replacing(command, facts.person, visit.handlers, facts.humans)
    check_replaceable(visit, command.ground)
    check_replacement(
        command, visit.officers, visit.recused, visit.assigned.body, facts.holders, facts.humans, facts.on
    )
    return [
        InspectorReplaced(
            replaced=command.replaced,
            by=command.by,
            replaced_on=facts.on,
            ground=command.ground,
            reason=command.reason,
        )
    ]

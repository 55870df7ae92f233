"""The state of a visit: the facts so far, who has to act next, and until when."""

from dataclasses import dataclass, replace
from datetime import date

from contracts.calendar import WorkingDays
from contracts.folding import Landing
from contracts.inspections import (
    Answer,
    CorrectionTermSet,
    ItemAnswered,
    RectifiedOnSite,
    TermRechecked,
    ViolationReferred,
    VisitApproved,
    VisitAssigned,
    VisitConcluded,
    VisitEvent,
    VisitOpened,
    VisitOverdue,
    VisitPostponed,
    VisitUnmet,
)
from contracts.values import Role
from contracts.work_items import WorkItem, post
from inspections.caps.domain.visit_caps import VisitReason


@dataclass(frozen=True, kw_only=True)
class Visit:
    assigned: VisitAssigned
    approved: VisitApproved | None = None
    postponed: VisitPostponed | None = None
    overdue: VisitOverdue | None = None
    opened: VisitOpened | None = None
    answers: tuple[ItemAnswered, ...] = ()
    rectified: tuple[RectifiedOnSite, ...] = ()
    terms: tuple[CorrectionTermSet, ...] = ()
    rechecks: tuple[TermRechecked, ...] = ()
    referred: tuple[ViolationReferred, ...] = ()
    unmet: VisitUnmet | None = None
    concluded: VisitConcluded | None = None

    @property
    def inspect_until(self) -> date:
        return self.postponed.inspect_until if self.postponed else self.assigned.inspect_until

    @property
    def reason(self) -> VisitReason:
        """The reason for the visit, which decides whether it takes a place (E-5, E-6)."""
        return VisitReason.SUPERVISOR_TASK if self.assigned.task else VisitReason.LOT

    @property
    def stage(self) -> str:
        """`assigned`, `approved`, `opened`, `unmet` or `concluded`."""
        for name in ("concluded", "unmet", "opened", "approved"):
            if getattr(self, name):
                return name
        return "assigned"

    @property
    def over(self) -> bool:
        return bool(self.unmet or self.concluded)

    def problems(self) -> list[str]:
        """The items whose newest answer is a problem."""
        newest = {answer.item: answer.answer for answer in self.answers}
        return [item for item, answer in newest.items() if answer is Answer.PROBLEM]

    def dealt_with(self) -> set[str]:
        """The items that were put right, given a term or referred."""
        return {fact.item for facts in (self.rectified, self.terms, self.referred) for fact in facts}

    def open_terms(self) -> list[CorrectionTermSet]:
        """The orders to correct that were not rechecked."""
        rechecked = {recheck.item for recheck in self.rechecks}
        return [term for term in self.terms if term.item not in rechecked]


land = Landing(Visit)


def evolve(visit: Visit | None, event: VisitEvent) -> Visit:
    """Put the event into its field; a visit that is put off is no longer late."""
    match event:
        case VisitPostponed():
            return replace(land(visit, event), overdue=None)
        case _:
            return land(visit, event)


def due(visit: Visit, calendar: WorkingDays) -> date | None:
    """The last day to visit; None once the visit was opened, ended or flagged as late."""
    if visit.opened or visit.over or visit.overdue:
        return None
    return visit.inspect_until


def work_items(visit: Visit) -> list[WorkItem]:
    """The steps that the visit waits for: the head approves; its officers open, conclude and recheck."""
    assigned = visit.assigned
    officers = assigned.officers
    match visit.stage:
        case "assigned":
            return [WorkItem(who=post(Role.HEAD, assigned.body), what="approve-visit", until=visit.inspect_until)]
        case "approved":
            return [WorkItem(who=officer, what="open-visit", until=visit.inspect_until) for officer in officers]
        case "opened":
            return [WorkItem(who=officer, what="conclude-visit") for officer in officers]
        case _:
            terms = visit.open_terms()
            return [
                WorkItem(who=officer, what="recheck-term", until=term.until) for term in terms for officer in officers
            ]

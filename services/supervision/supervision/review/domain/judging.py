"""The review of one file: everything that its published history shows to be against the law."""

from collections.abc import Callable, Iterator

from contracts.cases import CaseFiled, ClueRegistered, PowerConfirmed, PowerRecalled
from contracts.identity import OfficerRegistered
from contracts.inspections import DrawSealed, PatrolAssigned, VisitAssigned
from contracts.supervision import TaskIssued
from supervision.review.domain.accounts import account
from supervision.review.domain.clues import clue
from supervision.review.domain.competence import competence
from supervision.review.domain.confirmations import confirmations
from supervision.review.domain.draws import draw
from supervision.review.domain.enforcement import enforcement
from supervision.review.domain.finding import Finding
from supervision.review.domain.first import first
from supervision.review.domain.heads import filings, heads
from supervision.review.domain.history import History
from supervision.review.domain.inspected_once import inspected_once
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law
from supervision.review.domain.lists import lists
from supervision.review.domain.moments import moments
from supervision.review.domain.notice import heard
from supervision.review.domain.officers import officers_of_case
from supervision.review.domain.orders import orders
from supervision.review.domain.patrols import patrol
from supervision.review.domain.penalty import penalties
from supervision.review.domain.performance import performance
from supervision.review.domain.privacy import privacy
from supervision.review.domain.records import course, days_of_record, evidence
from supervision.review.domain.recusal import recusals
from supervision.review.domain.same_act import same_act
from supervision.review.domain.staff import staff
from supervision.review.domain.tasks import task
from supervision.review.domain.visits import visit
from supervision.review.domain.withdrawals import withdrawals

type Look = Callable[[History, Known, Law], Iterator[Finding]]

OF_A_CASE: tuple[Look, ...] = (
    recusals,
    officers_of_case,
    staff,
    competence,
    orders,
    heard,
    penalties,
    performance,
    enforcement,
    course,
    evidence,
    first,
    same_act,
    heads,
    filings,
)
BY_FIRST_EVENT: dict[type[object], tuple[Look, ...]] = {
    CaseFiled: OF_A_CASE,
    VisitAssigned: (visit, inspected_once, confirmations, heads, withdrawals),
    PatrolAssigned: (patrol, inspected_once, heads),
    DrawSealed: (draw,),
    ClueRegistered: (clue,),
    TaskIssued: (task,),
    OfficerRegistered: (account,),
    PowerConfirmed: (lists,),
    PowerRecalled: (lists,),
}


def review(history: History, known: Known, law: Law) -> list[Finding]:
    """Return the findings in the order of the events that show them; of other subjects there are none.

    It reads what was published and nothing else, so that it may be asked of a history that still goes on.
    """
    if not history.events:
        return []
    looks = BY_FIRST_EVENT.get(type(history.events[0].event))
    if looks is None:
        return []
    found = [finding for look in (*looks, privacy, moments) for finding in look(history, known, law)]
    found += days_of_record(history)
    return sorted(set(found), key=place)


def place(finding: Finding) -> tuple[int, str, str]:
    return finding.sequence, finding.rule, finding.what

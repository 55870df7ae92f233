"""What follows when a penalty is not performed: demand, court, end of enforcement (X-28, X-31; ACL 40, 53, 54)."""

from collections.abc import Iterator
from datetime import date

from contracts.cases import (
    CaseClosed,
    CourtEnforcementApplied,
    DecisionServed,
    EndingGround,
    EnforcementEnded,
    NoPenaltyDecided,
    PartyIdentified,
    PenaltyDecided,
    PerformanceDemanded,
    Sanction,
)
from contracts.values import Subject
from supervision.review.domain.acts import confirmation
from supervision.review.domain.counting import days_later, is_provisional, months_later, moved_on, working_days_later
from supervision.review.domain.finding import CLOSING, COURT, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law, Stage
from supervision.review.domain.orders import is_open, stage_of
from supervision.review.domain.performance import open_fine

ENDED = "enforcement-ended"
"""How a file is closed in which something stays open for good."""


def enforcement(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find demands of nothing, applications to the court out of their terms, and ends of enforcement without ground."""
    for demand in history.of(PerformanceDemanded):
        yield from demanded(history.before(demand), demand, law)
    for application in history.of(CourtEnforcementApplied):
        yield from applied(history.before(application), application, law)
    for end in history.of(EnforcementEnded):
        yield from ended(history.before(end), end)
    for closing in history.of(CaseClosed):
        if closing.event.outcome == ENDED and not history.before(closing).of(EnforcementEnded):
            yield CLOSING.by("ACL 40").found(closing, "没有终结执行，以终结执行结案")


def is_unperformed(past: History) -> bool:
    """Tell whether the party owes money or a correction that nobody gave up."""
    return (open_fine(past) > 0 or is_open(past)) and not past.of(EnforcementEnded)


def standing_service(past: History) -> Published[DecisionServed] | None:
    """Return the last service that both officers stand for."""
    return next((one for one in reversed(past.of(DecisionServed)) if confirmation(past, one)), None)


def demanded(past: History, demand: Published[PerformanceDemanded], law: Law) -> Iterator[Finding]:
    given, service = demand.event, standing_service(past)
    if service is None:
        yield COURT.by("ACL 54").found(demand, "决定书尚未送达即催告履行")
    elif given.demanded_on < service.event.served_on:
        yield COURT.by("ACL 54").found(demand, "在送达决定书之前催告履行")
    elif not is_unperformed(past):
        yield COURT.by("ACL 54").found(demand, "没有尚未履行的内容而催告")
    elif (due := pay_until(past, service, law)) and given.demanded_on <= due and not is_unfulfilled(past):
        yield COURT.by("APL 66, 67(3); ACL 54").found(demand, f"缴纳罚款的期限至 {due}，期满前催告")
    elif not open_fine(past) and not is_unfulfilled(past):
        yield COURT.by("APL 66; ACL 54").found(demand, "责令改正尚未期满，或者没有复查认定未改正，即催告履行")
    until = demand_until(given.demanded_on, law)
    if given.until != until and not any(is_provisional(day, law.calendar) for day in (given.until, until)):
        yield COURT.by("ACL 54, 69").found(demand, f"催告后的期限应至 {until}，记为 {given.until}")


def pay_until(past: History, service: Published[DecisionServed], law: Law) -> date | None:
    """Return the last day to pay what is still open, if the calendar of its year is known."""
    day = service.event.served_on
    due = days_later(day, law.terms_on(day).pay_days, law.calendar) if open_fine(past) else None
    return None if due is None or is_provisional(due, law.calendar) else due


def is_unfulfilled(past: History) -> bool:
    """Tell whether an order is open that two officers found not fulfilled after its term."""
    return is_open(past) and stage_of(past) is Stage.AFTER_ORDER


def demand_until(day: date, law: Law) -> date:
    return working_days_later(day, law.terms_on(day).demand_working_days, law.calendar)


def applied(past: History, application: Published[CourtEnforcementApplied], law: Law) -> Iterator[Finding]:
    """Find an application without a demand, too early after it, before the party can't sue any more, or too late."""
    if not is_unperformed(past):
        yield COURT.by("ACL 53").found(application, "没有尚未履行的内容而申请强制执行")
    if past.of(CourtEnforcementApplied):
        yield COURT.by("ACL 53").found(application, "已经申请法院强制执行，又重复申请")
    yield from after_the_demand(past, application, law)
    service = standing_service(past)
    if service is None:
        yield COURT.by("ACL 53").found(application, "决定书尚未送达即申请强制执行")
    else:
        yield from fine_demanded(past, service, application, law)
        yield from within_the_term(service.event.served_on, application, law)


def after_the_demand(past: History, application: Published[CourtEnforcementApplied], law: Law) -> Iterator[Finding]:
    """Find an application before ten working days after a demand, which is one once both officers stand for it."""
    ends = [end for one in past.of(PerformanceDemanded) if (end := end_of(past, one, law))]
    if not ends:
        yield COURT.by("ACL 54").found(application, "没有经两名执法人员催告即申请强制执行")
        return
    until = min(ends)
    if application.event.applied_on <= until:
        yield COURT.by("ACL 54, 69").found(application, f"催告后的十个工作日至 {until}，期满前申请强制执行")


def fine_demanded(
    past: History, service: Published[DecisionServed], application: Published[CourtEnforcementApplied], law: Law
) -> Iterator[Finding]:
    """Find an application for a fine that nobody demanded after its own term: an order may be late before (ACL 54)."""
    due = pay_until(past, service, law) if application.event.open else None
    standing = [one for one in past.of(PerformanceDemanded) if confirmation(past, one)]
    if due and standing and all(one.event.demanded_on <= due for one in standing):
        yield COURT.by("ACL 54").found(application, f"罚款的缴纳期限至 {due}，期满后没有催告即申请强制执行")


def end_of(past: History, demand: Published[PerformanceDemanded], law: Law) -> date | None:
    """Return the last day to perform on a demand; none while one officer stands for it.

    One for which nobody else stood within its term gave the party none, nor did those that name no day of recording:
    they count from the second officer's word.
    """
    second = confirmation(past, demand)
    if second is None:
        return None
    until = demand_until(demand.event.demanded_on, law)
    in_time = demand.event.recorded_on and second.event.confirmed_on <= until
    return until if in_time else demand_until(second.event.confirmed_on, law)


def within_the_term(served_on: date, application: Published[CourtEnforcementApplied], law: Law) -> Iterator[Finding]:
    """Find an application before the term to sue ended, and one more than three months later: late, but recorded.

    One of a day within the term that was recorded after it is shown, as nothing but the head's word tells its day.
    Where the calendar of the year was provisional, a last day that meets a day off is taken as it is.
    """
    terms, day = law.terms_on(served_on), application.event.applied_on
    sue_until = last_day(months_later(served_on, terms.sue_months), law)
    if day <= sue_until:
        yield COURT.by("ACL 53").found(application, f"当事人可以起诉至 {sue_until}，期满前申请强制执行")
    until = last_day(months_later(sue_until, terms.court_months), law)
    if is_provisional(until, law.calendar):
        return
    if day > until:
        yield COURT.by("ACL 53").flagged(application, f"申请强制执行的期限至 {until}，逾期申请")
    elif application.on > until:
        what = f"申请强制执行的期限至 {until}，所记日期 {day} 在期限之内，期满后的 {application.on} 才登记"
        yield COURT.by("ACL 53").flagged(application, what)


def last_day(day: date, law: Law) -> date:
    return day if is_provisional(day, law.calendar) else moved_on(day, law.calendar)


def ended(past: History, end: Published[EnforcementEnded]) -> Iterator[Finding]:
    """Find an end of enforcement with nothing to enforce, or on a ground that can't be that party's (ACL 40)."""
    ground, party = end.event.ground, past.last(PartyIdentified)
    if not past.of(PenaltyDecided, NoPenaltyDecided):
        yield CLOSING.by("ACL 40").found(end, "没有可以执行的决定而终结执行")
    elif not is_unperformed(past):
        yield CLOSING.by("ACL 40").found(end, "没有尚未履行的内容而终结执行")
    if ground is EndingGround.COURT and not past.of(CourtEnforcementApplied):
        yield CLOSING.by("ACL 40, 53").found(end, "没有申请法院强制执行，以法院终结为由终结执行")
    decision = past.last(PenaltyDecided)
    if ground is EndingGround.LOST and not (decision and Sanction.CONFISCATE_PROPERTY in decision.event.sanctions):
        yield CLOSING.by("ACL 40").found(end, "没有没收财物，以执行标的灭失为由终结执行")
    citizen = party is not None and party.event.subject is Subject.CITIZEN
    if ground is (EndingGround.CEASED if citizen else EndingGround.DIED):
        yield CLOSING.by("ACL 40").found(end, f"终结执行的理由“{ground.word}”不适用于此类当事人")

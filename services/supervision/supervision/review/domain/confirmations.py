"""What one officer recorded on a visit, and what rests on it though the other did not confirm it (X-01; APL 42).

Events of before, which name no officer, show nothing of it.
"""

from collections.abc import Iterator
from typing import Any

from contracts.inspections import (
    CorrectionTermSet,
    ItemAnswered,
    RectifiedOnSite,
    TermRechecked,
    ViolationReferred,
    VisitActConfirmed,
    VisitAssigned,
    VisitConcluded,
    VisitUnmet,
)
from contracts.values import CertificateNumber
from supervision.review.domain.finding import ORDER_FIRST, TWO_OFFICERS, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law
from supervision.review.domain.officers import certificate
from supervision.review.domain.replacements import came_after, officers_sent, standing

type Act = Published[CorrectionTermSet] | Published[TermRechecked]

UNSEEN = "未经另一名执法人员确认"
RECORD = "record"
"""The act that is all that was recorded so far; orders and re-checks are acts of their own."""


def confirmations(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find confirmations by whom they do not count, and what rests on the word of one officer."""
    sent = history.first(VisitAssigned)
    if not sent:
        return
    for given in history.of(VisitActConfirmed):
        yield from by_another(history.before(given), given, sent, known)
    for one in history.events:
        yield from by_the_one_named(history.before(one), one, sent, known)
    history = standing(history)
    for recheck in history.of(TermRechecked):
        order = newest(history.before(recheck), CorrectionTermSet, recheck.event.item)
        if order and waits(history.before(recheck), order):
            yield TWO_OFFICERS.found(recheck, f"事项 {recheck.event.item} 的责令改正{UNSEEN}即进行复查")
    for referred in history.of(ViolationReferred):
        yield from of_a_referral(history.before(referred), referred)
    for end in history.of(VisitConcluded, VisitUnmet):
        yield from of_the_end(history.before(end), end)


def act_of(one: Act) -> str:
    kind = "order" if isinstance(one.event, CorrectionTermSet) else "recheck"
    return f"{kind}-{one.event.item}"


def newest[E: (CorrectionTermSet, TermRechecked)](past: History, kind: type[E], item: str) -> Published[E] | None:
    return next((one for one in reversed(past.of(kind)) if one.event.item == item), None)


def stands(past: History, act: str, recorder: CertificateNumber | None) -> bool:
    """Tell whether another officer than the recorder said the same."""
    return any(one.event.act == act and one.event.certificate != recorder for one in past.of(VisitActConfirmed))


def waits(past: History, one: Act) -> bool:
    """Tell whether an order or a re-check is still the word of one."""
    return one.event.officer is not None and not stands(past.since(one), act_of(one), one.event.officer)


def by_another(
    past: History, given: Published[VisitActConfirmed], sent: Published[VisitAssigned], known: Known
) -> Iterator[Finding]:
    """Find a confirmation of nothing, by the recorder, by whoever was not sent, or from another one's session."""
    confirmed, number = given.event, given.event.certificate
    if number not in officers_sent(past, sent):
        yield TWO_OFFICERS.found(given, "确认人不是被派出的执法人员")
        return
    yield from certificate(given, number, confirmed.confirmed_on, sent.event.body, known)
    holders = known.holders([number])
    if holders and given.actor not in holders:
        yield TWO_OFFICERS.found(given, "确认不是由另一名执法人员本人作出")
    if confirmed.act == RECORD:
        return
    acts = [one for one in past.of(CorrectionTermSet, TermRechecked) if act_of(one) == confirmed.act]
    if not acts:
        yield TWO_OFFICERS.found(given, "确认的执法活动在本次检查中不存在")
        return
    recorder = acts[-1].event.officer
    if came_after(past, acts[-1], number, known):
        yield TWO_OFFICERS.found(given, "确认人在该执法活动之后才接替检查，当时不在场")
    if number == recorder or (recorder and known.are_one(number, recorder)):
        yield TWO_OFFICERS.found(given, "确认不是由另一名执法人员本人作出")
    if isinstance(acts[-1].event, CorrectionTermSet) and acts[-1].event.until <= confirmed.confirmed_on:
        yield ORDER_FIRST.found(given, "责令改正在期限届满时才经第二人确认，当事人没有得到改正的期限")


def by_the_one_named(
    past: History, one: Published[Any], sent: Published[VisitAssigned], known: Known
) -> Iterator[Finding]:
    """Find what names the other of the two officers than the one who recorded it; strangers are not named at all."""
    number = getattr(one.event, "officer", None)
    if number and one.actor in known.holders(officers_sent(past, sent)) - known.holders([number]):
        yield TWO_OFFICERS.found(one, "登记人不是所记的执法人员")


def of_a_referral(past: History, referred: Published[ViolationReferred]) -> Iterator[Finding]:
    """Find a referral of what one officer saw: neither the problem nor a failed re-check was confirmed."""
    made = referred.event
    if made.officer is None:
        return
    yield from as_named(past, referred)
    failed = newest(past, TermRechecked, made.item)
    if failed and not failed.event.fulfilled and not waits(past, failed):
        return
    answers = [one for one in past.of(ItemAnswered) if one.event.item == made.item]
    if not answers or not stands(past.since(answers[-1]), RECORD, made.officer):
        yield TWO_OFFICERS.found(referred, f"移送的事项 {made.item} {UNSEEN}")


def of_the_end(past: History, end: Published[Any]) -> Iterator[Finding]:
    """Find an end that one officer alone says, and orders and re-checks that are still the word of one."""
    if end.event.officer is None:
        return
    yield from as_named(past, end)
    entry = past.last(ItemAnswered, RectifiedOnSite, CorrectionTermSet)
    if not stands(past.since(entry), RECORD, end.event.officer):
        yield TWO_OFFICERS.found(end, f"检查记录{UNSEEN}即结束检查")
    days = {one.event.confirmed_on for one in past.of(VisitActConfirmed) if one.event.act == RECORD}
    if isinstance(end.event, VisitUnmet) and end.event.unmet_on not in days:
        yield TWO_OFFICERS.found(end, f"当日未能检查的情况{UNSEEN}")
    over = {one.event.item for one in past.of(RectifiedOnSite, ViolationReferred)}
    orders = {one.event.item: one for one in past.of(CorrectionTermSet) if one.event.item not in over}
    acts: list[Act] = [*orders.values(), *past.of(TermRechecked)]
    for one in acts:
        if waits(past, one):
            yield TWO_OFFICERS.found(end, f"事项 {one.event.item} 的责令改正或者复查{UNSEEN}即结束检查")


def as_named(past: History, one: Published[Any]) -> Iterator[Finding]:
    """Find somebody named as the second officer who confirmed nothing."""
    named = one.event.confirmed_by
    if named and not any(given.event.certificate == named for given in past.of(VisitActConfirmed)):
        yield TWO_OFFICERS.found(one, "所记的确认人没有作出确认")

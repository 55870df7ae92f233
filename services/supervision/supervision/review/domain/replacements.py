"""Officers who went in place of others: only where the law lets them (X-02, X-03, X-36)."""

from collections.abc import Iterator
from typing import Any

from contracts.inspections import (
    CorrectionTermSet,
    InspectorReplaced,
    ItemAnswered,
    PatrolAssigned,
    PatrolOfficerReplaced,
    RectifiedOnSite,
    ReplacementGround,
    ViolationReferred,
    VisitActConfirmed,
    VisitAssigned,
    VisitConcluded,
    VisitOpened,
    VisitUnmet,
)
from contracts.values import CertificateNumber
from supervision.review.domain.finding import BY_LOT, TWO_OFFICERS, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known

type Sent = Published[VisitAssigned] | Published[PatrolAssigned]


def officers_sent(past: History, sent: Sent) -> tuple[CertificateNumber, ...]:
    """Return the pair that is to go, with those whom the head sent in place of others."""
    officers = sent.event.officers
    for one in past.of(InspectorReplaced, PatrolOfficerReplaced):
        officers = tuple(one.event.by if number == one.event.replaced else number for number in officers)
    return officers


def came_after(past: History, act: Published[Any], number: CertificateNumber, known: Known) -> bool:
    """Tell whether an officer came after the act; whoever came back with a renewed certificate had been there."""
    replaced = [one.event for one in past.since(act).of(InspectorReplaced, PatrolOfficerReplaced)]
    return any(one.by == number and not known.are_one(number, one.replaced) for one in replaced)


def standing(history: History) -> History:
    """Return the visit without what one of the two had recorded alone when somebody else came to the firm."""
    void: set[int] = set()
    for one in history.of(InspectorReplaced):
        past = history.before(one)
        if past.of(VisitOpened) and not past.of(VisitConcluded, VisitUnmet):
            void |= seen_by_one(past)
    return History(history.id, tuple(one for one in history.events if one.sequence not in void))


def seen_by_one(past: History) -> set[int]:
    """Return the sequences of entries that the other one did not confirm; what both dealt with, both saw."""
    dealings = [one for one in past.of(RectifiedOnSite, CorrectionTermSet) if is_seen(past, one)]
    dealt_with = {one.event.item for one in [*dealings, *past.of(ViolationReferred)]}
    answers = [one for one in past.of(ItemAnswered) if one.event.item not in dealt_with]
    entries = [*answers, *past.of(RectifiedOnSite, CorrectionTermSet)]
    return {one.sequence for one in entries if not is_seen(past, one)}


def is_seen(past: History, entry: Published[Any]) -> bool:
    """Tell whether the other one confirmed an entry; those of before, which name no officer, count as they did."""
    act = f"order-{entry.event.item}" if isinstance(entry.event, CorrectionTermSet) else "record"
    given = [one.event for one in past.since(entry).of(VisitActConfirmed) if one.event.act == act]
    return entry.event.officer is None or any(one.certificate != entry.event.officer for one in given)


def replacements(history: History, sent: Sent, known: Known) -> Iterator[Finding]:
    """Find somebody replaced who might go or was not sent; who is recused is looked at elsewhere."""
    for one in history.of(InspectorReplaced, PatrolOfficerReplaced):
        made, going = one.event, officers_sent(history.before(one), sent)
        if made.replaced not in going:
            yield TWO_OFFICERS.found(one, f"执法证 {made.replaced} 的人员没有被派出，无从更换")
        held = (known.certificates or {}).get(made.replaced, ())
        certified = any(own.body == sent.event.body and own.counts(one.on) for own in held)
        begun = history.before(one).of(VisitOpened) or isinstance(one.event, PatrolOfficerReplaced)
        if made.ground is ReplacementGround.RECUSAL:
            continue
        if made.ground is ReplacementGround.UNABLE and begun:
            yield TWO_OFFICERS.flagged(one, f"执法证 {made.replaced} 的执法人员中途不能继续，由 {made.by} 接替")
        elif certified and not known.are_one(made.replaced, made.by):
            yield BY_LOT.found(one, f"执法证 {made.replaced} 当日有效，仍另行指派他人代替")

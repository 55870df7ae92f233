"""Recusal: nobody decides while it is open, and whoever was recused takes no part (X-03; APL 43)."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any, Final

from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    CourtEnforcementApplied,
    DecisionServed,
    EnforcementEnded,
    FilingApproved,
    FilingHandedIn,
    FilingReturned,
    NoPenaltyDecided,
    OfficerReplaced,
    PartyIdentified,
    PenaltyDecided,
    PriorNoticeServed,
    RecusalBy,
    RecusalDecided,
    RecusalRaised,
)
from contracts.values import Role
from supervision.review.domain.acts import of_the_party
from supervision.review.domain.finding import RECORD, RECUSAL, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law

DECISIONS: Final = (
    PenaltyDecided,
    NoPenaltyDecided,
    CaseWithdrawn,
    FilingApproved,
    FilingReturned,
    EnforcementEnded,
    CaseClosed,
)
BY_ITS_OFFICERS: Final = (
    FilingApproved,
    FilingHandedIn,
    PriorNoticeServed,
    PenaltyDecided,
    NoPenaltyDecided,
    DecisionServed,
)
"""Steps that rest on officers who may handle the case."""
OF_A_HEAD: Final = (RecusalDecided, OfficerReplaced, CourtEnforcementApplied)
"""What a head may decide while the recusal of another is open, and not while the own one is."""


def recusals(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find decisions while a recusal was open, by whom it concerned, and acts of whoever was recused."""
    for raised in history.of(RecusalRaised):
        answered = [
            one for one in history.since(raised).of(RecusalDecided) if one.event.recusal == raised.event.recusal
        ]
        yield from before_it_was_recorded(history.before(raised), raised)
        until = answered[0].sequence if answered else len(history.events) + 1
        for decision in history.since(raised).of(*DECISIONS):
            if decision.sequence < until:
                yield RECUSAL.found(decision, "回避尚未决定即作出决定")
        for other in history.since(raised).of(*OF_A_HEAD):
            if other.sequence < until and is_concerned(other, raised, known):
                yield RECUSAL.found(other, "对本人的回避尚未决定，仍审批、决定本案")
        for answer in answered[:1]:
            yield from decided(raised, answer, known)
    for granted in history.of(RecusalDecided):
        if granted.event.granted:
            out = known.names_of(names_in(history, granted))
            yield from taking_part(history.since(granted), out, known)
    for step in history.of(*BY_ITS_OFFICERS):
        yield from left_in(history.before(step), step, known)
    yield from once(history)
    yield from own_case(history, known)
    for named in history.of(PartyIdentified):
        yield from turned_out(history, named, known)


def before_it_was_recorded(past: History, raised: Published[RecusalRaised]) -> Iterator[Finding]:
    """Find what was decided after the party had asked and before that was recorded: whether it stands is for people."""
    asked_on = raised.event.raised_on
    for decision in past.of(*DECISIONS):
        if asked_on < raised.on and asked_on <= decision.on:
            yield RECUSAL.flagged(decision, f"{asked_on} 提出的回避至 {raised.on} 才登记，其间作出了本项决定")


def once(history: History) -> Iterator[Finding]:
    """Find a recusal that nobody raised or that was decided before, and an own one of another day than its record."""
    for answer in history.of(RecusalDecided):
        past, recusal = history.before(answer), answer.event.recusal
        if not any(one.event.recusal == recusal for one in past.of(RecusalRaised)):
            yield RECUSAL.found(answer, "所决定的回避没有人提出")
        if any(one.event.recusal == recusal for one in past.of(RecusalDecided)):
            yield RECUSAL.found(answer, "回避已经决定，又重新决定")
    for raised in history.of(RecusalRaised):
        if raised.event.by is RecusalBy.SELF and raised.event.raised_on != raised.done_on:
            yield RECORD.by("APL 43, 47").found(raised, "自行回避所记的日期不是提出之日")


def decided(raised: Published[RecusalRaised], answer: Published[RecusalDecided], known: Known) -> Iterator[Finding]:
    """Find a recusal that the one concerned decided, and a head's without minutes of the others (APL 43(3))."""
    if known.names_of([answer.actor]) & known.names_of(raised.event.names):
        yield RECUSAL.found(answer, "由本人决定本人的回避")
    if (raised.event.head or is_head(raised, known)) and not answer.event.minutes:
        yield RECUSAL.found(answer, "负责人的回避未经集体讨论决定")


def is_concerned(one: Published[Any], raised: Published[RecusalRaised], known: Known) -> bool:
    """Tell whether somebody decided whose own recusal is open; who leaves the case by it obeys the law."""
    concerned = known.names_of(raised.event.names)
    if isinstance(one.event, OfficerReplaced) and one.event.leaving in concerned:
        return False
    return bool(known.names_of([one.actor]) & concerned)


def is_head(raised: Published[RecusalRaised], known: Known) -> bool:
    """Tell whether the one concerned was a head then, whatever the name: of others the account is not known here."""
    held = [post for name in known.names_of(raised.event.names) for post in known.posts.get(name, ())]
    newest = [post for post in held if post.since <= raised.at]
    return bool(newest) and Role.HEAD in max(newest, key=attrgetter("since")).roles


def names_in(history: History, decided: Published[RecusalDecided]) -> frozenset[str]:
    """Return what the one concerned is called: by certificate, account and mark, as far as the history tells."""
    raised = (one.event for one in history.of(RecusalRaised) if one.event.recusal == decided.event.recusal)
    return frozenset({decided.event.concerns}).union(*(one.names for one in raised))


def taking_part(later: History, out: set[str], known: Known) -> Iterator[Finding]:
    for one in later.events:
        event = one.event
        named = {*getattr(event, "officers", ())} if hasattr(event, "act") else set()
        if isinstance(event, ActConfirmed):
            named = {event.certificate}
        if known.names_of({one.actor, *named}) & out:
            yield RECUSAL.found(one, "已经回避的人员仍参与办理")


def own_case(history: History, known: Known) -> Iterator[Finding]:
    """Find what the party itself recorded or decided as an officer or head, after it was known to be the party."""
    party: frozenset[str] = frozenset()
    for one in history.events:
        acting = (*getattr(one.event, "officers", ()), getattr(one.event, "certificate", ""))
        if party & {known.marks.get(one.actor, ""), *known.humans(acting)}:
            yield RECUSAL.found(one, "当事人本人参与办理自己的案件")
        if isinstance(one.event, PartyIdentified):
            party = one.event.marks


def turned_out(history: History, named: Published[PartyIdentified], known: Known) -> Iterator[Finding]:
    """Flag what somebody did in the case who then was found to be the party; find a notice that rests on it."""
    past = history.before(named)
    its = [one for one in past.events if is_by(one, named.event.marks, known)]
    if not its:
        return
    words = "、".join(dict.fromkeys(one.event.word for one in its))
    yield RECUSAL.flagged(named, f"当事人本人此前参与了：{words}，请核实")
    acts = {getattr(one.event, "act", "") for one in its}
    for told in of_the_party(history.since(named)).of(PriorNoticeServed):
        if acts & set(told.event.evidence):
            yield RECUSAL.found(told, "所告知的证据由当事人本人参与取得")


def is_by(one: Published[Any], marks: frozenset[str], known: Known) -> bool:
    acting = (*getattr(one.event, "officers", ()), getattr(one.event, "certificate", "") or "")
    if isinstance(one.event, CaseFiled | OfficerReplaced | RecusalRaised):
        acting = ()  # named, or about whom it is
    return bool(marks & {known.marks.get(one.actor, ""), *known.humans([*acting, *numbers_of(one.actor, known)])})


def numbers_of(actor: str, known: Known) -> list[str]:
    """Return the certificates of an account."""
    return [one.number for held in (known.certificates or {}).values() for one in held if one.person == actor]


def left_in(past: History, step: Published[Any], known: Known) -> Iterator[Finding]:
    """Find a case that went on to the next step while an officer of it was recused and not replaced."""
    filed, replaced = past.first(CaseFiled), past.last(OfficerReplaced)
    officers = replaced.event.officers if replaced else (filed.event.officers if filed else ())
    out = {name for one in past.of(RecusalDecided) if one.event.granted for name in names_in(past, one)}
    if known.names_of(out) & known.names_of(officers):
        yield RECUSAL.found(step, f"承办人员已经回避而未更换，即办理：{step.event.word}")

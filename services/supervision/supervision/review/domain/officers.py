"""Two certified officers of the body for every act, each from a session of their own (X-01, X-02; APL 42, 55)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseFiled,
    CorrectionForgone,
    CorrectionOrdered,
    DecisionServed,
    EndingGround,
    EnforcementEnded,
    EvidenceKind,
    EvidenceTaken,
    NoPenaltyDecided,
    OfficerReplaced,
    PartyIdentified,
    PenaltyDecided,
    PriorNoticeServed,
    RecusalDecided,
)
from contracts.values import CHINA, BodyCode, CertificateNumber
from supervision.review.domain.acts import acts, confirmation, confirmed, day_of, standing_notice
from supervision.review.domain.finding import CERTIFICATE, CLOSING, CONTENTS, RECORD, TWO_OFFICERS, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known, recorded_after
from supervision.review.domain.law import Law

OLDER = frozenset({EvidenceKind.DOCUMENTARY, EvidenceKind.PHYSICAL, EvidenceKind.AUDIO_VISUAL, EvidenceKind.ELECTRONIC})
"""Kinds of evidence that may have come into being before anybody investigated."""


def officers_of_case(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find acts without two certified officers, and steps that rest on an act of one."""
    filed = history.first(CaseFiled)
    if not filed:
        return
    body = filed.event.body
    yield from pair(filed, filed.event.officers, filed.event.filed_on, body, known, law)
    for act in acts(history):
        days = {act.done_on} if isinstance(act.event, EvidenceTaken) else {day_of(act.event) or act.done_on}
        taken_on = day_of(act.event)
        if isinstance(act.event, EvidenceTaken) and taken_on and is_by_officers(act.event, taken_on, filed.event):
            days.add(taken_on)
        for day in sorted(days):
            yield from pair(act, act.event.officers, day, body, known, law)
        yield from recorder(act, known)
        yield from outsiders(history.before(act), act)
    for named in history.of(PartyIdentified):
        yield from naming(named, filed, known)
    for given in history.of(ActConfirmed):
        yield from second_officer(history, given, body, known)
    yield from relied_on(history)


def is_by_officers(item: EvidenceTaken, taken_on: date, filed: CaseFiled) -> bool:
    """Tell whether officers were there when it came into being: not what may have been there before, up to the act."""
    return item.kind not in OLDER or taken_on > filed.act_on


def pair(
    one: Published[Any],
    officers: Sequence[CertificateNumber],
    day: date,
    body: BodyCode,
    known: Known,
    law: Law,
) -> Iterator[Finding]:
    """Find fewer officers than the law asks for, one person twice, and certificates that do not count on the day."""
    least = law.terms_on(day).officers
    if len(set(officers)) < least:
        yield TWO_OFFICERS.found(one, f"该项执法活动的执法人员少于{least}人")
        return
    if known.certificates is None:
        return
    certified = [number for number in dict.fromkeys(officers) if number in known.certificates]
    if len(certified) >= least and len(known.humans(certified)) < least:
        yield TWO_OFFICERS.found(one, "两个执法证属于同一人，实为一人执法")
    for number in dict.fromkeys(officers):
        yield from certificate(one, number, day, body, known)


def certificate(
    one: Published[Any], number: CertificateNumber, day: date, body: BodyCode, known: Known
) -> Iterator[Finding]:
    counting = [held for held in (known.certificates or {}).get(number, ()) if held.counts(day)]
    if known.certificates is not None and not counting:
        yield CERTIFICATE.found(one, f"执法证 {number} 在 {day} 无效")
    elif counting and all(held.body != body for held in counting):
        yield CERTIFICATE.found(one, f"执法证 {number} 不属于本案的执法主体")
    elif recorded := recorded_after(day, counting):
        yield RECORD.flagged(one, f"执法证 {number} 于 {recorded} 才登记，{day} 的执法活动在登记之前，请核实")


def outsiders(past: History, act: Published[Any]) -> Iterator[Finding]:
    """Find an act of somebody whom the head took out of the case; show one of who was never made an officer of it.

    One of whoever was recused is found as such (X-03).
    """
    filed, replaced = past.first(CaseFiled), past.of(OfficerReplaced)
    if filed is None:
        return
    standing = set(replaced[-1].event.officers if replaced else filed.event.officers)
    recused = {one.event.concerns for one in past.of(RecusalDecided) if one.event.granted}
    others, out = set(act.event.officers) - standing - recused, {one.event.leaving for one in replaced}
    if others & out:
        yield TWO_OFFICERS.by("APL 42, 54").found(act, "已经更换的人员仍办理本案的执法活动")
    elif others:
        yield TWO_OFFICERS.by("APL 42, 54").flagged(act, "办理执法活动的人员不是本案承办人员，请核实")


def recorder(act: Published[Any], known: Known) -> Iterator[Finding]:
    """Find an act that was recorded by somebody else than the officer who stands first in it."""
    holders = known.holders(act.event.officers[:1])
    if holders and act.actor not in holders:
        yield TWO_OFFICERS.found(act, "登记人不是该项执法活动的执法人员")


def naming(named: Published[PartyIdentified], filed: Published[CaseFiled], known: Known) -> Iterator[Finding]:
    """Find a party that was named by somebody who is no certified officer of the body."""
    if not known.is_certified(named.actor, filed.event.body, named.on):
        yield CERTIFICATE.found(named, "确认当事人的人员没有本执法主体的有效执法证")


def second_officer(history: History, given: Published[ActConfirmed], body: BodyCode, known: Known) -> Iterator[Finding]:
    """Find a confirmation by the recorder, by one person with two certificates, or by somebody else."""
    act = next((act for act in acts(history.before(given)) if act.event.act == given.event.act), None)
    if act is None:
        yield TWO_OFFICERS.found(given, "确认的执法活动在本案中不存在")
        return
    first, *others = act.event.officers or ("",)
    number = given.event.certificate
    if number == first or number not in others:
        yield TWO_OFFICERS.found(given, "确认人不是该项执法活动的另一名执法人员")
        return
    yield from certificate(given, number, given.event.confirmed_on, body, known)
    holders = known.holders([number])
    if given.actor == act.actor or known.are_one(number, first) or (holders and given.actor not in holders):
        yield TWO_OFFICERS.found(given, "确认不是由另一名执法人员本人作出")


def begun(past: History) -> date:
    """The day of the act; the first one there can be where the filing is not known."""
    filed = past.first(CaseFiled)
    return filed.event.act_on if filed else date.min


def shows_the_act(past: History) -> bool:
    """Tell whether there is evidence that both officers stand for and that is as new as the act."""
    days = [one.event.taken_at.astimezone(CHINA).date() for one in confirmed(past, EvidenceTaken)]
    return max(days, default=date.min) >= begun(past) and bool(days)


def relied_on(history: History) -> Iterator[Finding]:
    """Find a decision or a closing that rests on what only one officer recorded, or on nothing at all."""
    for step in history.of(CorrectionOrdered, CorrectionForgone, PriorNoticeServed, NoPenaltyDecided):
        past = history.before(step)
        if not shows_the_act(past):
            yield CONTENTS.by("APL 40, 46").found(step, "没有经两名执法人员确认、能够证明违法行为的证据")
    for decision in history.of(PenaltyDecided):
        past = history.before(decision)
        notice = standing_notice(past)
        if notice and not confirmation(past, notice):
            yield TWO_OFFICERS.found(decision, "所依据的事先告知未经第二名执法人员确认")
        taken = past.of(EvidenceTaken)
        if taken and not confirmed(past, EvidenceTaken):
            yield TWO_OFFICERS.found(decision, "据以定案的证据均未经第二名执法人员确认")
        elif not taken:
            yield CONTENTS.by("APL 40, 59(1)(2)").found(decision, "没有任何证据即作出处罚决定")
        elif max(one.event.taken_at.astimezone(CHINA).date() for one in confirmed(past, EvidenceTaken)) < begun(past):
            yield CONTENTS.by("APL 40, 59(1)(2)").found(decision, "据以定案的证据都形成于违法行为发生之前")
    for closing in history.of(CaseClosed):
        past = history.before(closing)
        services = past.of(DecisionServed)
        if any(one.event.ground in (EndingGround.DIED, EndingGround.CEASED) for one in past.of(EnforcementEnded)):
            continue  # they can't be served
        if not services:
            yield CLOSING.by("APL 61, 66").found(closing, "决定书尚未送达即结案")
        elif not any(confirmation(past, service) for service in services):
            yield TWO_OFFICERS.found(closing, "送达未经第二名执法人员确认即结案")

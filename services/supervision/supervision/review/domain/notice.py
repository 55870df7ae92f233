"""Prior notice, statement and defence, and what may then be decided (X-15 to X-18; APL 44, 45, 62, 63)."""

from collections.abc import Iterator

from contracts.cases import (
    CircumstanceEstablished,
    CorrectionRechecked,
    DefenceReceived,
    DefenceWaived,
    EvidenceTaken,
    OfficerReplaced,
    PartyIdentified,
    PenaltyDecided,
    PriorNoticeServed,
    RecusalDecided,
    Sanction,
)
from contracts.values import CHINA, CertificateNumber, Fen
from supervision.review.domain.acts import confirmation, confirmed, day_of, standing_notice
from supervision.review.domain.counting import working_days_later
from supervision.review.domain.finding import AS_TOLD, DEFENCE, HEARING, NOTICE, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law


def heard(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find a decision that the party was not told of, not heard on, or that is other than it was told."""
    for notice in history.of(PriorNoticeServed):
        least = working_days_later(
            notice.event.served_on, law.terms_on(notice.event.served_on).defence_working_days, law.calendar
        )
        if notice.event.defence_until < least:
            yield DEFENCE.found(notice, f"陈述申辩期限至 {notice.event.defence_until}，短于应有的期限 {least}")
        yield from raised(history, notice)
        yield from hearing(history, notice, notice.event.proposed_fine, notice.event.proposed_sanctions, law)
    for said in history.of(DefenceReceived, DefenceWaived):
        answered = standing_notice(history.before(said))
        if answered is None:
            yield NOTICE.found(said, "尚未事先告知，当事人无从陈述申辩或者放弃")
        elif (day_of(said.event) or said.on) < answered.event.served_on:
            yield NOTICE.found(said, "陈述申辩或者放弃的日期早于事先告知")
    yield from buried(history)
    for waiver in history.of(DefenceWaived):
        if waiver.event.signed_paper in files_before(history.before(waiver)):
            yield DEFENCE.found(waiver, "放弃陈述申辩的材料是对此前告知的声明或者本案的其他材料")
    for decision in history.of(PenaltyDecided):
        past = history.before(decision)
        told = standing_notice(past)
        if told is None:
            yield NOTICE.found(decision, "作出处罚决定前没有事先告知当事人")
        else:
            yield from too_early(past, told, decision, law)
            yield from other_than_told(past, told, decision)
        yield from hearing(history, decision, decision.event.fine, decision.event.sanctions, law)


def files_before(past: History) -> set[str]:
    """Return the files that can't waive what was told last: of the case, and the papers that answered older notices."""
    told = past.last(PriorNoticeServed)
    older = past.before(told).of(DefenceWaived) if told else []
    seen = {one.event.blob for one in past.of(EvidenceTaken, CorrectionRechecked)}
    minutes = {one.event.minutes for one in past.of(RecusalDecided) if one.event.minutes}
    return seen | minutes | {one.event.signed_paper for one in older}


def buried(history: History) -> Iterator[Finding]:
    """Find another notice or statement in place of one that no second officer re-checked (APL 45)."""
    for one in history.of(PriorNoticeServed, DefenceReceived):
        past = history.before(one)
        said = past.since(past.last(PriorNoticeServed)).last(DefenceReceived)
        if said is None or confirmation(past, said):
            continue
        if isinstance(one.event, PriorNoticeServed) or not has_left(past.since(said), said.event.officers):
            yield DEFENCE.by("APL 42, 45").found(one, "当事人此前的陈述申辩未经两名执法人员复核确认")


def has_left(later: History, officers: tuple[CertificateNumber, ...]) -> bool:
    """Tell whether one of the officers was recused or replaced, so that nobody may confirm what they recorded."""
    out = {one.event.leaving for one in later.of(OfficerReplaced)}
    out |= {one.event.concerns for one in later.of(RecusalDecided) if one.event.granted}
    return bool(out & set(officers))


def too_early(
    past: History, told: Published[PriorNoticeServed], decision: Published[PenaltyDecided], law: Law
) -> Iterator[Finding]:
    """Find a decision within the term to state and defend, or while what the party said is not re-checked (APL 45)."""
    since = past.since(told)
    said = since.last(DefenceReceived)
    if said and not confirmation(past, said):
        yield DEFENCE.by("APL 42, 45").found(decision, "当事人的陈述申辩未经两名执法人员复核确认")
    waived = since.last(DefenceWaived)
    if waived and confirmation(past, waived):
        return
    second = confirmation(past, told)
    begun = second.event.confirmed_on if second else told.event.served_on
    days = law.terms_on(begun).defence_working_days
    until = max(told.event.defence_until, working_days_later(begun, days, law.calendar))
    if decision.event.decided_on <= until:
        yield DEFENCE.found(decision, f"陈述申辩期限至 {until}，期满前作出处罚决定，又无书面放弃")
        return
    sent = max(one.on for one in (told, second) if one)
    if decision.event.decided_on <= (sent_until := working_days_later(sent, days, law.calendar)):
        what = f"告知和确认至 {sent} 才上报，自上报起算的陈述申辩期限 {sent_until} 未满即作出决定，请核实告知的日期"
        yield DEFENCE.flagged(decision, what)


def other_than_told(
    past: History, told: Published[PriorNoticeServed], decision: Published[PenaltyDecided]
) -> Iterator[Finding]:
    """Find a heavier penalty than was told, another base or ground, or evidence that the party was not told of."""
    made, notice = decision.event, told.event
    if is_heavier(made.fine, made.sanctions, notice):
        yield AS_TOLD.found(decision, "处罚重于事先告知的内容")
    grounds = set(made.mitigated_by) != set(notice.mitigated_by)
    if grounds or (made.base, made.mitigated) != (notice.base, notice.mitigated):
        yield AS_TOLD.by("APL 44, 45").found(decision, "罚款的计算基数或者减轻的情节与事先告知的内容不一致")
    established = {one.event.circumstance for one in confirmed(past, CircumstanceEstablished)}
    if notice.circumstances is not None and set(notice.circumstances) != established:
        yield AS_TOLD.by("APL 44, 45").found(decision, "据以处罚的法定情形与事先告知的内容不一致")
    later = {one.event.act for one in confirmed(past, EvidenceTaken)} - set(notice.evidence)
    if notice.evidence and later:
        yield AS_TOLD.by("APL 44, 45").found(decision, "据以处罚的证据在事先告知之后才确认，当事人未就此陈述申辩")


def raised(history: History, notice: Published[PriorNoticeServed]) -> Iterator[Finding]:
    """Find a proposal that became heavier after the party had spoken, without newer evidence (APL 45(2)).

    Whoever was named as the party in between changes nothing; one on newer evidence is shown, and one to a party that
    may be the same human being under another document.
    """
    past, party = history.before(notice), party_of(history.before(notice))
    shown = False
    for said in past.of(DefenceReceived):
        told, spoke = past.before(said).last(PriorNoticeServed), party_of(past.before(said))
        if not (party and spoke and told):
            continue
        if not is_heavier(notice.event.proposed_fine, notice.event.proposed_sanctions, told.event):
            continue
        if spoke.act_mark != party.act_mark:
            if spoke.marks & party.marks:
                yield AS_TOLD.by("APL 45(2)").flagged(notice, "可能为同一当事人：以其他证件陈述申辩之后加重，请核实")
            continue
        days = [one.event.taken_at.astimezone(CHINA).date() for one in confirmed(past, EvidenceTaken)]
        shown = True
        if not any(day > said.event.received_on for day in days):
            yield AS_TOLD.by("APL 45(2)").found(notice, "当事人陈述申辩之后，没有新的证据而加重拟作出的处罚")
            return
    if shown:
        yield AS_TOLD.by("APL 45(2)").flagged(notice, "当事人陈述申辩之后据新的证据加重拟作出的处罚，须说明与申辩无关")


def party_of(past: History) -> PartyIdentified | None:
    named = past.last(PartyIdentified)
    return named.event if named else None


def is_heavier(fine: Fen, sanctions: tuple[Sanction, ...], told: PriorNoticeServed) -> bool:
    return fine > told.proposed_fine or bool(set(sanctions) - set(told.proposed_sanctions))


def hearing(
    history: History,
    one: Published[PriorNoticeServed] | Published[PenaltyDecided],
    fine: Fen,
    sanctions: tuple[Sanction, ...],
    law: Law,
) -> Iterator[Finding]:
    """Find a penalty that gives the right to a hearing: no event tells that it was offered (APL 63(1))."""
    named = history.before(one).last(PartyIdentified)
    terms = law.terms_on(one.on)
    larger = named is not None and fine >= terms.hearing_fines[named.event.subject]
    if larger or terms.hearing_kinds & set(sanctions):
        yield HEARING.found(one, "处罚应当告知听证权利，案中没有告知听证和举行听证的记录")

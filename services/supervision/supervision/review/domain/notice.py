"""Prior notice, statement and defence, and what may then be decided (X-15 to X-18; APL 44, 45, 62, 63)."""

from collections.abc import Iterator
from datetime import date

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
from contracts.credit_code import is_household
from contracts.values import CHINA, CertificateNumber, Fen, Subject
from supervision.review.domain.acts import confirmation, confirmed, day_of, standing_notice
from supervision.review.domain.counting import working_days_later
from supervision.review.domain.finding import AS_TOLD, DEFENCE, HEARING, NOTICE, TWO_OFFICERS, Finding
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
        elif (day_of(said.event) or said.on) < since_when(history.before(said), said, answered):
            yield NOTICE.found(said, "陈述申辩或者放弃的日期早于事先告知")
        elif not confirmation(history.before(said), answered):
            yield TWO_OFFICERS.by("APL 42, 44").found(said, "所答复的事先告知未经第二名执法人员确认")
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
        yield from raised(history, decision)
        yield from hearing(history, decision, decision.event.fine, decision.event.sanctions, law)


def since_when(
    past: History, said: Published[DefenceReceived] | Published[DefenceWaived], answered: Published[PriorNoticeServed]
) -> date:
    """Return the day since when the party may have said it: a waiver is of what was told last, words of any notice."""
    if isinstance(said.event, DefenceWaived):
        return answered.event.served_on
    party = party_of(past)
    return min(one.event.served_on for one in past.of(PriorNoticeServed) if is_to(past, one, party))


def files_before(past: History) -> set[str]:
    """Return the files that can't waive what was told last: of the case, and the papers that answered older notices."""
    told = past.last(PriorNoticeServed)
    older = past.before(told).of(DefenceWaived) if told else []
    seen = {one.event.blob for one in past.of(EvidenceTaken, CorrectionRechecked)}
    minutes = {one.event.minutes for one in past.of(RecusalDecided) if one.event.minutes}
    return seen | minutes | {one.event.signed_paper for one in older}


def buried(history: History) -> Iterator[Finding]:
    """Find another notice, party or statement in place of one that no second officer re-checked (APL 45)."""
    for one in history.of(PriorNoticeServed, DefenceReceived, PartyIdentified):
        past = history.before(one)
        said = past.since(past.last(PriorNoticeServed)).last(DefenceReceived)
        if said is None or confirmation(past, said):
            continue
        if not isinstance(one.event, DefenceReceived) or not has_left(past.since(said), said.event.officers):
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


def raised(history: History, one: Published[PriorNoticeServed] | Published[PenaltyDecided]) -> Iterator[Finding]:
    """Find what is heavier than all that the party had been told when it spoke, without newer evidence (APL 45(2)).

    Whoever was named as the party in between changes nothing; a proposal on newer evidence is shown, and one to a party
    that may be the same human being under another document.
    """
    past, party = history.before(one), party_of(history.before(one))
    shown = False
    for said in past.of(DefenceReceived):
        told, spoke = told_before(past.before(said), said), party_of(past.before(said))
        if not (party and spoke and told) or not all(exceeds(one, each) for each in told):
            continue
        if spoke.act_mark != party.act_mark:
            if spoke.marks & party.marks and isinstance(one.event, PriorNoticeServed):
                yield AS_TOLD.by("APL 45(2)").flagged(one, "可能为同一当事人：以其他证件陈述申辩之后加重，请核实")
            continue
        shown = True
        if not any(taken_on(item) > said.event.received_on for item in fresh(past, said.event.received_on)):
            what = "当事人陈述申辩之后，没有新的证据而加重此前告知的处罚"
            yield AS_TOLD.by("APL 45(2)").found(one, what)
            return
    if shown and isinstance(one.event, PriorNoticeServed):
        yield AS_TOLD.by("APL 45(2)").flagged(one, "当事人陈述申辩之后据新的证据加重拟作出的处罚，须说明与申辩无关")


def told_before(past: History, said: Published[DefenceReceived]) -> list[Published[PriorNoticeServed]]:
    """Return the lightest that the speaker had been told by the day of its words, unless new facts made it heavier."""
    party = party_of(past)
    mine = [one for one in past.of(PriorNoticeServed) if is_to(past, one, party)]
    heard_of = [
        one
        for one in mine
        if one.event.served_on <= said.event.received_on
        and not any(later.sequence > one.sequence and took_its_place(past, later, one) for later in mine)
    ]
    return [one for one in heard_of if not any(exceeds(one, other) and not exceeds(other, one) for other in heard_of)]


def is_to(past: History, notice: Published[PriorNoticeServed], party: PartyIdentified | None) -> bool:
    told = party_of(past.before(notice))
    return bool(party and told and told.act_mark == party.act_mark)


def took_its_place(past: History, later: Published[PriorNoticeServed], one: Published[PriorNoticeServed]) -> bool:
    """Tell whether a heavier notice names evidence that was not there when the lighter one was served."""
    if not exceeds(later, one):
        return False
    there = past.of(EvidenceTaken)
    known = {item.event.blob for item in there if item.event.act in one.event.evidence}
    known |= {item.event.blob for item in there if taken_on(item) < one.event.served_on}
    return any(item.event.act in later.event.evidence and item.event.blob not in known for item in there)


def fresh(past: History, day: date) -> list[Published[EvidenceTaken]]:
    """Return the confirmed evidence that is no file which another record had shown by the day."""
    known = {item.event.blob for item in past.of(EvidenceTaken) if taken_on(item) <= day}
    return [item for item in confirmed(past, EvidenceTaken) if item.event.blob not in known]


def taken_on(item: Published[EvidenceTaken]) -> date:
    return item.event.taken_at.astimezone(CHINA).date()


def exceeds(one: Published[PriorNoticeServed] | Published[PenaltyDecided], told: Published[PriorNoticeServed]) -> bool:
    if isinstance(one.event, PenaltyDecided):
        return is_heavier(one.event.fine, one.event.sanctions, told.event)
    return is_heavier(one.event.proposed_fine, one.event.proposed_sanctions, told.event)


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
    larger = named is not None and fine >= min(terms.hearing_fines[kind] for kind in kinds_of(named.event))
    if larger or terms.hearing_kinds & set(sanctions):
        yield HEARING.found(one, "处罚应当告知听证权利，案中没有告知听证和举行听证的记录")


def kinds_of(party: PartyIdentified) -> set[Subject]:
    """Return the kinds by whose amounts the party has the right: an individual household by the lower one."""
    by_code = bool(party.firm and is_household(party.firm))
    household = by_code if party.household is None else party.household
    return {party.subject, Subject.CITIZEN} if household else {party.subject}

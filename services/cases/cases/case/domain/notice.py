"""Telling the party beforehand and hearing it (事先告知, 陈述申辩; APL 44, 45, 62)."""

from datetime import date

from cases.case.domain.case import Case
from cases.case.domain.ceiling import Ceilings, ceilings_of, is_raised, newer
from cases.case.domain.command import OfficersCommand
from cases.case.domain.demands import acting_officers, acting_officers_on, check_file, pictures, standing
from cases.case.domain.facts import Facts
from cases.case.domain.procedure import Today
from cases.case.domain.proposal import Proposal, check_proposal, unit_of_base
from cases.days.domain import FACT_DAY
from contracts.cases import CaseEvent, DefenceReceived, DefenceWaived, PriorNoticeServed
from contracts.refusal import Rule, refuse
from contracts.values import Day, FileHash, Sha256, Text

NO_NOTICE = Rule("cases/no-notice", "尚未送达事先告知书", law="APL 44, 62", remedy="请先送达事先告知书")
DEFENCE_OPEN = Rule(
    "cases/defence-open",
    "陈述申辩期限至 {until}",
    law="APL 45, 62",
    remedy="期满后再作出决定，或者提交当事人明确放弃的书面材料",
)
RAISED = Rule(
    "cases/raised-after-defence",
    "不得因当事人陈述申辩而加重处罚；陈述申辩之后没有新的证据，不得提高拟处罚款或者增加种类",
    law="APL 45(2)",
)
DEFENCE_UNHEARD = Rule(
    "cases/defence-unheard",
    "当事人的陈述申辩尚未经两名执法人员复核确认",
    law="APL 45, 62",
    remedy="请另一名执法人员确认；其中一人已经回避或者更换的，请重新登记该陈述申辩",
)
PAPER_USED = Rule(
    "cases/waiver-paper-used",
    "该材料是对此前告知的放弃声明或者本案的其他材料，不能证明当事人放弃就本次告知陈述申辩",
    law="APL 45, 62",
    remedy="请提交当事人就本次告知签署的书面材料",
)


class ServePriorNotice(OfficersCommand, Proposal):
    """Prior notice: the proposed penalty, and the facts, reasons and basis (APL 44)."""

    reasons: Text


class ReceiveDefence(OfficersCommand):
    """Statement of the party, and what the body found when it re-checked each point (APL 45).

    `received_on` is the day on which the party spoke or its paper came in (None: today).
    """

    text: Text
    review: Text
    received_on: Day | None = None


class WaiveDefence(OfficersCommand):
    """`signed_paper` is the hash of the declaration that the party signed on `waived_on` (None: today)."""

    signed_paper: FileHash
    waived_on: Day | None = None


def notice_served(case: Case, today: Today) -> None:
    standing(case, case.notice, NO_NOTICE)


def defence_confirmed(case: Case, today: Today) -> None:
    """Refuse while what the party said is not confirmed: another party or notice would bury it."""
    if case.defence and not case.is_confirmed(case.defence):
        refuse(DEFENCE_UNHEARD)


def no_defence_waits(case: Case, today: Today) -> None:
    """Refuse another statement in place of one that somebody may still confirm."""
    if case.defence in case.unconfirmed:
        refuse(DEFENCE_UNHEARD)


def defence_heard(case: Case, today: Today) -> None:
    """Refuse while the term runs, unless waived in writing, or while what the party said is not confirmed."""
    standing(case, case.notice, NO_NOTICE)
    defence_confirmed(case, today)
    waived = case.waiver and case.is_confirmed(case.waiver)
    until = defence_until(case, today)
    if until and today.on <= until and not waived:
        refuse(DEFENCE_OPEN, until=until)


def defence_until(case: Case, today: Today) -> date | None:
    """Return the last day to speak: as it was told, or counted from the second officer's confirmation (APL 42, 45).

    None before anything was told.
    """
    notice = case.notice
    if notice is None:
        return None
    confirmed_on = case.confirmed_on(notice) or notice.served_on
    counted = today.calendar.after(confirmed_on, today.procedure.terms.defence_working_days)
    return max(notice.defence_until, counted)


def serve_prior_notice(case: Case, command: ServePriorNotice, facts: Facts) -> list[CaseEvent]:
    """Tell the party what is proposed, why, and what it may do; a new notice voids the one before (APL 44)."""
    facts.require("serve-prior-notice", case)
    officers = acting_officers(case, command.officers, facts)
    check_proposal(case, command, facts)
    check_not_raised(case, command)
    days = facts.today.procedure.terms.defence_working_days
    return [
        PriorNoticeServed(
            act=facts.acting.id,
            served_on=facts.today.on,
            proposed_fine=command.fine,
            proposed_sanctions=command.sanctions,
            defence_until=facts.today.calendar.after(facts.today.on, days),
            base=command.base,
            base_unit=unit_of_base(case, command, facts),
            mitigated=command.ground,
            mitigated_by=command.ground_evidence,
            mitigated_reason=command.ground_reason,
            evidence=case.confirmed_evidence,
            circumstances=tuple(sorted(case.established)),
            officers=officers,
            reasons=command.reasons,
        )
    ]


def check_not_raised(case: Case, proposed: Proposal) -> None:
    """Refuse what is heavier than the lightest that the party was told before it spoke, without newer evidence (X-17).

    Lighter notices after that change nothing about it.
    """
    if is_raised(standing_ceilings(case), proposed.fine, proposed.sanctions):
        refuse(RAISED)


def standing_ceilings(case: Case) -> Ceilings:
    """Return what is not to be exceeded; nothing where the party did not speak, or there is newer evidence."""
    confirmed = [item for item in case.evidence if case.is_confirmed(item)]
    ceilings = ceilings_of(case.ceilings, case.act_mark)
    return tuple(one for one in ceilings if not newer(confirmed, one.heard_on, case.evidence))


def receive_defence(case: Case, command: ReceiveDefence, facts: Facts) -> list[CaseEvent]:
    """Record the party's statement; a late one is taken too (APL 45)."""
    facts.require("receive-defence", case)
    received_on = FACT_DAY.of(command.received_on, facts.today.on, since=first_told_on(case))
    return [
        DefenceReceived(
            act=facts.acting.id,
            received_on=received_on,
            officers=acting_officers_on(case, received_on, command.officers, facts),
            recorded_on=facts.today.recorded_on,
            text=command.text,
            review=command.review,
        )
    ]


def waive_defence(case: Case, command: WaiveDefence, facts: Facts) -> list[CaseEvent]:
    """Record that the party gave up statement and defence in writing (APL 45)."""
    facts.require("waive-defence", case)
    waived_on = after_notice(case, command.waived_on, facts)
    officers = acting_officers_on(case, waived_on, command.officers, facts)
    check_file(command.signed_paper, facts)
    check_own_paper(case, command.signed_paper)
    return [
        DefenceWaived(
            act=facts.acting.id,
            waived_on=waived_on,
            signed_paper=command.signed_paper,
            officers=officers,
            recorded_on=facts.today.recorded_on,
        )
    ]


def check_own_paper(case: Case, paper: Sha256) -> None:
    """Refuse a paper that answered another notice, or is another file of the case: it waives this one only."""
    others = pictures(case) | {one.minutes for one in case.recusals_decided if one.minutes}
    others |= {used for told, used in case.papers if case.notice is None or told != case.notice.act}
    if paper in others:
        refuse(PAPER_USED)


def first_told_on(case: Case) -> date | None:
    """Return the day since when the party may have spoken: it may be recorded late, once it was told anew."""
    days = [one.on for one in case.told if one.party == case.act_mark]
    return min(days, default=case.notice.served_on if case.notice else None)


def after_notice(case: Case, given: date | None, facts: Facts) -> date:
    """Return the day of a waiver of what was told last, which it can't have said before it was told (APL 44, 45)."""
    return FACT_DAY.of(given, facts.today.on, since=case.notice.served_on if case.notice else None)

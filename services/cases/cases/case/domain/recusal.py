"""Recusal: declared, asked for by the party, decided by a head (回避, APL 43).

Until it is decided the investigation goes on, but nobody decides the case; afterwards who was recused takes no part.
"""

from datetime import date

from cases.case.domain.case import Case
from cases.case.domain.command import CallersCommand, Deciding, LookingCommand
from cases.case.domain.demands import (
    OTHER_PURPOSE,
    check_caller,
    check_file,
    check_no_paperwork,
    pictures,
)
from cases.case.domain.facts import RECUSED, Facts
from cases.case.domain.procedure import Today
from cases.days.domain import FACT_DAY
from contracts.cases import CaseEvent, RecusalBy, RecusalDecided, RecusalRaised
from contracts.refusal import Category, Rule, refuse
from contracts.values import Day, FileHash, Role, Sha256, Text, Word

PENDING = Rule(
    "cases/recusal-pending",
    "对 {who} 的回避尚未决定",
    law="APL 43",
    remedy="请行政机关负责人先决定是否回避；调查不停止",
)
OFFICER_OUT = Rule(
    "cases/officer-out", "承办人员 {number} 已经回避", law="APL 42, 43", remedy="请行政机关负责人更换承办人员"
)
NOBODY = Rule(
    "cases/recusal-of-nobody",
    "{who} 不是本执法主体人员的执法证，也不是其负责人的账户",
    law="APL 43",
    category=Category.MALFORMED,
    remedy="请填写执法人员的执法证号，或者负责人的账户",
)
OWN_DAY = Rule(
    "cases/own-recusal-day",
    "自行回避以提出之日为准，只有当事人的申请可以注明此前的日期",
    law="APL 43",
    category=Category.MALFORMED,
)
NO_RECUSAL = Rule("cases/no-such-recusal", "本案没有这一项回避", law="APL 43", category=Category.UNKNOWN)
RECUSAL_DECIDED = Rule("cases/recusal-decided", "该项回避已经决定", law="APL 43", category=Category.CONFLICT)
OWN_RECUSAL = Rule("cases/own-recusal", "不得决定本人的回避", law="APL 43", remedy="请由其他负责人办理")
NO_MINUTES = Rule(
    "cases/recusal-of-head",
    "负责人的回避由集体讨论决定，须附会议纪要",
    law="APL 43",
    remedy="请上传会议纪要，由其他负责人登记",
)


class RaiseRecusal(LookingCommand, CallersCommand):
    """Own interest of the caller, or the party's request about somebody: `concerns` is a certificate or an account.

    `requested_on` is the day on which the party asked (None: today).
    """

    concerns: Word | None = None
    requested_on: Day | None = None
    reason: Text

    def named_person(self) -> str | None:
        return self.concerns


class DecideRecusal(Deciding):
    """`minutes` is the hash of the minutes of the collective decision on a head's recusal."""

    recusal: Word
    granted: bool
    minutes: FileHash | None = None
    reason: Text


def recusals_decided(case: Case, today: Today) -> None:
    """Refuse to decide a case while a recusal in it is open."""
    for one in case.recusals_pending:
        refuse(PENDING, who=one.concerns)


def officers_free(case: Case, today: Today) -> None:
    """Refuse a case of which an officer was recused and not replaced."""
    for number in case.officers:
        if number in case.recused:
            refuse(OFFICER_OUT, number=number)


def raise_recusal(case: Case, command: RaiseRecusal, facts: Facts) -> list[CaseEvent]:
    """Record that somebody declares an interest, or that the party asks for a recusal, and why (APL 43(1)-(2))."""
    facts.require("raise-recusal", case)
    concerns, is_head = whom(command, facts)
    found = facts.concerned if command.concerns else facts.acting.own
    raised = RecusalRaised(
        recusal=facts.acting.id,
        concerns=concerns,
        head=is_head,
        by=RecusalBy.PARTY if command.concerns else RecusalBy.SELF,
        raised_on=raised_on(case, command, facts.today.on),
        recorded_on=facts.today.recorded_on,
        certificate=found.certificate if found else None,
        mark=found.mark if found else None,
        reason=command.reason,
    )
    if raised.names & case.recused:
        refuse(RECUSED, who=concerns)
    if any(raised.names & one.names for one in case.recusals_pending):
        refuse(PENDING, who=concerns)
    return [raised]


def raised_on(case: Case, command: RaiseRecusal, today: date) -> date:
    """Return the day of the party's request, which some officer may record later; an own interest is of its record."""
    if command.concerns is None and command.requested_on is not None:
        refuse(OWN_DAY)
    return FACT_DAY.of(command.requested_on, today, since=case.filed.filed_on)


def whom(command: RaiseRecusal, facts: Facts) -> tuple[str, bool]:
    """Return whom it concerns, and whether that is a head: by account or by certificate, an officer by certificate.

    An officer who is named by account is the holder of the certificate, by which the case knows its officers.
    """
    if command.concerns is None:
        is_head = Role.HEAD in facts.acting.roles
        return (facts.acting.person, True) if is_head else (check_caller(facts), False)
    check_caller(facts)
    found = facts.concerned
    if not found or found.body != facts.acting.body:
        refuse(NOBODY, who=command.concerns)
    if found.certificate == command.concerns:
        return command.concerns, Role.HEAD in (found.roles or ())
    if found.may_be(Role.HEAD):
        return command.concerns, True
    return found.certificate or refuse(NOBODY, who=command.concerns), False


def decide_recusal(case: Case, command: DecideRecusal, facts: Facts) -> list[CaseEvent]:
    """Decide on a recusal: nobody on the own one, or who handled the case; on a head's, the heads (APL 43(3))."""
    found = next((one for one in case.recusals if one.recusal == command.recusal), None)
    facts.check_own_part(case)
    check_decider(case, found, facts)
    facts.require("decide-recusal", case)
    raised = found or refuse(NO_RECUSAL)
    if raised not in case.recusals_pending:
        refuse(RECUSAL_DECIDED)
    if raised.head:
        check_minutes(case, command.minutes or refuse(NO_MINUTES), facts)
    return [
        RecusalDecided(
            recusal=raised.recusal,
            concerns=raised.concerns,
            granted=command.granted,
            decided_on=facts.today.on,
            void=case.unconfirmed_of(*raised.names) if command.granted else (),
            minutes=command.minutes,
            reason=command.reason,
        )
    ]


def check_decider(case: Case, raised: RecusalRaised | None, facts: Facts) -> None:
    """Refuse whom the recusal concerns, and who handled the case."""
    own = facts.acting.own
    if raised and raised.names & {facts.acting.person, facts.acting.caller, own.mark if own else None}:
        refuse(OWN_RECUSAL)
    facts.check_handled_by_others(case)


def check_minutes(case: Case, minutes: Sha256, facts: Facts) -> None:
    """Refuse minutes that are another file of the case, or those on another recusal."""
    check_file(minutes, facts)
    check_no_paperwork(case, minutes)
    if minutes in pictures(case):
        refuse(OTHER_PURPOSE)

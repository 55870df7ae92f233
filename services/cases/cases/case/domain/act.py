"""Acts of two officers: who may take part, and the second one's confirmation (APL 42, 55)."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from cases.case.domain.case import Act, Case
from cases.case.domain.procedure import Facts
from contracts.cases import ActConfirmed, CaseEvent
from contracts.identity.two_officers import TwoOfficers
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber, Command

ALONE = Rule(
    "cases/one-officer", "执法人员不得少于两人", law="APL 42", remedy="请另派一名持有效执法证的人员共同办理"
)
NOT_CERTIFIED = Rule(
    "cases/not-certified",
    "执法证 {number} 在 {on} 无效",
    law="APL 42, 55, 76(1)(5)",
    remedy="请由持有效执法证的人员办理",
)
OTHER_BODY = Rule("cases/officer-of-other-body", "执法证 {number} 不属于本执法主体", law="APL 42, 55")
NO_CERTIFICATE = Rule("cases/no-certificate", "办理人没有有效的执法证", law="APL 42, 55, 76(1)(5)")
NOT_ONE_OF_THEM = Rule("cases/not-one-of-them", "办理人须为承办的执法人员之一", law="APL 42")
UNKNOWN_ACT = Rule("cases/unknown-act", "本案没有这一项执法活动", category=Category.UNKNOWN)
OWN_ACT = Rule("cases/own-act", "须由另一名执法人员确认", law="APL 42", remedy="请另一名执法人员登录确认")
UNCONFIRMED = Rule(
    "cases/unconfirmed", "另一名执法人员尚未确认", law="APL 42", remedy="请另一名执法人员登录确认"
)
ENDED = Rule("cases/case-ended", "本案已经办结", law="APL 47")

TWO_OFFICERS = TwoOfficers(alone=ALONE, not_certified=NOT_CERTIFIED, other_body=OTHER_BODY)

Officers = Annotated[tuple[CertificateNumber, ...], Field(max_length=8)]


class OfficersCommand(Command):
    """A command that is an act of two officers."""

    officers: Officers


class ConfirmAct(Command):
    """The second officer says that it was so; the act is named by the address."""

    act: str


def not_ended(case: Case, facts: Facts) -> None:
    if case.ended:
        refuse(ENDED)


def standing[A: Act](case: Case, act: A | None, absent: Rule) -> A:
    """The act, if it was recorded and confirmed; an unconfirmed one opens no gate."""
    act = act or refuse(absent)
    return act if case.is_confirmed(act) else refuse(UNCONFIRMED)


def check_officers(officers: Sequence[CertificateNumber], facts: Facts) -> None:
    """Two different people of the body, each certified today (X-01, X-02)."""
    TWO_OFFICERS.check(officers, facts.officers, facts.body, facts.on)


def check_caller(facts: Facts) -> CertificateNumber:
    """The certificate of the one who acts, which counts today (X-02)."""
    caller = facts.caller or refuse(NO_CERTIFICATE)
    TWO_OFFICERS.check_certificate(caller, facts.officers, facts.body, facts.on)
    return caller


def acting(officers: Sequence[CertificateNumber], facts: Facts) -> tuple[CertificateNumber, ...]:
    """The officers of an act, who records it in front; that must be the one who calls."""
    caller = facts.caller or refuse(NO_CERTIFICATE)
    check_officers(officers, facts)
    if caller not in officers:
        refuse(NOT_ONE_OF_THEM)
    return (caller, *(number for number in dict.fromkeys(officers) if number != caller))


def confirm_act(case: Case, command: ConfirmAct, facts: Facts) -> list[CaseEvent]:
    """Another officer of the act confirms it from a session of their own (APL 42)."""
    facts.require("confirm-act", case)
    act = next((it for it in case.acts if it.act == command.act), None) or refuse(UNKNOWN_ACT)
    caller = check_caller(facts)
    recorder, *others = act.officers
    if caller == recorder:
        refuse(OWN_ACT)
    if caller not in others:
        refuse(NOT_ONE_OF_THEM)
    if case.is_confirmed(act):
        return []
    return [ActConfirmed(act=act.act, certificate=caller, confirmed_on=facts.on)]

"""Logins and accounts as facts: opened and reset by two administrators, closed (docs/decisions/0035)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from contracts.dated import Dated, in_force
from contracts.identity import (
    AccountClosed,
    LoginOpened,
    LoginReset,
    OfficerEvent,
    ResetAsked,
    SessionEnd,
)
from contracts.refusal import Category, Rule, refuse
from contracts.values import Command, PersonId, Role, Text, Word
from identity.officers.domain.certificate import WithdrawCertificate, withdraw_certificate
from identity.officers.domain.officer import LAST_ADMINISTRATOR, Officer, RightsFacts, check_open

NOT_ASKED = Rule(
    "identity/reset-not-asked",
    "没有待确认的重置申请",
    category=Category.CONFLICT,
    remedy="请先由一位管理员申请重置，再由另一位管理员确认",
)
SECOND_ADMINISTRATOR = Rule(
    "identity/second-administrator",
    "重置密码须由申请人以外的管理员确认",
    category=Category.NOT_ALLOWED,
    remedy="请另一位平台管理员确认",
)
NO_RESET_TERM = Rule(
    "identity/no-reset-term",
    "{on} 当日没有公布重置申请的有效期限",
    category=Category.UNAVAILABLE,
    remedy="由县司法局公布期限并载入后再确认",
)
RESET_EXPIRED = Rule(
    "identity/reset-expired",
    "{asked} 提出的重置申请至 {until} 有效",
    category=Category.CONFLICT,
    remedy="请重新申请，再由另一位管理员确认",
)
ASKER_LEFT = Rule(
    "identity/reset-asker-left",
    "申请重置的人已不是平台管理员",
    category=Category.CONFLICT,
    remedy="请由现任管理员重新申请，再由另一位管理员确认",
)
OTHER_OPENS = Rule(
    "identity/other-administrator-opens",
    "登录名须由登记该人员以外的管理员开立",
    category=Category.NOT_ALLOWED,
    remedy="请另一位平台管理员开立",
)


class ResetTerm(Dated):
    """One dated publication: for how many days a reset that was asked for may be confirmed."""

    sample: bool
    days: Annotated[int, Field(ge=1, le=365, strict=True)]
    source: Word


class AskReset(Command):
    reason: Text


class CloseAccount(Command):
    reason: Text


@dataclass(frozen=True, kw_only=True)
class AccountFacts:
    """Who acts on which day; `other_administrators` can sign in, besides the person and, for a reset, the actor."""

    actor: PersonId
    today: date
    other_administrators: int


@dataclass(frozen=True, kw_only=True)
class ResetFacts(AccountFacts):
    """`asker_left`: who asked is known to administer no more; `terms` are the published ones."""

    asker_left: bool
    terms: Sequence[ResetTerm]


@dataclass(frozen=True, kw_only=True)
class OpeningFacts(AccountFacts):
    """`person` is whose login it is, `registered_by` opened the account."""

    person: PersonId
    registered_by: PersonId


def open_login(officer: Officer, command: None, facts: OpeningFacts) -> list[OfficerEvent]:
    """Give the password to an account that another administrator opened; the very first one opens the own.

    Where there is no other one, it is told to the supervisor.
    """
    check_open(officer)
    alone = facts.registered_by == facts.actor != facts.person
    if alone and facts.other_administrators:
        refuse(OTHER_OPENS)
    return [LoginOpened(opened_on=facts.today, by=facts.actor, registered_by=facts.registered_by, alone=alone)]


def ask_reset(officer: Officer, command: AskReset, facts: AccountFacts) -> list[OfficerEvent]:
    check_open(officer)
    return [ResetAsked(by=facts.actor, asked_on=facts.today, reason=command.reason)]


def reset_login(officer: Officer, command: None, facts: ResetFacts) -> list[OfficerEvent]:
    """Confirm what another administrator asked for; where there is no other one, it is told to the supervisor."""
    check_open(officer)
    asked = officer.reset_asked or refuse(NOT_ASKED)
    check_still_asked(asked, facts)
    alone = asked.by == facts.actor
    if alone and facts.other_administrators:
        refuse(SECOND_ADMINISTRATOR)
    reset = LoginReset(by=facts.actor, asked_by=asked.by, alone=alone, reset_on=facts.today)
    return [reset, officer.sessions_ending(SessionEnd.RESET)]


def check_still_asked(asked: ResetAsked, facts: ResetFacts) -> None:
    """Refuse what was asked for too long ago, or by somebody who could not ask for it today."""
    term = in_force(facts.terms, facts.today) or refuse(NO_RESET_TERM, on=facts.today)
    until = asked.asked_on + timedelta(days=term.days)
    if facts.today > until:
        refuse(RESET_EXPIRED, asked=asked.asked_on, until=until)
    if facts.asker_left:
        refuse(ASKER_LEFT)


def change_password(officer: Officer, command: None, facts: None) -> list[OfficerEvent]:
    return [officer.sessions_ending(SessionEnd.PASSWORD)]


def close_account(officer: Officer, command: CloseAccount, facts: AccountFacts) -> list[OfficerEvent]:
    """End sign-in, certificate and sessions; the platform never stays without an administrator."""
    check_open(officer)
    if Role.ADMINISTRATOR in officer.roles and not facts.other_administrators:
        refuse(LAST_ADMINISTRATOR)
    events: list[OfficerEvent] = [AccountClosed(closed_on=facts.today, reason=command.reason)]
    if officer.certified and not officer.withdrawn:
        withdrawal = WithdrawCertificate(effective_from=facts.today, reason=command.reason)
        events += withdraw_certificate(officer, withdrawal, RightsFacts(today=facts.today, own_beside_others=False))
    return [*events, officer.sessions_ending(SessionEnd.CLOSED)]

"""Logins and accounts as facts: opened and reset by two administrators, closed (docs/decisions/0035)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contracts.identity import (
    AccountClosed,
    LoginOpened,
    LoginReset,
    OfficerEvent,
    ResetAsked,
    SessionEnd,
)
from contracts.refusal import Category, Rule, refuse
from contracts.values import Command, PersonId, Role, Text
from identity.officers.domain.asking import AskingTerm, Confirming, check_not_let_go, confirmed_alone
from identity.officers.domain.certificate import WithdrawCertificate, withdrawal
from identity.officers.domain.officer import LAST_ADMINISTRATOR, Officer, RightsFacts, check_open
from identity.officers.domain.roles import taken_by_one

NOT_ASKED = Rule(
    "identity/reset-not-asked",
    "没有待确认的重置申请",
    category=Category.CONFLICT,
    remedy="请先由一位管理员申请重置，再由另一位管理员确认",
)
OTHER_OPENS = Rule(
    "identity/other-administrator-opens",
    "登录名须由登记该人员以外的管理员开立",
    category=Category.NOT_ALLOWED,
    remedy="请另一位平台管理员开立",
)

OVERTAKEN = Rule(
    "identity/password-overtaken",
    "在此期间密码或者职责已经变更",
    category=Category.CONFLICT,
    remedy="请重新登录后再修改密码",
)


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
class OpeningFacts(AccountFacts):
    """`person` is whose login it is, `registered_by` opened the account; `let_go_on` and `terms` as in `Confirming`."""

    person: PersonId
    registered_by: PersonId
    let_go_on: date | None
    terms: Sequence[AskingTerm]


def open_login(officer: Officer, command: None, facts: OpeningFacts) -> list[OfficerEvent]:
    """Give the password to an account that another administrator opened; the very first one opens the own.

    Where there is no other one, it is told to the supervisor.
    """
    check_open(officer)
    alone = facts.registered_by == facts.actor != facts.person
    if alone and facts.other_administrators:
        refuse(OTHER_OPENS)
    if alone:
        check_not_let_go(facts.let_go_on, facts.terms, facts.today)
    return [LoginOpened(opened_on=facts.today, by=facts.actor, registered_by=facts.registered_by, alone=alone)]


def ask_reset(officer: Officer, command: AskReset, facts: AccountFacts) -> list[OfficerEvent]:
    check_open(officer)
    return [ResetAsked(by=facts.actor, asked_on=facts.today, reason=command.reason)]


def reset_login(officer: Officer, command: None, facts: Confirming) -> list[OfficerEvent]:
    """Confirm what another administrator asked for."""
    check_open(officer)
    asked = officer.reset_asked or refuse(NOT_ASKED)
    alone = confirmed_alone(asked, facts)
    reset = LoginReset(by=facts.actor, asked_by=asked.by, alone=alone, reset_on=facts.today)
    return [reset, officer.sessions_ending(SessionEnd.RESET)]


def change_password(officer: Officer, command: int, facts: None) -> list[OfficerEvent]:
    """End the session in which the old password was looked at; another one may have taken its place since."""
    if officer.session != command:
        refuse(OVERTAKEN)
    return [officer.sessions_ending(SessionEnd.PASSWORD)]


def close_account(officer: Officer, command: CloseAccount, facts: AccountFacts) -> list[OfficerEvent]:
    """End sign-in, certificate and sessions; the platform never stays without an administrator."""
    check_open(officer)
    if Role.ADMINISTRATOR in officer.roles and not facts.other_administrators:
        refuse(LAST_ADMINISTRATOR)
    events = taken_by_one(officer, (), facts.actor, facts.today)
    events.append(AccountClosed(closed_on=facts.today, reason=command.reason))
    if officer.certified and not officer.withdrawn:
        withdrawing = WithdrawCertificate(effective_from=facts.today, reason=command.reason)
        events += withdrawal(officer, withdrawing, RightsFacts(today=facts.today, own_beside_others=False))
    return [*events, officer.sessions_ending(SessionEnd.CLOSED)]

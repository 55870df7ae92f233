"""Roles are set anew: by one administrator, or by two where somebody would decide or watch (docs/decisions/0035)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from contracts.identity import OfficerEvent, RightsTaken, RolesAsked, RolesChanged, SessionEnd
from contracts.refusal import Category, Rule, refuse
from contracts.values import Command, PersonId, Role
from identity.officers.domain.asking import Confirming, confirmed_alone
from identity.officers.domain.officer import (
    LAST_ADMINISTRATOR,
    Officer,
    RightsFacts,
    check_by_another,
    check_open,
    checked,
)
from identity.officers.domain.separation import Separation, check_compatible, incompatible

BY_ONE: Final = frozenset({Role.OFFICER, Role.CAPTAIN, Role.REGISTRAR, Role.HOTLINE})
"""Roles that neither decide nor watch; every other one takes two administrators."""

ROLES_NOT_ASKED = Rule(
    "identity/roles-not-asked",
    "没有待确认的职责变更申请",
    category=Category.CONFLICT,
    remedy="请先由一位管理员申请变更，再由另一位管理员确认",
)


class ChangeRoles(Command):
    roles: tuple[Role, ...]


@dataclass(frozen=True, kw_only=True)
class RolesFacts(RightsFacts):
    """`other_administrators` counts those besides the person who can sign in."""

    actor: PersonId
    other_administrators: int
    separation: Sequence[Separation]


@dataclass(frozen=True, kw_only=True)
class ConfirmingFacts(RolesFacts):
    confirming: Confirming


def change_roles(officer: Officer, command: ChangeRoles, facts: RolesFacts) -> list[OfficerEvent]:
    """Give the person these roles instead, or ask for them where one more of them decides or watches.

    Those that the person has withdraw what was asked for.
    """
    check_open(officer)
    roles = checked(command.roles)
    check_roles(officer, roles, facts)
    if roles == officer.roles and not officer.roles_asked:
        return []
    if set(roles) - set(officer.roles) - BY_ONE:
        return [RolesAsked(roles=roles, by=facts.actor, asked_on=facts.today)]
    taken = taken_by_one(officer, roles, facts.actor, facts.today)
    return [*taken, RolesChanged(roles=roles, by=facts.actor), officer.sessions_ending(SessionEnd.ROLES)]


def confirm_roles(officer: Officer, command: None, facts: ConfirmingFacts) -> list[OfficerEvent]:
    """Give the person the roles that another administrator asked for."""
    check_open(officer)
    asked = officer.roles_asked or refuse(ROLES_NOT_ASKED)
    check_roles(officer, asked.roles, facts)
    alone = confirmed_alone(asked, facts.confirming)
    changed = RolesChanged(roles=asked.roles, by=facts.actor, asked_by=asked.by, alone=alone)
    taken = taken_by_one(officer, asked.roles, facts.actor, facts.today) if alone else []
    return [*taken, changed, officer.sessions_ending(SessionEnd.ROLES)]


def taken_by_one(officer: Officer, left: Collection[Role], by: PersonId, today: date) -> list[OfficerEvent]:
    """Tell which roles that decide or watch the person loses: one may do it at once, and the supervisor hears of it."""
    lost = set(officer.roles) - set(left) - BY_ONE
    roles = tuple(role for role in officer.roles if role in lost)
    return [RightsTaken(roles=roles, by=by, taken_on=today)] if roles else []


def check_roles(officer: Officer, roles: tuple[Role, ...], facts: RolesFacts) -> None:
    """Refuse one's own roles, those that check each other, and the end of the last administrator."""
    check_by_another(facts)
    if Role.ADMINISTRATOR in set(officer.roles) - set(roles) and not facts.other_administrators:
        refuse(LAST_ADMINISTRATOR)
    if roles != officer.roles:
        check_compatible(incompatible(facts.separation, roles, facts.today))

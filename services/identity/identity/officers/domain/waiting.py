"""What an account waits for: that another administrator confirms roles or a reset that one asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contracts.code import Code
from contracts.values import PersonId, Role
from contracts.work_items import WorkItem, any_post
from identity.officers.domain.asking import AskingTerm, is_expired
from identity.officers.domain.officer import Officer


class AccountStep(Code):
    """Step that an account waits for."""

    ROLES = "confirm-roles", "确认变更职责"
    RESET = "confirm-reset", "确认重置密码"


def work_items(officer: Officer) -> list[WorkItem]:
    if officer.closed:
        return []
    asked = {AccountStep.ROLES: officer.roles_asked, AccountStep.RESET: officer.reset_asked}
    return [WorkItem(who=any_post(Role.ADMINISTRATOR), what=step) for step, one in asked.items() if one]


@dataclass(frozen=True, kw_only=True)
class Confirmer:
    """An administrator; `others` can sign in as well, besides the person of the account."""

    actor: PersonId
    today: date
    others: int
    terms: Sequence[AskingTerm]


def not_theirs(id: PersonId, officer: Officer, who: Confirmer) -> frozenset[str]:
    """Return the steps that others are to take: of what the administrator asked for, or of the own roles.

    What was asked for too long ago is nobody's any more: it is asked for anew.
    """
    steps = set()
    for step, asked in ((AccountStep.ROLES, officer.roles_asked), (AccountStep.RESET, officer.reset_asked)):
        own = asked and (asked.by == who.actor or (step is AccountStep.ROLES and id == who.actor))
        if asked and ((own and who.others) or is_expired(asked.asked_on, who.terms, who.today)):
            steps.add(step.value)
    return frozenset(steps)

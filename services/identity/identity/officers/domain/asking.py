"""What one administrator asks for and another one confirms: resets of passwords, and roles that decide or watch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from contracts.dated import Dated, in_force
from contracts.identity import ResetAsked, RolesAsked
from contracts.refusal import Category, Rule, refuse
from contracts.values import PersonId, Word

SECOND_ADMINISTRATOR = Rule(
    "identity/second-administrator",
    "须由申请人以外的管理员确认",
    category=Category.NOT_ALLOWED,
    remedy="请另一位平台管理员确认",
)
NO_TERM = Rule(
    "identity/no-asking-term",
    "{on} 当日没有公布申请的有效期限",
    category=Category.UNAVAILABLE,
    remedy="由县司法局公布期限并载入后再确认",
)
EXPIRED = Rule(
    "identity/asking-expired",
    "{asked} 提出的申请至 {until} 有效",
    category=Category.CONFLICT,
    remedy="请重新申请，再由另一位管理员确认",
)
ASKER_LEFT = Rule(
    "identity/asker-left",
    "申请人已不是平台管理员",
    category=Category.CONFLICT,
    remedy="请由现任管理员重新申请，再由另一位管理员确认",
)


class AskingTerm(Dated):
    """One dated publication: for how many days what was asked for may be confirmed."""

    sample: bool
    days: Annotated[int, Field(ge=1, le=365, strict=True)]
    source: Word


@dataclass(frozen=True, kw_only=True)
class Confirming:
    """Who confirms on which day; `others` can sign in and could confirm as well, besides the person and the actor.

    `asker_left`: who asked is known to administer no more; `terms` are the published ones.
    """

    actor: PersonId
    today: date
    others: int
    asker_left: bool
    terms: Sequence[AskingTerm]


def confirmed_alone(asked: ResetAsked | RolesAsked, facts: Confirming) -> bool:
    """Tell whether who asked also confirms, as is right where there is nobody else; the supervisor hears of it.

    Refuses what was asked for too long ago, or by somebody who could not ask for it today.
    """
    term = in_force(facts.terms, facts.today) or refuse(NO_TERM, on=facts.today)
    until = asked.asked_on + timedelta(days=term.days)
    if facts.today > until:
        refuse(EXPIRED, asked=asked.asked_on, until=until)
    if facts.asker_left:
        refuse(ASKER_LEFT)
    alone = asked.by == facts.actor
    if alone and facts.others:
        refuse(SECOND_ADMINISTRATOR)
    return alone

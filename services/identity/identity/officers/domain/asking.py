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


LET_GO_LATELY = Rule(
    "identity/let-go-lately",
    "{let_go} 取消了另一名平台管理员的职责或者注销了其账户，至 {until} 不得由本人单独办结",
    category=Category.NOT_ALLOWED,
    remedy="请另一位平台管理员办理；没有另一位的，期满后再办理",
)


class AskingTerm(Dated):
    """One dated publication: for how many days what was asked for may be confirmed."""

    sample: bool
    days: Annotated[int, Field(ge=1, le=365, strict=True)]
    source: Word


@dataclass(frozen=True, kw_only=True)
class Confirming:
    """Who confirms on which day; `others` can sign in and could confirm as well, besides the person and the actor.

    `asker_left`: who asked is known to administer no more; `let_go_on`: the actor alone took an administrator away,
    last on that day; `terms` are the published ones.
    """

    actor: PersonId
    today: date
    others: int
    asker_left: bool
    let_go_on: date | None
    terms: Sequence[AskingTerm]


def confirmed_alone(asked: ResetAsked | RolesAsked, facts: Confirming) -> bool:
    """Tell whether who asked also confirms, as is right where there is nobody else; the supervisor hears of it.

    Refuses what was asked for too long ago, or by somebody who could not ask for it today.
    """
    until = until_of(asked.asked_on, facts.terms, facts.today)
    if facts.today > until:
        refuse(EXPIRED, asked=asked.asked_on, until=until)
    if facts.asker_left:
        refuse(ASKER_LEFT)
    alone = asked.by == facts.actor
    if alone and facts.others:
        refuse(SECOND_ADMINISTRATOR)
    if alone:
        check_not_let_go(facts.let_go_on, facts.terms, facts.today)
    return alone


def check_not_let_go(let_go_on: date | None, terms: Sequence[AskingTerm], today: date) -> None:
    """Refuse to do the part of two to whoever took the other one away, for as long as that one could have confirmed."""
    if let_go_on is None:
        return
    until = until_of(let_go_on, terms, today)
    if today <= until:
        refuse(LET_GO_LATELY, let_go=let_go_on, until=until)


def is_expired(asked_on: date, terms: Sequence[AskingTerm], today: date) -> bool:
    """Tell whether the term, as published for today, has passed; nothing expires where none is published."""
    term = in_force(terms, today)
    return term is not None and today > asked_on + timedelta(days=term.days)


def until_of(asked_on: date, terms: Sequence[AskingTerm], today: date) -> date:
    """Return the last day of the term, by what is published for today."""
    term = in_force(terms, today) or refuse(NO_TERM, on=today)
    return asked_on + timedelta(days=term.days)

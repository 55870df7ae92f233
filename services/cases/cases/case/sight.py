"""Sight of a case and its personal values, and whose case it is (ALES 6, APL 22, 50)."""

from collections.abc import Collection

from cases.case.domain.case import Case
from cases.dependencies import CASE_READERS
from chassis.documents import Document
from chassis.store import UNKNOWN, Stored
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import Role

OTHER_BODY = Rule(
    "cases/case-of-other-body", "本案由其他执法主体办理", law="APL 22", category=Category.NOT_ALLOWED, hidden=True
)


WITHHELD = Rule(
    "cases/withheld-from-recused",
    "已在本案中回避，不得再查阅案卷",
    law="APL 43, 50",
    category=Category.NOT_ALLOWED,
    remedy="需要说明情况的，向办理本案的其他人员提出",
)


def withheld_from(case: Case) -> frozenset[str]:
    """All by which those are known who take no part in the case: who was recused in it, and the party (APL 43)."""
    return case.recused | (case.party.marks if case.party else frozenset())


def seen_by(who: Origin) -> Document:
    """The filter of the cases that the caller sees but for those that are withheld: those of the own body.

    Supervisors see every body's (ALES 6).
    """
    return {} if Role.SUPERVISOR in who.roles else {"state.filed.body": who.agency}


def check_seen(stored: Stored[Case], who: Origin, names: Collection[str]) -> None:
    """Answer 'not found' for a case that the caller may not see, known by these `names`; the recused learn why.

    It holds for the page, the history, the facts and the files alike.
    """
    case = stored.state
    if not who.roles & CASE_READERS or (Role.SUPERVISOR not in who.roles and case.filed.body != who.agency):
        refuse(UNKNOWN, id=stored.id)
    if not case.recused.isdisjoint(names):
        refuse(WITHHELD)
    if not withheld_from(case).isdisjoint(names):
        refuse(UNKNOWN, id=stored.id)


def sees(case: Case, who: Origin, names: Collection[str]) -> bool:
    """Tell whether another case may be named to the caller."""
    own = Role.SUPERVISOR in who.roles or case.filed.body == who.agency
    return own and withheld_from(case).isdisjoint(names)


def check_own(case: Case, who: Origin) -> None:
    """Refuse to act on a case of another body (APL 22)."""
    if case.filed.body != who.agency:
        refuse(OTHER_BODY)


def sees_personal(case: Case, who: Origin) -> bool:
    """True for the officers of the case and the head of the body; supervisors see the course without it (APL 50)."""
    if case.filed.body != who.agency:
        return False
    involved = {*case.filed.officers, *case.officers, *(number for act in case.acts for number in act.officers)}
    return who.certificate in involved - case.recused or Role.HEAD in who.roles

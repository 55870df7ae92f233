"""Sight of a case and its personal values, and whose case it is (ALES 6, APL 22, 50)."""

from cases.case.domain.case import Case
from chassis.documents import Document
from chassis.store import UNKNOWN, Stored
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import Role

OTHER_BODY = Rule(
    "cases/case-of-other-body", "本案由其他执法主体办理", law="APL 22", category=Category.NOT_ALLOWED, hidden=True
)


def seen_by(who: Origin) -> Document:
    """The filter of the cases that the caller sees: those of the own body; supervisors see every body's (ALES 6)."""
    return {} if Role.SUPERVISOR in who.roles else {"state.filed.body": who.agency}


def check_seen(stored: Stored[Case], who: Origin) -> None:
    """Answer 'not found' for a case that the caller may not see."""
    if Role.SUPERVISOR not in who.roles and stored.state.filed.body != who.agency:
        refuse(UNKNOWN, id=stored.id)


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

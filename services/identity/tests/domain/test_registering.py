"""Bodies with their territory, people with their body and roles."""

from datetime import date

import pytest

from contracts.identity import BodyRegistered, OfficerRegistered, RolesChanged
from contracts.refusal import Refusal
from contracts.values import BodyKind, Role
from identity.domain import body, officer
from identity.domain.body import RegisterBody
from identity.domain.facts import Facts
from identity.domain.officer import ChangeRoles, Officer, RegisterOfficer

FACTS = Facts(on=date(2026, 9, 1), body_known=True, territory="130624100")
PERSON = RegisterOfficer(name="李建国", body="130624100", roles=(Role.CAPTAIN, Role.OFFICER, Role.OFFICER))


def registered() -> Officer:
    (event,) = officer.register_officer(PERSON, FACTS)
    return officer.evolve(None, event)


def test_a_township_has_its_own_territory() -> None:
    command = RegisterBody(code="130624100", name="阜平镇人民政府", kind=BodyKind.TOWNSHIP, township="130624100")
    assert body.register_body(command, FACTS) == [
        BodyRegistered(code="130624100", name="阜平镇人民政府", kind=BodyKind.TOWNSHIP, township="130624100")
    ]


@pytest.mark.parametrize(
    ("code", "kind", "township"),
    [
        ("130624100", BodyKind.TOWNSHIP, None),
        ("130624100", BodyKind.TOWNSHIP, "130624101"),
        ("130624-market", BodyKind.DEPARTMENT, "130624100"),
    ],
)
def test_another_territory_is_refused(code: str, kind: BodyKind, township: str | None) -> None:
    command = RegisterBody(code=code, name="某单位", kind=kind, township=township)
    with pytest.raises(Refusal) as caught:
        body.register_body(command, FACTS)
    assert (caught.value.rule, caught.value.rule.law) == (body.TERRITORY, "APL 22")


def test_a_person_gets_the_territory_of_the_body_and_each_role_once() -> None:
    assert officer.register_officer(PERSON, FACTS) == [
        OfficerRegistered(body="130624100", township="130624100", roles=(Role.OFFICER, Role.CAPTAIN), name="李建国")
    ]


def test_a_person_of_no_known_body_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        officer.register_officer(PERSON, Facts(on=FACTS.on))
    assert caught.value.rule is officer.NO_BODY


def test_a_person_without_a_role_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        officer.change_roles(registered(), ChangeRoles(roles=()), FACTS)
    assert caught.value.rule is officer.NO_ROLE


def test_the_same_roles_in_another_order_change_nothing() -> None:
    assert officer.change_roles(registered(), ChangeRoles(roles=(Role.CAPTAIN, Role.OFFICER)), FACTS) == []
    assert officer.change_roles(registered(), ChangeRoles(roles=(Role.HEAD,)), FACTS) == [
        RolesChanged(roles=(Role.HEAD,))
    ]

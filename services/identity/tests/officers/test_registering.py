"""People with their body and roles."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.identity import BodyRegistered, OfficerRegistered, RolesAsked, RolesChanged, SessionEnd, SessionsEnded
from contracts.refusal import Refusal
from contracts.values import BodyKind, PersonId, Role
from county import invented_identity
from identity.bodies.domain import Body
from identity.officers.domain import officer
from identity.officers.domain.officer import Officer, RegisterOfficer, RegistrationFacts
from identity.officers.domain.roles import ChangeRoles, RolesFacts, change_roles
from identity.officers.domain.separation import INCOMPATIBLE
from identity.officers.reference import load_separation

TOWNSHIP = BodyRegistered(code="130624100", name="阜平镇人民政府", kind=BodyKind.TOWNSHIP, township="130624100")
MARK = "d" * 64
TODAY, SEPARATION = date(2026, 9, 1), load_separation()
FACTS = RegistrationFacts(body=Body(registered=TOWNSHIP), mark=MARK, maybe_same=(), separation=SEPARATION, today=TODAY)
SOMEBODY = invented_identity(1)
BY = PersonId("officer-2")
ROLES = RolesFacts(actor=BY, other_administrators=0, own_beside_others=False, separation=SEPARATION, today=TODAY)
PERSON = RegisterOfficer.model_validate(
    {"name": "李建国", **SOMEBODY, "body": "130624100", "roles": (Role.CAPTAIN, Role.OFFICER, Role.OFFICER)}
)


def registered() -> Officer:
    (event,) = officer.register_officer(PERSON, FACTS)
    return officer.evolve(None, event)


def test_a_person_gets_the_territory_of_the_body_and_each_role_once() -> None:
    assert officer.register_officer(PERSON, FACTS) == [
        OfficerRegistered(
            body="130624100",
            township="130624100",
            roles=(Role.OFFICER, Role.CAPTAIN),
            mark=MARK,
            name="李建国",
            number=SOMEBODY["number"],
            telephone=SOMEBODY["telephone"],
            another="",
        )
    ]


def test_a_person_of_no_known_body_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        officer.register_officer(PERSON, replace(FACTS, body=None))
    assert caught.value.rule is officer.NO_BODY


def test_a_person_without_a_role_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        change_roles(registered(), ChangeRoles(roles=()), ROLES)
    assert caught.value.rule is officer.NO_ROLE


def test_the_same_roles_in_another_order_change_nothing() -> None:
    assert change_roles(registered(), ChangeRoles(roles=(Role.CAPTAIN, Role.OFFICER)), ROLES) == []
    assert change_roles(registered(), ChangeRoles(roles=(Role.HOTLINE,)), ROLES) == [
        RolesChanged(roles=(Role.HOTLINE,), by=BY),
        SessionsEnded(session=1, why=SessionEnd.ROLES),
    ]
    assert change_roles(registered(), ChangeRoles(roles=(Role.HEAD,)), ROLES) == [
        RolesAsked(roles=(Role.HEAD,), by=BY, asked_on=TODAY)
    ]


@pytest.mark.parametrize(
    "roles",
    [
        (Role.OFFICER, Role.HEAD),
        (Role.OFFICER, Role.LEGAL_REVIEWER),
        (Role.HEAD, Role.LEGAL_REVIEWER),
        (Role.SUPERVISOR, Role.HEAD),
        (Role.DRAW_OFFICE, Role.OFFICER),
        (Role.ADMINISTRATOR, Role.SUPERVISOR),
        tuple(Role),
    ],
)
def test_nobody_gets_roles_that_check_each_other(roles: tuple[Role, ...]) -> None:
    with pytest.raises(Refusal) as new:
        officer.register_officer(PERSON.model_copy(update={"roles": roles}), FACTS)
    with pytest.raises(Refusal) as changed:
        change_roles(registered(), ChangeRoles(roles=roles), ROLES)
    assert new.value.rule is changed.value.rule is INCOMPATIBLE
    assert new.value.facts["because"]


def test_before_the_table_nothing_is_incompatible() -> None:
    before = replace(ROLES, today=date(2019, 12, 31))
    assert change_roles(registered(), ChangeRoles(roles=(Role.OFFICER, Role.HEAD)), before)

"""Accounts: opened for a human being, with a login, roles and a certificate; reset by two, closed for good."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from tests.attack.walk.neighbours import NUMBERS, another_day, one_of
from tests.attack.walk.people import PEOPLE, TOWN, Person
from tests.attack.walk.world import Asked, Body, Course, Make, World

from contracts.values import Role
from identity.officers.domain.officer import Officer

PASSWORDS = ("correct horse battery", "my own good password", "a third good password")
ROLES = (["officer"], ["officer"], ["officer"], ["captain", "officer"], ["head"], ["administrator"])
NAMES = ("李建国", "王小明", "李 建国")
TELEPHONES = ("13900000001", "13900000002", "13900000003")


def begin(world: World, draw: Random) -> Asked:
    return Asked(PEOPLE["administrator"], "/officers", registration(world, draw), world.key())


def registration(world: World, draw: Random) -> Body:
    body: Body = {
        "name": draw.choice(NAMES),
        "number": draw.choice(NUMBERS),
        "telephone": draw.choice(TELEPHONES),
        "body": TOWN,
        "roles": draw.choice(ROLES),
    }
    return body | ({"another": "同名"} if draw.random() < 0.7 else {})


def login(world: World, officer: Officer, draw: Random) -> Body:
    return {"login": draw.choice(("li", "wang", "zhao", "LI")), "password": PASSWORDS[0]}


def certificate(world: World, officer: Officer, draw: Random) -> Body:
    issued = world.today - timedelta(days=draw.choice((0, 1, 30)))
    since = issued + timedelta(days=draw.choice((0, 0, 7)))
    until = since + timedelta(days=draw.choice((0, 30, 365)))
    number = draw.choice(("HB-1", "HB-2", "HB-3", "HB-4"))
    return {
        "certificate": number,
        "issued_on": issued.isoformat(),
        "valid_from": since.isoformat(),
        "valid_until": until.isoformat(),
    }


def from_a_day(world: World, officer: Officer, draw: Random) -> Body:
    return {"effective_from": (world.today + timedelta(days=draw.choice((0, 0, 1, 7)))).isoformat()}


def for_a_reason(world: World, officer: Officer, draw: Random) -> Body:
    return {"reason": "当面核实"}


def suspension(world: World, officer: Officer, draw: Random) -> Body:
    return from_a_day(world, officer, draw) | for_a_reason(world, officer, draw)


def roles(world: World, officer: Officer, draw: Random) -> Body:
    return {"roles": draw.choice(ROLES)}


def nothing(world: World, officer: Officer, draw: Random) -> Body:
    return {}


def confirmation(world: World, officer: Officer, draw: Random) -> Body:
    return {"password": draw.choice(PASSWORDS)}


def password(world: World, officer: Officer, draw: Random) -> Body:
    old, new = draw.sample(PASSWORDS, 2)
    return {"login": draw.choice(("li", "wang", "zhao")), "old": old, "new": new}


def identity(world: World, officer: Officer, draw: Random) -> Body:
    return {"number": draw.choice(NUMBERS), "telephone": draw.choice(TELEPHONES)}


COMMANDS: dict[str, tuple[str, Make]] = {
    "login": ("other-administrator", login),
    "certificate": ("administrator", certificate),
    "certificate/suspension": ("administrator", suspension),
    "certificate/reinstatement": ("administrator", from_a_day),
    "certificate/withdrawal": ("administrator", suspension),
    "roles": ("administrator", roles),
    "roles/confirmation": ("other-administrator", nothing),
    "login/reset": ("administrator", for_a_reason),
    "login/reset/confirmation": ("other-administrator", confirmation),
    "closing": ("administrator", for_a_reason),
    "identity": ("administrator", identity),
    "password": ("self", password),
    "sign-in": ("self", password),
}


def wanted(world: World, officer: Officer, draw: Random) -> list[str]:
    return [] if officer.closed else list(left(officer, draw))


def left(officer: Officer, draw: Random) -> Iterator[str]:
    """Yield what an account still lacks, and what comes upon it now and then."""
    if not officer.login_opened:
        yield "login"
    if officer.reset_asked:
        yield "login/reset/confirmation"
    if officer.roles_asked:
        yield "roles/confirmation"
    if officer.suspended and not officer.reinstated and not officer.withdrawn:
        yield "certificate/reinstatement" if draw.random() < 0.8 else "certificate/withdrawal"
    elif not officer.certified or officer.withdrawn:
        yield "certificate"
    yield draw.choice(("password", "roles", "login/reset", "certificate/suspension", "certificate/withdrawal"))
    yield "closing"


def given(world: World, id: str, officer: Officer, name: str, draw: Random) -> Asked:
    recorder, make = COMMANDS[name]
    body = make(world, officer, draw)
    if recorder != "self":
        return Asked(PEOPLE[recorder], f"/officers/{id}/{name}", body, world.key())
    me = Person(id, TOWN, Role.OFFICER, session=officer.session)
    if name == "sign-in":
        body = {"login": body["login"], "password": body["old"]}
    return Asked(me, f"/{name}", body, world.key())


def other_number(world: World, officer: Any, value: Any, draw: Random) -> str:
    return draw.choice((*NUMBERS, str(value).lower(), f"{value} "))


def another_validity(world: World, officer: Any, value: Any, draw: Random) -> str:
    """Return another day, or about the last one that a certificate of today may name."""
    if draw.random() < 0.6:
        return another_day(world, officer, value, draw)
    return (world.today + timedelta(days=draw.choice((3652, 3653, 3654, 30_000)))).isoformat()


ACCOUNT = Course(
    verbs="officers",
    commands=COMMANDS,
    wanted=wanted,
    given=given,
    more={"certificate": (("fields", one_of(["fire"], ["nothing"], [])),)},
)
NEIGHBOURS = {
    "number": other_number,
    "telephone": one_of(*TELEPHONES, "139-0000-0001", "１３９００００００１", "0312-7221234", "1"),
    "name": one_of(*NAMES, " 李建国", "李\u200b建国", "132423187001010017", ""),
    "body": one_of(TOWN, TOWN + " ", "130624101", "130624-county", "nobody"),
    "roles": one_of(
        *ROLES, [], ["officer", "head"], ["officer", "administrator"], ["legal-reviewer", "head"], ["king"]
    ),
    "another": one_of("同名", "", "132423187001010017", None),
    "login": one_of("li", "LI", "ｌｉ", " li", "", "zhao"),
    "password": one_of(*PASSWORDS, "password12", "short", "a\u0000b\u0000c\u0000d\u0000e\u0000f"),
    "certificate": one_of("HB-1", "hb-1", "HB-1 ", "ＨＢ-1", "HB-5"),
    "issued_on": another_day,
    "valid_from": another_day,
    "valid_until": another_validity,
    "effective_from": another_day,
    "reason": one_of("当面核实", "", "132423187001010017"),
}

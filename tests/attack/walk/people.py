"""People of a walk: officers whose certificates begin, end or belong to another body, heads, and those beside them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from contracts.identity import OfficerCertified, OfficerRegistered
from contracts.person_mark import person_mark
from contracts.places import COUNTY
from contracts.values import Role
from supervision.review import Certificate, Post

TOWN, ELSEWHERE = "130624100", "130624101"
PAIR = ("HB-1001", "HB-1002")
ACT_KEY = "a key of the walk"
OFFICERS_NUMBER = "110101199003077774"
HEADS_NUMBER = "110101197805043411"
"""The identity numbers of the third officer and the head, who may turn out to be a party."""


@dataclass(frozen=True)
class Person:
    """Somebody who gives commands; `until` is the last day of the certificate."""

    name: str
    agency: str
    role: Role
    certificate: str | None = None
    valid_from: date = date(2026, 1, 1)
    until: date = date(2030, 12, 31)
    number: str | None = None
    session: int = 0

    @property
    def township(self) -> str | None:
        return self.agency if len(self.agency) == len(TOWN) and self.agency.isdigit() else None

    @property
    def mark(self) -> str | None:
        return person_mark(ACT_KEY.encode(), self.number) if self.number else None


PEOPLE = {
    person.name: person
    for person in (
        Person("first", TOWN, Role.OFFICER, "HB-1001"),
        Person("second", TOWN, Role.OFFICER, "HB-1002"),
        Person("third", TOWN, Role.OFFICER, "HB-1003", number=OFFICERS_NUMBER),
        Person("leaving", TOWN, Role.OFFICER, "HB-1004", until=date(2026, 9, 10)),
        Person("coming", TOWN, Role.OFFICER, "HB-1005", valid_from=date(2026, 9, 8)),
        Person("stranger", ELSEWHERE, Role.OFFICER, "HB-2001"),
        Person("captain", TOWN, Role.CAPTAIN, "HB-1006"),
        Person("head", TOWN, Role.HEAD, number=HEADS_NUMBER),
        Person("deputy", TOWN, Role.HEAD),
        Person("other-head", ELSEWHERE, Role.HEAD),
        Person("supervisor", "130624-justice", Role.SUPERVISOR),
        Person("hotline", "130624-hotline", Role.HOTLINE),
        Person("draw-office", "130624-draw-office", Role.DRAW_OFFICE),
        Person("registrar", "130624-market", Role.REGISTRAR),
        Person("reviewer", TOWN, Role.LEGAL_REVIEWER),
        Person("auditor", COUNTY, Role.AUDITOR),
        Person("administrator", COUNTY, Role.ADMINISTRATOR),
        Person("other-administrator", COUNTY, Role.ADMINISTRATOR),
    )
}
OFFICERS = tuple(person for person in PEOPLE.values() if person.certificate)
BY_CERTIFICATE = {person.certificate: person for person in OFFICERS}


def registered(person: Person) -> OfficerRegistered:
    return OfficerRegistered(
        body=person.agency, township=person.township, roles=(person.role,), name="某人", mark=person.mark
    )


def certified(person: Person, *fields: str) -> OfficerCertified:
    return OfficerCertified(
        certificate=person.certificate or "",
        body=person.agency,
        township=person.agency,
        valid_from=person.valid_from,
        valid_until=person.until,
        fields=fields,
    )


def certificates() -> dict[str, tuple[Certificate, ...]]:
    return {
        person.certificate or "": (
            Certificate(
                number=person.certificate or "",
                person=person.name,
                body=person.agency,
                valid_from=person.valid_from,
                valid_until=person.until,
                mark=person.mark,
            ),
        )
        for person in OFFICERS
    }


def posts() -> dict[str, tuple[Post, ...]]:
    long_ago = datetime.min.replace(tzinfo=UTC)
    return {
        person.name: (Post(since=long_ago, body=person.agency, roles=frozenset({person.role})),)
        for person in PEOPLE.values()
    }


def marks() -> dict[str, str]:
    return {person.name: person.mark for person in PEOPLE.values() if person.mark}

"""The sample people: 66 township officers, and the people who work beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contracts.places import DEPARTMENTS, TOWNSHIPS
from contracts.values import Role
from county.choices import invented_identity, invented_name

FIELDS = ("agriculture", "environment", "fire", "health-market", "planning", "resources", "safety", "water-roads")
NARROW_FIELDS = tuple(field for field in FIELDS if field not in ("fire", "resources"))
ISSUED, LAST_DAY, LAPSED = date(2025, 1, 1), date(2030, 12, 31), date(2026, 8, 31)

SEAT, LARGEST, USUAL = "130624100", 6, 5  # officers of the county seat's town and of any other
NARROW = 4  # this officer of each township is not qualified for fire and forests
LAPSED_CERTIFICATE = "YL130624207-05"  # ends on LAPSED, so that the season can show X-02

DEPARTMENT_FIELDS = {
    "130624-natural-resources": ("planning", "resources"),
    "130624-housing": ("planning",),
    "130624-environment": ("environment",),
    "130624-agriculture": ("agriculture",),
    "130624-water": ("water-roads",),
    "130624-emergency": ("safety",),
    "130624-health": ("health-market",),
    "130624-market": ("health-market",),
    "130624-transport": ("water-roads",),
    "130624-forestry": ("resources",),
    "130624-fire": ("fire",),
    "130624-culture": ("health-market",),
}


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """An enforcement certificate; the letters YL (样例) mark it as invented."""

    number: str
    valid_from: date
    valid_until: date
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person with an account; `login` is made of the body, the work and a number."""

    login: str
    name: str
    number: str
    telephone: str
    body: str
    roles: tuple[Role, ...]
    certificate: Certificate | None = None


@dataclass(frozen=True)
class Post:
    body: str
    work: str
    number: int
    roles: tuple[Role, ...]


def people() -> tuple[Person, ...]:
    """Return everybody, always with the same names."""
    return tuple(person(post, number) for number, post in enumerate(posts()))


def person(post: Post, number: int) -> Person:
    return Person(
        login=f"{post.body}-{post.work}-{post.number}",
        name=invented_name(number),
        **invented_identity(number + 1),
        body=post.body,
        roles=post.roles,
        certificate=certificate(post) if Role.OFFICER in post.roles else None,
    )


def posts() -> Iterator[Post]:
    for township in TOWNSHIPS:
        yield from officers(township, LARGEST if township == SEAT else USUAL)
        yield from leaders(township)
    for department in DEPARTMENTS:
        for number in (1, 2):
            yield Post(department, "officer", number, (Role.OFFICER,))
        yield from leaders(department)
    yield from offices()


def officers(township: str, count: int) -> Iterator[Post]:
    """Yield the officers of a township; the first is the captain."""
    yield Post(township, "officer", 1, (Role.OFFICER, Role.CAPTAIN))
    for number in range(2, count + 1):
        yield Post(township, "officer", number, (Role.OFFICER,))


def leaders(body: str) -> Iterator[Post]:
    yield Post(body, "head", 1, (Role.HEAD,))
    yield Post(body, "reviewer", 1, (Role.LEGAL_REVIEWER,))


def offices() -> Iterator[Post]:
    for number in (1, 2):
        yield Post("130624-draw-office", "draws", number, (Role.DRAW_OFFICE,))
        yield Post("130624-justice", "supervisor", number, (Role.SUPERVISOR,))
    yield Post("130624-hotline", "hotline", 1, (Role.HOTLINE,))
    yield Post("130624-market", "registrar", 1, (Role.REGISTRAR,))
    yield Post("130624-justice", "auditor", 1, (Role.AUDITOR,))


def certificate(post: Post) -> Certificate:
    number = f"YL{post.body.removeprefix('130624').upper() if '-' in post.body else post.body}-{post.number:02}"
    return Certificate(
        number=number,
        valid_from=ISSUED,
        valid_until=LAPSED if number == LAPSED_CERTIFICATE else LAST_DAY,
        fields=DEPARTMENT_FIELDS.get(post.body) or (NARROW_FIELDS if post.number == NARROW else FIELDS),
    )

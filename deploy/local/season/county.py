"""The sample county that the season is played in: bodies, people and firms, the same on every machine."""

import csv
import io
from dataclasses import dataclass, fields
from functools import cache

from contracts.places import DEPARTMENTS, OFFICES, SAMPLES, TOWNSHIPS
from contracts.values import BodyKind, Role
from season.county_firms import Firm, firms
from season.county_people import Certificate, Person, people

__all__ = ["Body", "Certificate", "County", "Firm", "Person", "county", "firms_csv"]


@dataclass(frozen=True, kw_only=True)
class Body:
    """A township, department or office; `sample` marks what stands for the county's own list."""

    code: str
    name: str
    kind: BodyKind
    township: str | None
    sample: bool


@dataclass(frozen=True, kw_only=True)
class County:
    """Places are real, people and firms invented."""

    bodies: tuple[Body, ...]
    people: tuple[Person, ...]
    firms: tuple[Firm, ...]

    def of(self, body: str, role: Role) -> tuple[Person, ...]:
        """The people of a body with a role, in the order of their numbers."""
        return tuple(person for person in self.people if person.body == body and role in person.roles)

    def firms_in(self, township: str) -> tuple[Firm, ...]:
        return tuple(firm for firm in self.firms if firm.township == township)


@cache
def county() -> County:
    """The one sample county."""
    return County(bodies=bodies(), people=people(), firms=firms())


def bodies() -> tuple[Body, ...]:
    return (
        *(body(code, name, BodyKind.TOWNSHIP) for code, name in TOWNSHIPS.items()),
        *(body(code, name, BodyKind.DEPARTMENT) for code, name in DEPARTMENTS.items()),
        *(body(code, name, BodyKind.OFFICE) for code, name in OFFICES.items()),
    )


def body(code: str, name: str, kind: BodyKind) -> Body:
    township = code if kind is BodyKind.TOWNSHIP else None
    return Body(code=code, name=name, kind=kind, township=township, sample=code in SAMPLES)


def firms_csv() -> str:
    """The register to import, one row per firm under a row of column names."""
    text = io.StringIO()
    names = [field.name for field in fields(Firm)]
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: str(getattr(firm, name)) for name in names} for firm in county().firms)
    return text.getvalue()

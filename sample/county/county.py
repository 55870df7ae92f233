"""The sample county as a whole."""

from dataclasses import dataclass
from functools import cache

from contracts.values import Role
from county.bodies import Body, bodies
from county.firms import Firm, firms
from county.people import Person, people


@dataclass(frozen=True, kw_only=True)
class County:
    """The bodies, the people who work in them, and the firms of the register."""

    bodies: tuple[Body, ...]
    people: tuple[Person, ...]
    firms: tuple[Firm, ...]

    def of(self, body: str, role: Role) -> tuple[Person, ...]:
        """Return the people of a body with a role, in the order of their numbers."""
        return tuple(person for person in self.people if person.body == body and role in person.roles)


@cache
def sample_county() -> County:
    return County(bodies=bodies(), people=people(), firms=firms())

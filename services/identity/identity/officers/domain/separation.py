"""Roles that no person may hold together (职责分离); which ones is dated data."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import product

from contracts.dated import Dated
from contracts.refusal import Category, Rule, refuse
from contracts.values import Role, Value

INCOMPATIBLE = Rule(
    "identity/incompatible-roles",
    "{one}与{other}不得由一人兼任：{because}",
    law="APL 57, 58",
    category=Category.CONFLICT,
    remedy="请由另一人承担其中一项职责",
)


class Apart(Value):
    """Nobody holds a role of the `one` kind together with one of the `others`."""

    one: tuple[Role, ...]
    others: tuple[Role, ...]
    because: str


class Separation(Dated):
    """The table that is in force from a day."""

    sample: bool = False
    source: str
    apart: tuple[Apart, ...]

    def between(self, roles: Collection[Role]) -> list[tuple[Role, Role, str]]:
        """Return the pairs of these roles that one person must not hold, each with the reason."""
        return [
            (one, other, row.because)
            for row in self.apart
            for one, other in product(row.one, row.others)
            if one in roles and other in roles
        ]


def incompatible(tables: Sequence[Separation], roles: Collection[Role], on: date) -> list[tuple[Role, Role, str]]:
    return [pair for table in tables if table.valid(on) for pair in table.between(roles)]


def check_compatible(pairs: Sequence[tuple[Role, Role, str]]) -> None:
    """Refuse by the first pair, if there is one."""
    for one, other, because in pairs:
        refuse(INCOMPATIBLE, one=one.word, other=other.word, because=because)

"""Holding the draw: in each group the smallest numbers win; blanks and further tickets of a drawn firm are passed."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from contracts.identity.two_officers import MINIMUM_OFFICERS
from inspections.draws.domain.lottery.eligible import Eligible
from inspections.draws.domain.lottery.numbers import BLANK, Opening, officer_number, opened, ticket_number
from inspections.draws.domain.lottery.pool import Openings, Pool


@dataclass(frozen=True, slots=True)
class DrawnOfficer:
    """An officer whom the lottery named: `number` is the hex of its number for this firm."""

    certificate: str
    number: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A firm that the lottery named: `number` is that of its `ticket`, which `salt` opens."""

    firm: str
    township: str
    ticket: str
    salt: str
    number: str
    officers: tuple[DrawnOfficer, DrawnOfficer]


@dataclass(frozen=True, slots=True)
class Held:
    """The drawn firms, smallest number first, and the lines that were passed: `repeated` belong to drawn firms."""

    drawn: tuple[Drawn, ...]
    blank: tuple[Opening, ...]
    repeated: tuple[str, ...]


class Numbered(NamedTuple):
    number: str
    opening: Opening


def hold(pool: Pool, openings: Openings, seed: str) -> Held:
    """Draw the firms and officers that the seed names."""
    lines: dict[str, list[Numbered]] = {}
    for opening in opened(openings, pool.terms):
        number = ticket_number(pool.terms.draw, seed, opening.ticket)
        lines.setdefault(opening.group, []).append(Numbered(number, opening))
    walks = [walked(lines.get(group, []), wanted) for group, wanted in pool.terms.groups().items()]
    won = sorted(numbered for won, _ in walks for numbered in won)
    passed = sorted(numbered for _, passed in walks for numbered in passed)
    draw = Drawing(pool, seed)
    return Held(
        tuple(map(draw.drawn, won)),
        tuple(one.opening for one in passed if one.opening.firm == BLANK),
        tuple(one.opening.ticket for one in passed if one.opening.firm != BLANK),
    )


def walked(lines: Iterable[Numbered], wanted: int) -> tuple[list[Numbered], list[Numbered]]:
    """Walk the lines of a group by their numbers until enough firms won; return the winners, and what was passed."""
    won: dict[str, Numbered] = {}
    passed = []
    for numbered in sorted(lines):
        if len(won) == wanted:
            break
        if numbered.opening.firm == BLANK or numbered.opening.firm in won:
            passed.append(numbered)
        else:
            won[numbered.opening.firm] = numbered
    return list(won.values()), passed


class Drawing:
    """Names the officers of the drawn firms."""

    def __init__(self, pool: Pool, seed: str) -> None:
        self.draw = pool.terms.draw
        self.seed = seed
        self.townships = dict(pool.firms)
        self.eligible = Eligible(pool.officers, pool.recusals)

    def drawn(self, won: Numbered) -> Drawn:
        """The firm as drawn, with the two eligible officers who have the smallest numbers for it."""
        _, ticket, firm, salt = won.opening
        township = self.townships[firm]
        officers = self.eligible.for_firm(firm, township)
        numbered = [(officer_number(self.draw, self.seed, firm, officer), officer) for officer in officers]
        first, second = (DrawnOfficer(officer, number) for number, officer in nsmallest(MINIMUM_OFFICERS, numbered))
        return Drawn(firm, township, ticket, salt, won.number, (first, second))

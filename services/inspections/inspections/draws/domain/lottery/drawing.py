"""Holding the draw: the smallest numbers win, ties go to the smaller code or certificate."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from contracts.identity.two_officers import MINIMUM_OFFICERS
from inspections.draws.domain.lottery.eligible import Eligible
from inspections.draws.domain.lottery.numbers import firm_numbers, officer_number, ticket_number
from inspections.draws.domain.lottery.pool import Pool, PoolFirm

type Numbered = tuple[bytes, PoolFirm]


@dataclass(frozen=True, slots=True)
class DrawnOfficer:
    """An officer whom the lottery named: `number` is the hex of its number for this firm."""

    certificate: str
    number: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A firm that the lottery named: `number` is the hex of its `ticket`, the smallest it has."""

    firm: str
    township: str
    ticket: int
    number: str
    officers: tuple[DrawnOfficer, DrawnOfficer]


def hold(pool: Pool, seed: str) -> tuple[Drawn, ...]:
    """Draw the firms and officers that the seed names, smallest number first."""
    eligible = Eligible(pool.officers, pool.recusals)
    return tuple(drawn(seed, firm, eligible) for _, firm in winners(pool, seed))


def winners(pool: Pool, seed: str) -> list[Numbered]:
    """The drawn firms with their numbers: over the whole pool, or by township where there are quotas."""
    if not pool.terms.quotas:
        return smallest(seed, pool.firms, pool.terms.wanted)
    firms_of = by_township(pool.firms)
    return sorted(
        numbered for quota in pool.terms.quotas for numbered in smallest(seed, firms_of[quota.township], quota.wanted)
    )


def smallest(seed: str, firms: Iterable[PoolFirm], wanted: int) -> list[Numbered]:
    return nsmallest(wanted, firm_numbers(seed, firms))


def by_township(firms: Iterable[PoolFirm]) -> defaultdict[str, list[PoolFirm]]:
    firms_of: defaultdict[str, list[PoolFirm]] = defaultdict(list)
    for firm in firms:
        firms_of[firm.township].append(firm)
    return firms_of


def drawn(seed: str, firm: PoolFirm, eligible: Eligible) -> Drawn:
    """The firm as drawn: its smallest number, the ticket that has it, and its two officers."""
    number, ticket = min((ticket_number(seed, firm.code, ticket), ticket) for ticket in range(1, firm.tickets + 1))
    return Drawn(firm.code, firm.township, ticket, number.hex(), pair(seed, firm, eligible))


def pair(seed: str, firm: PoolFirm, eligible: Eligible) -> tuple[DrawnOfficer, DrawnOfficer]:
    """The two eligible officers with the smallest numbers for the firm."""
    officers = eligible.for_firm(firm.code, firm.township)
    numbered = [(officer_number(seed, firm.code, officer), officer) for officer in officers]
    first, second = nsmallest(MINIMUM_OFFICERS, numbered)
    return DrawnOfficer(first[1], first[0].hex()), DrawnOfficer(second[1], second[0].hex())

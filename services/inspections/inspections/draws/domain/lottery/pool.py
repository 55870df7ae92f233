"""The pool that is sealed before any seed is known: who can be drawn or matched, who is left out and why.

How many tickets a firm has tells its credit risk class, so the pool holds tickets that do not say whose they are
(docs/decisions/0040); the openings say it, to those who may read credit.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from contracts.credit import Risk
from contracts.values import Tier


class PoolFirm(NamedTuple):
    code: str
    township: str


class Ticket(NamedTuple):
    """One line of the lottery; `group` is the township that it is drawn in, or the county's code."""

    group: str
    ticket: str


class PoolOfficer(NamedTuple):
    township: str
    certificate: str


class Recusal(NamedTuple):
    """An officer who must not visit a firm (回避, APL 43)."""

    firm: str
    certificate: str


class ExcludedFirm(NamedTuple):
    code: str
    township: str
    reason: str


class ExcludedOfficer(NamedTuple):
    township: str
    certificate: str
    reason: str


class Quota(NamedTuple):
    """The number of firms to draw in a township."""

    township: str
    wanted: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """The terms of a draw: officers need all `fields`; `applies_to` are the firms' fields (none: every field).

    The seed will be that of `seed_issue` of `seed_source`, which nobody can know before `known_from`.
    """

    draw: str
    on: date
    wanted: int
    fields: tuple[str, ...]
    item_lists: tuple[str, ...]
    applies_to: tuple[str, ...]
    quotas: tuple[Quota, ...]
    seed_source: str
    seed_issue: str
    known_from: datetime

    def groups(self) -> dict[str, int]:
        """Return how many firms are wanted in each group: by township, or of the county."""
        return dict(self.quotas) or {COUNTY_GROUP: self.wanted}

    def group(self, township: str) -> str:
        return township if self.quotas else COUNTY_GROUP


COUNTY_GROUP = "130624"


class WeighedFirm(NamedTuple):
    """A firm with its tickets: none, and it is not drawn (C-3)."""

    code: str
    township: str
    tier: Tier
    risk: Risk
    tickets: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Openings:
    """Whose the tickets of a draw are: each firm has `lines` lines in its group, of which `tickets` are its own.

    `nonce` is secret and random, in hex: with it every line can be computed, without it none.
    """

    draw: str
    nonce: str
    lines: int
    firms: tuple[WeighedFirm, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pool:
    """The pool; every tuple is sorted, firms and exclusions by code, officers by township and certificate."""

    terms: Terms
    firms: tuple[PoolFirm, ...]
    tickets: tuple[Ticket, ...]
    officers: tuple[PoolOfficer, ...]
    recusals: tuple[Recusal, ...]
    excluded_firms: tuple[ExcludedFirm, ...]
    excluded_officers: tuple[ExcludedOfficer, ...]

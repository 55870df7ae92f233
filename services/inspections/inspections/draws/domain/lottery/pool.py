"""The pool that is sealed before any seed is known: who can be drawn or matched, who is left out and why."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class PoolFirm(NamedTuple):
    code: str
    township: str
    tickets: int


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
    """The terms of a draw: officers need all `fields`; `applies_to` are the firms' fields (none: every field)."""

    draw: str
    on: date
    wanted: int
    fields: tuple[str, ...]
    item_lists: tuple[str, ...]
    applies_to: tuple[str, ...]
    quotas: tuple[Quota, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pool:
    """The pool; every tuple is sorted, firms and exclusions by code, officers by township and certificate."""

    terms: Terms
    firms: tuple[PoolFirm, ...]
    officers: tuple[PoolOfficer, ...]
    recusals: tuple[Recusal, ...]
    excluded_firms: tuple[ExcludedFirm, ...]
    excluded_officers: tuple[ExcludedOfficer, ...]

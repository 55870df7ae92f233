"""Entries of the two directories that a draw starts from (两库, Doc 5 三(三)): firms and officers."""

from datetime import date
from typing import NamedTuple

from contracts.credit import Risk
from contracts.values import Tier


class DirectoryFirm(NamedTuple):
    """A firm that could be drawn; `barred` is a Chinese reason to leave it out, or empty."""

    code: str
    township: str
    field: str
    tier: Tier
    risk: Risk
    barred: str


class DirectoryOfficer(NamedTuple):
    """An officer who could be matched; `valid_until` is the last day, `barred` is as for a firm."""

    certificate: str
    township: str
    fields: frozenset[str]
    valid_from: date
    valid_until: date
    barred: str

    def certified(self, on: date) -> bool:
        return self.valid_from <= on <= self.valid_until

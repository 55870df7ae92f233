"""Officers of a township who may visit a firm."""

from collections import defaultdict
from collections.abc import Iterable

from contracts.identity.two_officers import MINIMUM_OFFICERS
from inspections.draws.domain.lottery.pool import PoolOfficer, Recusal


class Eligible:
    """The officers of a pool by township, less those recused from a firm."""

    def __init__(self, officers: Iterable[PoolOfficer], recusals: Iterable[Recusal]) -> None:
        self.at_home: defaultdict[str, list[str]] = defaultdict(list)
        self.recused: defaultdict[str, set[str]] = defaultdict(set)
        for officer in officers:
            self.at_home[officer.township].append(officer.certificate)
        for recusal in recusals:
            self.recused[recusal.firm].add(recusal.certificate)

    def for_firm(self, code: str, township: str) -> list[str]:
        """The certificates of those who may visit the firm, sorted."""
        officers = self.at_home.get(township, [])
        recused = self.recused.get(code)
        return [officer for officer in officers if officer not in recused] if recused else officers

    def enough_for(self, code: str, township: str) -> bool:
        """True if as many may visit the firm as the law wants (APL 42)."""
        return len(self.for_firm(code, township)) >= MINIMUM_OFFICERS

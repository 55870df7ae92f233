"""Who of a township may visit which firm."""

from collections import defaultdict
from collections.abc import Iterable

from inspections.domain.lottery.pool import PoolOfficer, Recusal

PAIR = 2  # APL 42


class Eligible:
    """Officers by township, less those recused from a firm."""

    def __init__(self, officers: Iterable[PoolOfficer], recusals: Iterable[Recusal]) -> None:
        self.at_home: defaultdict[str, list[str]] = defaultdict(list)
        self.recused: defaultdict[str, set[str]] = defaultdict(set)
        for officer in officers:
            self.at_home[officer.township].append(officer.certificate)
        for recusal in recusals:
            self.recused[recusal.firm].add(recusal.certificate)

    def for_firm(self, code: str, township: str) -> list[str]:
        officers = self.at_home.get(township, [])
        recused = self.recused.get(code)
        return [officer for officer in officers if officer not in recused] if recused else officers

    def pair_for(self, code: str, township: str) -> bool:
        return len(self.for_firm(code, township)) >= PAIR

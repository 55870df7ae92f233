"""For every power and party, what may be imposed is what the clauses of its article say (X-09, X-11)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations, product

import pytest

from cases.penalty.domain.fine import check_complete, check_fine, check_sanctions
from cases.penalty.domain.provisions import CIRCUMSTANCE_UNSHOWN, check_circumstances, provided, provisions
from cases.penalty.domain.unsupported import CODE
from cases.powers.domain.clause import Amount, FineClause, SanctionClause, When
from cases.powers.domain.power import Power
from cases.powers.reference import load_powers
from contracts.cases import Sanction
from contracts.refusal import Refusal
from contracts.values import Subject

POWERS = [version for versions in load_powers().values() for version in versions]
BASE = 1_000
CONFISCATED = {Sanction.CONFISCATE_GAINS, Sanction.CONFISCATE_PROPERTY}
UNITS = {Amount.FIXED: 1, Amount.PER_SQUARE_METRE: BASE, Amount.MULTIPLE: BASE, Amount.PERCENT: BASE // 100}


@dataclass(frozen=True)
class Situation:
    """What stands before a proposal: the party, whether an order stayed unfulfilled, what circumstances were found."""

    power: Power
    party: Subject
    after: bool
    found: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.power.code}-{self.power.valid_from}-{self.party}-{self.after}-{len(self.found)}"


def accepted(at: Situation, kinds: set[Sanction], fine: int) -> bool | None:
    """Whether the penalty passes all checks; None for what is not supported yet."""
    here = provisions(at.power, at.found)
    try:
        check_circumstances(at.power, at.party, fine, kinds, at.found)
        check_sanctions(here, at.party, kinds, at.after, fine=fine)
        check_complete(here, at.party, kinds, at.after, None)
        check_fine(here, at.party, fine, at.after, None, sanctions=(), base=BASE)
    except Refusal as refusal:
        return None if refusal.rule.code == CODE else False
    return True


def clauses_of(power: Power, party: Subject, found: Collection[str]) -> tuple[list[FineClause], list[SanctionClause]]:
    fines = [one for one in power.fines if one.payer.covers(party) and one.circumstance in {"", *found}]
    kinds = [one for one in power.sanctions if one.payer.covers(party) and one.circumstance in {"", *found}]
    return fines, kinds


def lawful(at: Situation, kinds: set[Sanction], fine: int) -> bool:
    """What the article says, clause by clause."""
    fines, sanctions = clauses_of(at.power, at.party, at.found)
    later = [one for one in fines if one.when is When.AFTER_ORDER] if at.after else []
    mine = later or [one for one in fines if one.when is When.AT_ONCE]
    stages = {*([When.AFTER_ORDER] if at.after else []), *([] if later else [When.AT_ONCE])}
    reached = {When.AT_ONCE, *([When.AFTER_ORDER] if at.after else [])}
    there = {one.sanction for one in sanctions if one.when in reached}
    instead = {one.sanction: one.instead_of for one in sanctions if one.instead_of}
    must = {
        one.sanction
        for one in sanctions
        if one.when in stages and not (one.may or one.needs_approval or one.instead_of or one.sanction in CONFISCATED)
    } - {one.instead_of for one in mine}
    served = kinds | {instead[kind] for kind in kinds if kind in instead}
    return (
        kinds <= there
        and not any(instead.get(one) is other or instead.get(other) is one for one, other in combinations(kinds, 2))
        and not (fine and any(one.instead_of in kinds for one in mine))
        and all(one in served or any(instead.get(kind) is one for kind in kinds) for one in must)
        and (within(mine, fine) if fine else all(one.may or one.instead_of for one in mine))
    )


def within(mine: list[FineClause], fine: int) -> bool:
    return any(one.least * UNITS[one.amount] <= fine <= (one.most or 0) * UNITS[one.amount] for one in mine)


def proposals(power: Power) -> Iterator[tuple[set[Sanction], int]]:
    """Each kind, each pair of kinds of the article and one that it lacks, with the fines at the ends of each range."""
    ends = {0} | {
        end * UNITS[one.amount] + step
        for one in power.fines
        if one.amount in UNITS
        for end in (one.least, one.most or 0)
        for step in (-1, 0, 1)
    }
    kinds = [*dict.fromkeys(one.sanction for one in power.sanctions), Sanction.RESTRICT_TRADE]
    chosen = [set[Sanction](), *({one} for one in kinds), *(set(pair) for pair in combinations(kinds, 2))]
    yield from product(chosen, sorted(end for end in ends if end >= 0))


def situations() -> Iterator[Situation]:
    for power, party, after in product(POWERS, Subject, (False, True)):
        named = sorted({one.circumstance for one in (*power.fines, *power.sanctions)} - {""})
        for count in range(len(named) + 1):
            for found in combinations(named, count):
                yield Situation(power, party, after, found)


@pytest.mark.parametrize("at", [*situations()], ids=str)
def test_what_is_accepted_is_what_the_clauses_say(at: Situation) -> None:
    for kinds, fine in proposals(at.power):
        seen = accepted(at, kinds, fine)
        assert seen is None or seen == lawful(at, kinds, fine), (kinds, fine)


def test_most_of_the_law_is_supported() -> None:
    """Else the comparison above would say little."""
    seen = [accepted(at, kinds, fine) for at in situations() for kinds, fine in proposals(at.power)]
    assert sum(one is True for one in seen) > 400
    assert sum(one is None for one in seen) < len(seen) / 5


def test_every_condition_of_an_article_shuts_what_depends_on_it() -> None:
    conditional = [power for power in POWERS if any(one.circumstance for one in power.fines)]
    assert {power.code for power in conditional} >= {"TR-01", "CG-01", "CG-04", "NR-07"}
    for power in conditional:
        party = next(party for party in Subject if any(one.payer.covers(party) for one in power.fines))
        with pytest.raises(Refusal) as refusal:
            check_circumstances(power, party, 100_00, (), ())
        assert refusal.value.rule is CIRCUMSTANCE_UNSHOWN
        assert not provided(provisions(power, ()), party, after_order=True) or power.sanctions

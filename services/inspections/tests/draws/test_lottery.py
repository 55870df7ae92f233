"""The lottery itself: the numbers, who wins, who goes."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.draws.domain import lottery
from inspections.draws.domain.lottery import Pool, Quota, Recusal, Terms, drawing
from inspections.draws.domain.lottery.numbers import firm_numbers, officer_number, ticket_number
from inspections.draws.domain.lottery.pool import PoolFirm, PoolOfficer

SEED = "双色球 2026101 期 01 05 12 20 28 33 + 07"
HERE, THERE = "130624100", "130624207"


def pool(
    firms: dict[str, int], wanted: int = 1, quotas: tuple[Quota, ...] = (), recusals: tuple[Recusal, ...] = ()
) -> Pool:
    """Firms by their tickets; names that begin with T lie there, the others here; four officers each."""
    return Pool(
        terms=Terms(
            draw="draw-1", on=date(2026, 9, 1), wanted=wanted, fields=(), item_lists=(), applies_to=(), quotas=quotas
        ),
        firms=tuple(PoolFirm(code, THERE if code[0] == "T" else HERE, count) for code, count in sorted(firms.items())),
        officers=tuple(PoolOfficer(township, f"{township}-{n}") for township in (HERE, THERE) for n in range(4)),
        recusals=recusals,
        excluded_firms=(),
        excluded_officers=(),
    )


def test_the_numbers_are_what_sha256sum_says() -> None:
    # printf '%s\n%s\n%d' 20260901-sample 91130624000000012X 1 | sha256sum
    assert (
        ticket_number("20260901-sample", "91130624000000012X", 1).hex()
        == "b107e2b4a15615cab91c531996b33b7168658ed8ad9da1bd1763c4970ba7be1f"
    )
    # printf '%s\nofficer\n%s\n%s' 20260901-sample 91130624000000012X YL-100-01 | sha256sum
    assert (
        officer_number("20260901-sample", "91130624000000012X", "YL-100-01").hex()
        == "48da12e78c8f1ac6899449c86f8c0c07a416f13591d8f87c420d21fac794a498"
    )


def test_a_firm_has_the_number_of_its_smallest_ticket() -> None:
    numbers = {firm.code: number for number, firm in firm_numbers(SEED, pool({"A": 1, "B": 7}).firms)}
    assert numbers == {
        "A": ticket_number(SEED, "A", 1),
        "B": min(ticket_number(SEED, "B", ticket) for ticket in range(1, 8)),
    }


@settings(deadline=None)
@given(st.dictionaries(st.text("AB123", min_size=1, max_size=4), st.integers(1, 5), min_size=3), st.integers(1, 3))
def test_the_smallest_numbers_win_in_their_order(firms: dict[str, int], wanted: int) -> None:
    drawn = lottery.hold(pool(firms, wanted), SEED)
    numbers = {(ticket_number(SEED, code, t + 1).hex(), code) for code, count in firms.items() for t in range(count)}
    by_firm = sorted(min((number, code) for number, code in numbers if code == firm) for firm in firms)
    assert [(firm.number, firm.firm) for firm in drawn] == by_firm[:wanted]
    assert all(ticket_number(SEED, firm.firm, firm.ticket).hex() == firm.number for firm in drawn)


def test_quotas_are_filled_by_each_township_of_its_own() -> None:
    firms = {f"{place}{n}": 1 for place in "HT" for n in range(9)}
    drawn = lottery.hold(pool(firms, 3, quotas=(Quota(HERE, 1), Quota(THERE, 2))), SEED)
    assert Counter(firm.township for firm in drawn) == {HERE: 1, THERE: 2}
    assert [firm.number for firm in drawn] == sorted(firm.number for firm in drawn)
    alone = lottery.hold(pool({code: 1 for code in firms if code[0] == "T"}, 2), SEED)
    assert [firm for firm in drawn if firm.township == THERE] == list(alone)


def test_equal_numbers_are_ordered_by_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "firm_numbers", lambda seed, firms: [(b"same", firm) for firm in reversed(firms)])
    monkeypatch.setattr(drawing, "officer_number", lambda *text: b"same")
    (one,) = lottery.hold(pool({"A": 1, "B": 1}), SEED)
    assert one.firm == "A"
    assert [officer.certificate for officer in one.officers] == [f"{HERE}-0", f"{HERE}-1"]


def test_officers_are_the_two_smallest_of_the_township_who_are_not_recused() -> None:
    recusals = (Recusal("A", f"{HERE}-1"), Recusal("T", f"{HERE}-0"))
    (one,) = lottery.hold(pool({"A": 1}, recusals=recusals), SEED)
    free = [f"{HERE}-{n}" for n in (0, 2, 3)]
    expected = sorted((officer_number(SEED, "A", certificate).hex(), certificate) for certificate in free)[:2]
    assert [(officer.number, officer.certificate) for officer in one.officers] == expected


def test_chances_are_as_the_tickets() -> None:
    """A firm with 1, 2 or 5 of 8 tickets wins its share of 4,000 draws, five standard deviations allowed."""
    wins = Counter(lottery.hold(pool({"A": 1, "B": 2, "C": 5}), f"seed-{n}")[0].firm for n in range(4_000))
    for code, tickets in {"A": 1, "B": 2, "C": 5}.items():
        share, deviation = 4_000 * tickets / 8, (4_000 * tickets / 8 * (1 - tickets / 8)) ** 0.5
        assert abs(wins[code] - share) < 5 * deviation


def test_another_seed_is_another_draw() -> None:
    firms = {f"A{n}": 1 for n in range(50)}
    assert lottery.hold(pool(firms, 5), "seed-1") != lottery.hold(pool(firms, 5), "seed-2")

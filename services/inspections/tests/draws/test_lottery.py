"""The lottery itself: the numbers, who wins, who goes."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.credit import Risk
from contracts.values import Tier
from inspections.draws.domain import lottery
from inspections.draws.domain.lottery import Held, Openings, Pool, Quota, Recusal, Terms
from inspections.draws.domain.lottery.numbers import officer_number, opened, salt_of, ticket_number, ticket_of
from inspections.draws.domain.lottery.pool import PoolFirm, PoolOfficer, WeighedFirm

SEED = "2026101 01 05 12 20 28 33 07"
NONCE = "5e" * 32
HERE, THERE = "130624100", "130624207"


def lot(
    firms: dict[str, int],
    wanted: int = 1,
    quotas: tuple[Quota, ...] = (),
    recusals: tuple[Recusal, ...] = (),
    draw: str = "draw-1",
) -> tuple[Pool, Openings]:
    """Firms by their tickets; names that begin with T lie there, the others here; four officers each."""
    terms = Terms(
        draw=draw,
        on=date(2026, 9, 1),
        wanted=wanted,
        fields=(),
        item_lists=(),
        applies_to=(),
        quotas=quotas,
        seed_source="双色球",
        seed_issue="2026101",
        known_from=datetime(2026, 9, 1, 13, 15, tzinfo=UTC),
    )
    placed = [(code, THERE if code[0] == "T" else HERE, count) for code, count in sorted(firms.items())]
    weighed = tuple(WeighedFirm(code, place, Tier.B, Risk.LOW, count) for code, place, count in placed)
    openings = Openings(draw=draw, nonce=NONCE, lines=max(firms.values()), firms=weighed)
    pool = Pool(
        terms=terms,
        firms=tuple(PoolFirm(code, place) for code, place, _ in placed),
        tickets=(),
        officers=tuple(PoolOfficer(township, f"{township}-{n}") for township in (HERE, THERE) for n in range(4)),
        recusals=recusals,
        excluded_firms=(),
        excluded_officers=(),
    )
    return pool, openings


def drawn(
    firms: dict[str, int], wanted: int = 1, quotas: tuple[Quota, ...] = (), seed: str = SEED, draw: str = "draw-1"
) -> Held:
    return lottery.hold(*lot(firms, wanted, quotas, draw=draw), seed)


def test_the_numbers_are_what_sha256sum_says() -> None:
    # printf '%s\n%s\n%s' draw-1 91130624000000012X 00ff | sha256sum
    ticket = ticket_of("draw-1", "91130624000000012X", "00ff")
    assert ticket == "427d13017b2556c831ae138e30ecd9c8944b0bd29fc9ba7d4f5ffeb0073b3cd9"
    # printf '%s\n%s\n%s' draw-1 "$seed" "$ticket" | sha256sum
    assert ticket_number("draw-1", SEED, ticket) == "e9dc631f97ea2a7a31b3f5ab6e1da211bd0d99b4b3881e35c88369b6385975d2"
    # printf '%s\n%s\nofficer\n%s\n%s' draw-1 "$seed" 91130624000000012X YL-100-01 | sha256sum
    assert (
        officer_number("draw-1", SEED, "91130624000000012X", "YL-100-01")
        == "a5d20dfa83b5ede20bdf4d1ce5b17d84b6fe43b498b790d5c233ba496bdf9f71"
    )
    # printf '%s\n%s' A1 1 | openssl dgst -sha256 -mac HMAC -macopt hexkey:5e5e…
    assert salt_of(NONCE, "A1", "1") == "be631ba00041e21d6df38e536ef9bffafa961a25537bfdf0dabd75ce921d6f89"


@settings(deadline=None)
@given(st.dictionaries(st.text("AB123", min_size=1, max_size=4), st.integers(0, 5), min_size=3), st.integers(1, 3))
def test_the_smallest_numbers_win_in_their_order(firms: dict[str, int], wanted: int) -> None:
    firms |= {f"Z{n}": 1 for n in range(wanted)}
    pool, openings = lot(firms, wanted)
    held = lottery.hold(pool, openings, SEED)
    lines = sorted((ticket_number("draw-1", SEED, line.ticket), line) for line in opened(openings, pool.terms))
    assert len(lines) == len(firms) * max(firms.values())
    order = list(dict.fromkeys(line.firm for _, line in lines if line.firm))
    assert [firm.firm for firm in held.drawn] == order[:wanted]
    last = next(place for place, (number, _) in enumerate(lines) if number == held.drawn[-1].number)
    told = {firm.ticket for firm in held.drawn} | {line.ticket for line in held.blank} | set(held.repeated)
    assert told == {line.ticket for _, line in lines[: last + 1]}
    assert all(ticket_of("draw-1", firm.firm, firm.salt) == firm.ticket for firm in held.drawn)
    assert all(ticket_of("draw-1", "", line.salt) == line.ticket for line in held.blank)


def test_quotas_are_filled_by_each_township_of_its_own() -> None:
    firms = {f"{place}{n}": 1 for place in "HT" for n in range(9)}
    held = drawn(firms, 3, quotas=(Quota(HERE, 1), Quota(THERE, 2))).drawn
    assert Counter(firm.township for firm in held) == {HERE: 1, THERE: 2}
    assert [firm.number for firm in held] == sorted(firm.number for firm in held)
    alone = drawn({code: 1 for code in firms if code[0] == "T"}, 2, quotas=(Quota(THERE, 2),)).drawn
    assert [firm for firm in held if firm.township == THERE] == list(alone)


def test_officers_are_the_two_smallest_of_the_township_who_are_not_recused() -> None:
    recusals = (Recusal("A", f"{HERE}-1"), Recusal("T", f"{HERE}-0"))
    (one,) = lottery.hold(*lot({"A": 1}, recusals=recusals), SEED).drawn
    free = [f"{HERE}-{n}" for n in (0, 2, 3)]
    expected = sorted((officer_number("draw-1", SEED, "A", certificate), certificate) for certificate in free)[:2]
    assert [(officer.number, officer.certificate) for officer in one.officers] == expected


def test_chances_are_as_the_tickets() -> None:
    """A firm with 1, 2 or 5 of 8 tickets wins its share of 4,000 draws, five standard deviations allowed."""
    firms = {"A": 1, "B": 2, "C": 5}
    pool, openings = lot(firms)
    wins = Counter(lottery.hold(pool, openings, f"seed-{n}").drawn[0].firm for n in range(4_000))
    for code, tickets in firms.items():
        share, deviation = 4_000 * tickets / 8, (4_000 * tickets / 8 * (1 - tickets / 8)) ** 0.5
        assert abs(wins[code] - share) < 5 * deviation


@pytest.mark.parametrize(("seed", "draw"), [("2026102 01 05 12 20 28 33 07", "draw-1"), (SEED, "draw-2")])
def test_another_seed_or_another_draw_draws_others(seed: str, draw: str) -> None:
    """The same seed in two draws names other firms and other pairs in each."""
    firms = {f"A{n}": 1 for n in range(50)}
    one, another = drawn(firms, 5), drawn(firms, 5, seed=seed, draw=draw)
    assert [firm.firm for firm in one.drawn] != [firm.firm for firm in another.drawn]
    pair, elsewhere = drawn({"A": 1}).drawn[0].officers, drawn({"A": 1}, seed=seed, draw=draw).drawn[0].officers
    assert [officer.number for officer in pair] != [officer.number for officer in elsewhere]

"""Score and tier at any date."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calendar import months_after
from contracts.credit import EntryRecorded
from contracts.values import Tier
from credit.scoring.domain.model import Model
from credit.scoring.domain.scoring import counting, counts_until, score_at

type Entries = Callable[..., EntryRecorded]

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
FACTS = st.lists(st.tuples(DAYS, st.integers(-40, 10), st.integers(1, 36)), max_size=12)


def entries_of(facts: list[tuple[date, int, int]], entry: Entries) -> list[EntryRecorded]:
    return [
        entry(
            source=f"visit-{place}:1",
            happened_on=day,
            year=day.year,
            points=points,
            until=months_after(day, months),
        )
        for place, (day, points, months) in enumerate(facts)
    ]


@given(facts=FACTS, on=DAYS, seed=st.integers(0, 1_000))
def test_order_and_repetition_make_no_difference(
    facts: list[tuple[date, int, int]], on: date, seed: int, entry: Entries, model: Model
) -> None:
    entries = entries_of(facts, entry)
    chance = Random(seed)
    again = entries + chance.choices(entries, k=5) if entries else []
    chance.shuffle(again)
    assert score_at(again, model, on) == score_at(entries, model, on)
    assert counts_until(again, on) == counts_until(entries, on)


@given(facts=FACTS, on=DAYS)
def test_the_score_stays_within_its_bounds_and_is_the_sum_of_what_counts(
    facts: list[tuple[date, int, int]], on: date, entry: Entries, model: Model
) -> None:
    score = score_at(entries_of(facts, entry), model, on)
    naive = model.start + sum(points for day, points, months in facts if day <= on <= months_after(day, months))
    assert score == min(100, max(0, naive))


@given(facts=FACTS, on=DAYS)
def test_nothing_changes_before_the_day_on_which_something_is_forgotten(
    facts: list[tuple[date, int, int]], on: date, entry: Entries, model: Model
) -> None:
    known = counting(entries_of(facts, entry), on)
    until = counts_until(known, on)
    last = until or on + timedelta(days=4_000)
    assert score_at(known, model, last) == score_at(known, model, on)
    if until:
        assert counting(known, until + timedelta(days=1)) != known


def test_a_fact_counts_from_its_day_to_the_last_day_of_its_term(entry: Entries, model: Model) -> None:
    entries = [entry(happened_on=date(2026, 3, 1), until=date(2027, 3, 1), points=-5)]
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2027, 3, 1), date(2027, 3, 2)]
    assert [score_at(entries, model, day) for day in days] == [80, 75, 75, 80]


def test_an_entry_without_a_term_is_never_forgotten(entry: Entries, model: Model) -> None:
    entries = [entry(until=None)]
    assert score_at(entries, model, date(2040, 1, 1)) == 75
    assert counts_until(entries, date(2040, 1, 1)) is None


def test_an_entry_without_points_asks_for_no_new_look(entry: Entries) -> None:
    assert counts_until([entry(points=0)], date(2026, 4, 1)) is None


@pytest.mark.parametrize(
    ("score", "tier"),
    [(100, Tier.A), (90, Tier.A), (89, Tier.B), (70, Tier.B), (69, Tier.C), (50, Tier.C), (49, Tier.D), (0, Tier.D)],
)
def test_tiers_begin_at_their_floors(score: int, tier: Tier, model: Model) -> None:
    assert model.tier(score) is tier

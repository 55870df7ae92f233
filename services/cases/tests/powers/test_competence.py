"""X-04, X-05: who holds a power on a day, and which text applies."""

from datetime import date

import pytest

from cases.powers.domain import competence
from cases.powers.domain.competence import check_competence, check_territory, version_in_force
from cases.powers.domain.confirmation import Confirmation, Confirmations
from cases.powers.domain.power import Power, Powers
from cases.powers.reference import load_powers
from contracts.places import TOWNSHIPS
from contracts.refusal import Refusal, Rule

POWERS = load_powers()
FUPING, PINGYANG, ZONE = "130624100", "130624102", "130624400"
BEFORE, SINCE = date(2026, 8, 14), date(2026, 8, 15)
LIST = {
    "EN-04": Confirmation(valid_from=date(2026, 9, 1), valid_until=date(2026, 12, 31), townships=frozenset({FUPING}))
}


def power_held(powers: Powers, confirmations: Confirmations, code: str, township: str, on: date) -> Power:
    """As decisions ask: the text of the day, then who holds it."""
    power = version_in_force(powers, code, on)
    check_competence(power, confirmations, township, on)
    return power


def refused(code: str, township: str, on: date, confirmations: dict[str, Confirmation] | None = None) -> Rule:
    with pytest.raises(Refusal) as refusal:
        power_held(POWERS, confirmations or {}, code, township, on)
    assert refusal.value.detail
    return refusal.value.rule


@pytest.mark.parametrize("township", TOWNSHIPS)
@pytest.mark.parametrize("code", ["CG-02", "CG-05", "EN-01"])
def test_what_the_law_or_a_published_list_gives_is_held_by_all_thirteen(code: str, township: str) -> None:
    assert power_held(POWERS, {}, code, township, SINCE).code == code


def test_x04_an_unconfirmed_power_is_not_held() -> None:
    assert refused("EN-04", FUPING, SINCE) is competence.NOT_HELD


def test_x04_a_listed_power_that_names_the_police_waits_for_the_countys_own_list() -> None:
    assert refused("SF-10", FUPING, SINCE) is competence.NOT_HELD


@pytest.mark.parametrize("on", [date(2026, 9, 1), date(2026, 12, 31)])
def test_a_confirmation_holds_from_its_first_to_its_last_day(on: date) -> None:
    assert power_held(POWERS, LIST, "EN-04", FUPING, on).code == "EN-04"


@pytest.mark.parametrize("on", [date(2026, 8, 31), date(2027, 1, 1)])
def test_x04_outside_its_days_a_confirmation_holds_nothing(on: date) -> None:
    assert refused("EN-04", FUPING, on, LIST) is competence.NOT_HELD


def test_x04_a_township_outside_the_list() -> None:
    assert refused("EN-04", PINGYANG, date(2026, 9, 1), LIST) is competence.OUTSIDE_LIST


def test_x04_the_development_zone_is_no_township() -> None:
    assert refused("EN-01", ZONE, SINCE) is competence.OUTSIDE_LIST


def test_x04_an_offence_that_nobody_listed() -> None:
    assert refused("EN-99", FUPING, SINCE) is competence.UNKNOWN_POWER


def test_x04_a_recall_ends_what_a_published_list_gave_but_not_what_the_law_gives() -> None:
    ended = Confirmation(valid_from=date(2020, 1, 1), valid_until=date(2026, 9, 30), townships=frozenset(TOWNSHIPS))
    recalled = {"EN-01": ended, "CG-02": ended}
    assert power_held(POWERS, recalled, "EN-01", FUPING, date(2026, 9, 30)).code == "EN-01"
    assert refused("EN-01", FUPING, date(2026, 10, 1), recalled) is competence.NOT_HELD
    assert power_held(POWERS, recalled, "CG-02", FUPING, date(2026, 10, 1)).code == "CG-02"


def test_x04_a_power_recalled_after_the_act_is_not_held_on_the_day_of_the_decision() -> None:
    power = power_held(POWERS, LIST, "EN-04", FUPING, date(2026, 12, 1))
    with pytest.raises(Refusal) as refusal:
        check_competence(power, LIST, FUPING, date(2027, 1, 4))
    assert refusal.value.rule is competence.NOT_HELD


def test_x04_a_township_acts_where_it_is() -> None:
    check_territory(FUPING, FUPING)
    with pytest.raises(Refusal) as refusal:
        check_territory(FUPING, PINGYANG)
    assert refusal.value.rule is competence.OUTSIDE_TERRITORY


@pytest.mark.parametrize("code", [code for code, versions in POWERS.items() if len(versions) > 1])
def test_x05_the_law_of_the_day_of_the_act_applies(code: str) -> None:
    held = {code: Confirmation(valid_from=date(2020, 1, 1), townships=frozenset(TOWNSHIPS))}
    old, new = (power_held(POWERS, held, code, FUPING, on) for on in (BEFORE, SINCE))
    assert (old.valid_until, new.valid_from) == (BEFORE, SINCE)
    assert old.penalty[0].law != new.penalty[0].law == "生态环境法典"


def test_x05_before_the_first_version_nothing_applies() -> None:
    assert refused("EN-15", FUPING, BEFORE) is competence.NOT_IN_FORCE
    assert refused("NR-10", FUPING, date(2025, 3, 14)) is competence.NOT_IN_FORCE


def test_x05_a_later_version_is_not_chosen_for_an_earlier_act() -> None:
    new = power_held(POWERS, {}, "EN-01", FUPING, SINCE)
    assert version_in_force({"EN-01": (new,)}, "EN-01", SINCE) is new
    with pytest.raises(Refusal) as refusal:
        version_in_force({"EN-01": (new,)}, "EN-01", BEFORE)
    assert refusal.value.rule is competence.NOT_IN_FORCE

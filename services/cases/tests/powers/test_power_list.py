"""Confirmation and recall of powers by the justice bureau (X-04, APL 24)."""

from datetime import date
from typing import Any

import pytest

from cases.days.domain import FUTURE
from cases.powers.domain import power_list
from cases.powers.domain.competence import holders
from cases.powers.domain.power_list import ConfirmPower, ListFacts, Listing, RecallPower, confirmations, land
from cases.powers.reference import load_powers
from contracts.refusal import Refusal, Rule

POWERS = load_powers()
TOWN, OTHER = "130624100", "130624101"
TODAY = date(2026, 9, 1)
UNCONFIRMED, LISTED, BY_LAW = (POWERS[code][-1] for code in ("EN-04", "EN-03", "CG-02"))


def confirm(listing: Listing | None, power: Any = UNCONFIRMED, **changes: Any) -> Listing:
    usual: dict[str, Any] = {
        "townships": frozenset({TOWN}),
        "published_on": date(2025, 12, 20),
        "document": "阜政发〔2025〕3号",
        "valid_from": date(2026, 1, 1),
        "source": "清单",
    }
    facts = ListFacts(on=TODAY, power=power, sample=changes.pop("platform", False))
    events = power_list.confirm_power(listing, ConfirmPower(**(usual | changes)), facts)
    return land(listing, events[0])


def recall(listing: Listing | None, effective_from: date, power: Any = UNCONFIRMED) -> Listing:
    command = RecallPower(effective_from=effective_from, source="通知")
    return land(listing, power_list.recall_power(listing, command, ListFacts(on=TODAY, power=power, sample=False))[0])


def held(listing: Listing | None, on: date, power: Any = UNCONFIRMED) -> frozenset[str]:
    return holders(power, confirmations(listing, power, on), on)


def refused(doing: Any, *arguments: Any, **named: Any) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing(*arguments, **named)
    return refusal.value.rule


def test_an_unconfirmed_power_is_held_by_those_on_the_list_in_its_period() -> None:
    listing = confirm(None, valid_until=date(2026, 12, 31))
    assert held(None, TODAY) == frozenset()
    assert held(listing, TODAY) == {TOWN}
    assert held(listing, date(2025, 12, 31)) == frozenset()
    assert held(listing, date(2027, 1, 1)) == frozenset()


def test_a_recall_ends_it_from_its_day_on() -> None:
    listing = recall(confirm(None), date(2026, 10, 1))
    assert held(listing, date(2026, 9, 30)) == {TOWN}
    assert held(listing, date(2026, 10, 1)) == frozenset()


def test_a_list_after_a_recall_gives_it_again_and_leaves_the_gap() -> None:
    listing = confirm(recall(confirm(None), date(2026, 10, 1)), valid_from=date(2026, 11, 1), townships={OTHER})
    assert held(listing, date(2026, 9, 30)) == {TOWN}
    assert held(listing, date(2026, 10, 15)) == frozenset()
    assert held(listing, date(2026, 11, 1)) == {OTHER}


def test_a_later_list_takes_the_place_of_an_earlier_one_from_its_day_on() -> None:
    listing = confirm(confirm(None), valid_from=date(2026, 6, 1), townships={OTHER})
    assert held(listing, date(2026, 5, 31)) == {TOWN}
    assert held(listing, date(2026, 6, 1)) == {OTHER}


def test_a_power_of_another_list_can_be_recalled_without_having_been_confirmed() -> None:
    listing = recall(None, date(2026, 10, 1), power=LISTED)
    assert TOWN in held(listing, date(2026, 9, 30), LISTED)
    assert held(listing, date(2026, 10, 1), LISTED) == frozenset()


def test_what_the_law_gives_no_list_takes() -> None:
    assert refused(recall, None, TODAY, power=BY_LAW) is power_list.GIVEN_BY_LAW


def test_a_recall_is_not_backdated() -> None:
    assert refused(recall, confirm(None), date(2026, 8, 31)) is power_list.BACKDATED


def test_what_was_never_confirmed_cannot_be_recalled() -> None:
    assert refused(recall, None, TODAY) is power_list.NOT_LISTED


def test_a_power_is_recalled_once() -> None:
    assert refused(recall, recall(confirm(None), TODAY), TODAY) is power_list.RECALLED


def test_a_list_of_before_that_begins_later_gives_nothing_back_after_a_recall() -> None:
    """It was replaced before the recall."""
    recalled = recall(confirm(confirm(None, valid_from=date(2026, 11, 1))), date(2026, 10, 1))
    assert held(recalled, date(2026, 11, 1)) == frozenset()
    assert refused(recall, recalled, date(2026, 12, 1)) is power_list.RECALLED


def test_a_list_that_has_not_begun_cannot_be_recalled_yet() -> None:
    later = confirm(None, valid_from=date(2026, 10, 1))
    assert refused(recall, later, date(2026, 10, 1)) is power_list.NOT_BEGUN


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"townships": frozenset()}, power_list.NO_TOWNSHIP),
        ({"valid_until": date(2025, 12, 31)}, power_list.PERIOD),
    ],
)
def test_a_row_that_cannot_be(changes: dict[str, Any], rule: Rule) -> None:
    assert refused(confirm, None, **changes) is rule


def test_a_list_does_not_reach_back_behind_a_recall() -> None:
    recalled = recall(confirm(None), date(2026, 10, 1))
    assert refused(confirm, recalled, valid_from=date(2026, 9, 30)) is power_list.BEFORE_RECALL


def test_a_township_that_the_county_lacks_is_not_listed() -> None:
    with pytest.raises(ValueError, match="130624400"):
        ConfirmPower(townships=frozenset({"130624400"}), published_on=TODAY, valid_from=TODAY, source="清单")


def test_x41_a_list_counts_from_no_day_before_it_was_published() -> None:
    (confirmed,) = confirm(None, valid_from=date(2025, 12, 20)).confirmed
    assert (confirmed.published_on, confirmed.recorded_on) == (date(2025, 12, 20), TODAY)
    assert refused(confirm, None, valid_from=date(2025, 12, 19)) is power_list.BEFORE_PUBLISHED
    assert refused(confirm, None, published_on=date(2026, 9, 2)) is FUTURE


@pytest.mark.parametrize("document", ["口头", "阜政发2025-3", "阜政发〔25〕3号", ""])
def test_x41_what_nobody_published_is_no_list(document: str) -> None:
    with pytest.raises(ValueError, match="document"):
        confirm(None, document=document)
    assert refused(confirm, None, document=None) is power_list.NO_DOCUMENT
    assert refused(confirm, None, document=None, sample=True) is power_list.SAMPLE_LIST
    assert confirm(None, document=None, sample=True, platform=True).confirmed


@pytest.mark.parametrize(("published", "fits"), [(2024, False), (2025, True), (2026, True)])
def test_x41_a_list_was_published_in_the_year_of_its_document(published: int, fits: bool) -> None:
    """Numbered in December, it may come out in January."""
    days = {"published_on": date(published, 1, 2), "valid_from": date(2026, 2, 1)}
    if fits:
        assert confirm(None, **days).confirmed
    else:
        assert refused(confirm, None, **days) is power_list.OTHER_YEAR


def test_a_confirmation_names_the_offence_and_the_laws_that_the_penalty_rests_on() -> None:
    """What was not published is no ground of a penalty (APL 5(3)), and nobody reads a bare code."""
    (confirmed,) = confirm(None).confirmed
    assert (confirmed.name, confirmed.laws) == (UNCONFIRMED.name, ("生态环境法典",))

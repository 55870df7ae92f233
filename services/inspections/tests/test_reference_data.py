"""The data files: they hold what they should, and a fault in one is named by its place."""

from collections.abc import Callable
from datetime import date

import pytest

from contracts.fields import EnforcementField, Trade
from contracts.places import DEPARTMENTS
from contracts.reference import BadReference
from inspections.caps.reference import load_visit_caps, visit_caps
from inspections.draws.reference import ticket_tables
from inspections.items.reference import item_lists, load_item_lists
from inspections.visits.reference import correction_terms, load_correction_terms

ITEM_LISTS = load_item_lists()

LIST = """
[[lists]]
code = "fire"
title = "消防"
field = "fire"
department = "130624-fire"
published_on = 2026-01-01
valid_from = 2026-01-01
sample = true
items = [
  { code = "fire-01", text = "通道", law = "消防法", article = "第28条", kind = "key", method = "on-site", power = "FI-01", rectifiable = true, sample = false },
]
"""  # noqa: E501
TABLE = """
[[tables]]
valid_from = 2026-01-01
least_firms = 20
[tables.tickets]
A = { low = 0, ordinary = 1, high = 2 }
B = { low = 1, ordinary = 2, high = 3 }
C = { low = 3, ordinary = 4, high = 6 }
D = { low = 6, ordinary = 8, high = 10 }
"""

TERMS = """
[[publications]]
valid_from = 2026-01-01
sample = true
longest_days = 365
recheck_days = 10
refer_days = 7
source = "样例"
"""


@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 8, 14), date(2026, 8, 15), date(2027, 3, 1)])
def test_each_published_list_has_at_least_eight_items_on_any_day(on: date) -> None:
    assert len(ITEM_LISTS) == 6
    for item_list in ITEM_LISTS:
        assert len([item for item in item_list.items if item.valid(on)]) >= 8


def test_every_code_of_a_field_has_a_chinese_label() -> None:
    assert {item_list.field for item_list in ITEM_LISTS} <= set(EnforcementField)
    assert {field for item_list in ITEM_LISTS for field in item_list.applies_to} <= set(Trade)


def test_everything_is_marked_as_sample_until_the_county_publishes_its_own() -> None:
    assert all(item_list.sample for item_list in ITEM_LISTS)
    assert all(published.sample for published in load_visit_caps())
    assert all(published.sample for published in load_correction_terms())


def test_an_item_inherits_department_and_first_day_unless_it_has_its_own() -> None:
    (one,) = item_lists(LIST)
    assert (one.items[0].department, one.items[0].valid_from) == ("130624-fire", date(2026, 1, 1))
    own = LIST.replace("rectifiable", 'department = "130624-market", valid_from = 2026-02-01, rectifiable')
    (other,) = item_lists(own)
    assert (other.items[0].department, other.items[0].valid_from) == ("130624-market", date(2026, 2, 1))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('law = "消防法", ', "", "item-lists.toml: lists[0] fire.items[0].law: Field required"),
        (", sample = false", "", "lists[0] fire.items[0].sample: Field required"),
        ("FI-01", "fire", "lists[0] fire.items[0].power: "),
        ("rectifiable", "colour = 1, rectifiable", "lists[0] fire.items[0].colour: Extra inputs are not permitted"),
        ('"130624-fire"', '"130624-sea"', "130624-sea is no department of the county"),
        ('"fire-01"', '"food-01"', "food-01 does not begin with fire"),
        ('"key"', '"minor"', "items[0].kind: Input should be 'key' or 'general'"),
        ('"on-site"', '"hearsay"', "items[0].method: Input should be 'on-site', 'papers' or 'monitoring'"),
        ("items = [", "items = [ 3 ]\nmore = [", "the list fire has no items"),
        ('code = "fire"', "code = fire", "item-lists.toml: "),
        ("[[lists]]", "[[list]]", "no tables [[lists]]"),
        ("]\n", "]\n" + LIST, "the versions of 2026-01-01 and 2026-01-01 overlap"),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_until = 2025-01-01", "valid_until lies before"),
    ],
)
def test_a_fault_in_the_item_lists_is_named_by_its_place(old: str, new: str, fault: str) -> None:
    """Among them a kind (I-4) or a method (I-8) that there is not."""
    with pytest.raises(BadReference) as refused:
        item_lists(new.join([LIST[: LIST.rindex(old)], LIST[LIST.rindex(old) + len(old) :]]))
    assert fault in str(refused.value)


def test_an_item_stands_once_for_a_day() -> None:
    line = next(line for line in LIST.splitlines() if "fire-01" in line)
    with pytest.raises(BadReference, match="fire-01 stands twice for the same days"):
        item_lists(LIST.replace(line, f"{line}\n{line}"))


@pytest.mark.parametrize(
    ("load", "text", "fault"),
    [
        (ticket_tables, TABLE.replace("low = 0", "low = -1"), "tickets.toml: tables[0].tickets.A.low: "),
        (ticket_tables, TABLE.replace("A =", "E ="), "tables[0].tickets.E"),
        (ticket_tables, TABLE + TABLE, "tickets.toml: the versions of 2026-01-01 and 2026-01-01 overlap"),
        (ticket_tables, "", "tickets.toml: no tables [[tables]]"),
        (visit_caps, "[[publications]]\nvalid_from = 2026-01-01", "visit-caps.toml: publications[0].sample: "),
        (correction_terms, TERMS.replace("365", "0"), "correction-terms.toml: publications[0].longest_days: "),
        (correction_terms, TERMS + TERMS, "the versions of 2026-01-01 and 2026-01-01 overlap"),
    ],
)
def test_a_fault_in_another_file_is_named_by_its_place(load: Callable[[str], object], text: str, fault: str) -> None:
    with pytest.raises(BadReference) as refused:
        load(text)
    assert fault in str(refused.value)


# The offences of domain §7.2 by the letters of their codes, and how many of each there are.
OFFENCES = {"CG": 8, "EN": 15, "SF": 10, "FI": 3, "NR": 10, "WT": 3, "TR": 2, "AG": 5, "PH": 2, "MK": 4}


def test_items_name_departments_of_the_county_and_powers_of_the_catalogue() -> None:
    items = [item for item_list in ITEM_LISTS for item in item_list.items]
    assert {item.department for item in items} <= DEPARTMENTS.keys()
    for letters, number in (item.power.split("-") for item in items):
        assert 1 <= int(number) <= OFFENCES[letters]

"""Published items: what is not published is not inspected (X-34)."""

from datetime import date

import pytest

from contracts.refusal import Refusal
from inspections.items import domain as items
from inspections.items.domain import ItemList, fields_of, items_on, published_item, published_list, scope_of
from inspections.items.reference import load_item_lists

LISTS = load_item_lists()
ON = date(2026, 9, 1)
THE_DAY_OF_THE_CODE = date(2026, 8, 15)  # EEC 1242


def list_of(code: str, on: date = ON) -> ItemList:
    return published_list(LISTS, code, on)


def test_x34_a_list_that_was_never_published_is_not_inspected() -> None:
    with pytest.raises(Refusal) as refused:
        list_of("nothing")
    assert refused.value.rule is items.LIST_NOT_PUBLISHED


def test_x34_a_list_is_not_inspected_before_it_is_published_though_its_items_would_be_valid() -> None:
    late = list_of("fire").model_dump() | {"published_on": date(2026, 9, 2)}
    lists = (ItemList.model_validate(late),)
    assert published_list(lists, "fire", date(2026, 9, 2)).code == "fire"
    for ask in (published_list, published_item):
        with pytest.raises(Refusal):
            ask(lists, "fire" if ask is published_list else "fire-01", ON)


def test_x34_an_item_outside_the_lists_of_the_visit_is_not_inspected() -> None:
    assert published_item((list_of("fire"),), "fire-01", ON).power == "FI-01"
    with pytest.raises(Refusal) as refused:
        published_item((list_of("fire"),), "safety-03", ON)
    assert refused.value.rule is items.ITEM_NOT_PUBLISHED
    assert "safety-03" in refused.value.detail


def test_the_version_of_the_day_is_inspected() -> None:
    """The list follows the law: an item has the article of the day (I-3)."""
    environment = (list_of("environment"),)
    assert published_item(environment, "environment-01", date(2026, 8, 14)).law == "大气污染防治法"
    assert published_item(environment, "environment-01", THE_DAY_OF_THE_CODE).law == "生态环境法典"
    with pytest.raises(Refusal):
        published_item(environment, "environment-11", date(2026, 8, 14))


def test_items_of_a_day_keep_their_order_and_stand_once() -> None:
    for on in (date(2026, 8, 14), THE_DAY_OF_THE_CODE):
        found = [item.code for item in items_on(list_of("environment"), on)]
        assert found == sorted(set(found))


def test_a_joint_visit_needs_every_field_and_goes_where_any_list_applies() -> None:
    assert fields_of((list_of("forest"), list_of("food"))) == ("health-market", "resources")
    assert scope_of((list_of("forest"), list_of("building"))) == tuple(
        sorted({*list_of("forest").applies_to, *list_of("building").applies_to})
    )
    assert scope_of((list_of("forest"), list_of("safety"))) == ()

"""The item lists that are published today."""

from pydantic import BaseModel

from contracts.labels import labels_in
from contracts.origin import Origin
from inspections.items.domain import Item, ItemList, ItemLists, items_on


class ItemView(BaseModel):
    code: str
    text: str
    law: str
    article: str
    rectifiable: bool
    power: str
    sample: bool


class ItemListView(BaseModel):
    code: str
    title: str
    department: str
    sample: bool
    items: list[ItemView]
    labels: dict[str, str]


def list_of_item_lists(lists: ItemLists, who: Origin) -> list[ItemListView]:
    """Every list that is published and valid on the caller's day, with that day's items."""
    return [list_view(item_list, items_on(item_list, who.on)) for item_list in lists if item_list.published(who.on)]


def list_view(item_list: ItemList, items: tuple[Item, ...]) -> ItemListView:
    return ItemListView(
        code=item_list.code,
        title=item_list.title,
        department=item_list.department,
        sample=item_list.sample,
        labels=labels_in(item_list),
        items=[item_view(item) for item in items],
    )


def item_view(item: Item) -> ItemView:
    return ItemView(
        code=item.code,
        text=item.text,
        law=item.law,
        article=item.article,
        rectifiable=item.rectifiable,
        power=item.power,
        sample=item.sample,
    )

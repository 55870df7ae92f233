"""The published item lists, from `data/item-lists.toml`."""

from collections import defaultdict

from contracts.reference import BadReference, Data, Table, entries, in_turn, parsed, rows
from inspections.items.domain import ItemList

DATA = Data("inspections")
ITEM_LISTS = "item-lists.toml"


def load_item_lists() -> tuple[ItemList, ...]:
    """Read every published list; raises BadReference if the file can't be used."""
    return item_lists(DATA.read(ITEM_LISTS))


def item_lists(text: str) -> tuple[ItemList, ...]:
    """Parse the lists of a file; an item inherits department and first day from its list unless it has its own."""
    tables = [with_inherited(table) for table in rows(ITEM_LISTS, parsed(ITEM_LISTS, text), "lists")]
    versions = defaultdict[str, list[ItemList]](list)
    lists = entries(ITEM_LISTS, "lists", tables, ItemList)
    for item_list in lists:
        versions[item_list.code].append(item_list)
    for code, same in versions.items():
        in_turn(f"{ITEM_LISTS}: {code}", tuple(same))
    return lists


def with_inherited(table: Table) -> Table:
    """The table of a list, with department and first day in each of its items."""
    inherited = {name: table[name] for name in ("department", "valid_from") if name in table}
    items = table.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise BadReference(f"{ITEM_LISTS}: the list {table.get('code')} has no items = [{{…}}, …]")
    return {**table, "items": [inherited | item for item in items]}

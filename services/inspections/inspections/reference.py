"""Reference data from the files in `data/`: what is published, as the domain reads it."""

from collections import defaultdict
from dataclasses import dataclass

from chassis.reference import BadReference, Data, Table, entries, in_turn, parsed, rows
from inspections.domain.cap_rules import VisitCaps
from inspections.domain.items import ItemList
from inspections.domain.lottery import TicketTable

DATA = Data("inspections")
ITEM_LISTS, TICKETS, VISIT_CAPS = "item-lists.toml", "tickets.toml", "visit-caps.toml"


@dataclass(frozen=True, kw_only=True)
class Reference:
    """All that the service knows from files."""

    item_lists: tuple[ItemList, ...]
    tickets: tuple[TicketTable, ...]
    visit_caps: tuple[VisitCaps, ...]


def load_reference() -> Reference:
    """Everything, or BadReference."""
    return Reference(
        item_lists=load_item_lists(),
        tickets=load_ticket_tables(),
        visit_caps=load_visit_caps(),
    )


def load_item_lists() -> tuple[ItemList, ...]:
    return item_lists(DATA.read(ITEM_LISTS))


def load_ticket_tables() -> tuple[TicketTable, ...]:
    return ticket_tables(DATA.read(TICKETS))


def load_visit_caps() -> tuple[VisitCaps, ...]:
    return visit_caps(DATA.read(VISIT_CAPS))


def item_lists(text: str) -> tuple[ItemList, ...]:
    """The lists of a file; an item's department and first day are its list's unless it has its own."""
    tables = [with_inherited(table) for table in rows(ITEM_LISTS, parsed(ITEM_LISTS, text), "lists")]
    versions = defaultdict[str, list[ItemList]](list)
    lists = entries(ITEM_LISTS, "lists", tables, ItemList)
    for one in lists:
        versions[one.code].append(one)
    for code, same in versions.items():
        in_turn(f"{ITEM_LISTS}: {code}", tuple(same))
    return lists


def with_inherited(table: Table) -> Table:
    inherited = {name: table[name] for name in ("department", "valid_from") if name in table}
    items = table.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise BadReference(f"{ITEM_LISTS}: the list {table.get('code')} has no items = [{{…}}, …]")
    return {**table, "items": [inherited | item for item in items]}


def ticket_tables(text: str) -> tuple[TicketTable, ...]:
    return in_turn(TICKETS, entries(TICKETS, "tables", rows(TICKETS, parsed(TICKETS, text), "tables"), TicketTable))


def visit_caps(text: str) -> tuple[VisitCaps, ...]:
    found = rows(VISIT_CAPS, parsed(VISIT_CAPS, text), "publications")
    return in_turn(VISIT_CAPS, entries(VISIT_CAPS, "publications", found, VisitCaps))

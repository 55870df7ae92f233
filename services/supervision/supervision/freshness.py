"""How fresh an answer is that rests on rows."""

from collections.abc import Iterable
from typing import Any

from chassis.consuming import RowStore


async def newest(stores: Iterable[RowStore[Any]]) -> str | None:
    """The time of the newest event that the rows have seen; None while nothing was heard."""
    times = [found for store in stores if (found := await newest_of(store))]
    return max(times, default=None)


async def newest_of(store: RowStore[Any]) -> str | None:
    found = await store.documents.find(store.rows.collection, {}, fields={"as_of": 1}, sort=[("as_of", -1)], limit=1)
    return str(found[0]["as_of"]) if found else None

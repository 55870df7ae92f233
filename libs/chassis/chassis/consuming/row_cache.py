"""Rows that decisions ask for again and again, as they were a moment ago (docs/decisions/0011)."""

import time
from collections.abc import Callable, Iterable

from chassis.consuming.rows import Row, RowStore

SECONDS = 1.0


class RowCache[R]:
    """Rows by one of their fields, read again after a second; what this process heard counts at once."""

    def __init__(self, rows: RowStore[R], field: str, now: Callable[[], float] = time.monotonic) -> None:
        self.rows = rows
        self.field = field
        self.now = now
        self.changes = rows.changes
        self.kept: dict[str, tuple[float, Row[R]]] = {}

    async def of(self, values: Iterable[str]) -> dict[str, Row[R]]:
        """Return the rows that are known, by the value, in the order asked for."""
        wanted, found = list(dict.fromkeys(values)), self._remembered()
        if missing := [value for value in wanted if value not in found]:
            found |= await self._read(missing)
        return {value: found[value] for value in wanted if value in found}

    def _remembered(self) -> dict[str, Row[R]]:
        since = self.now() - SECONDS
        if self.changes != self.rows.changes:
            self.changes = self.rows.changes
            self.kept.clear()
        return {value: row for value, (at, row) in self.kept.items() if at > since}

    async def _read(self, values: list[str]) -> dict[str, Row[R]]:
        at, changes = self.now(), self.rows.changes
        rows = await self.rows.where({f"row.{self.field}": {"$in": values}})
        found: dict[str, Row[R]] = {getattr(row.row, self.field): row for row in rows}
        if changes == self.rows.changes:
            self.kept |= {value: (at, row) for value, row in found.items()}
        return found


class RowGroups[R]:
    """All rows of one value of a field, read again after a second; what this process heard counts at once."""

    def __init__(self, rows: RowStore[R], field: str, now: Callable[[], float] = time.monotonic) -> None:
        self.rows = rows
        self.field = field
        self.now = now
        self.kept: dict[str, tuple[float, int, list[Row[R]]]] = {}

    async def of(self, value: str) -> list[Row[R]]:
        at, changes = self.now(), self.rows.changes
        read_at, read_changes, rows = self.kept.get(value, (at - SECONDS, changes, []))
        if at - read_at < SECONDS and read_changes == changes:
            return rows
        found = await self.rows.where({f"row.{self.field}": value}, sort=[("_id", 1)])
        self.kept[value] = (at, changes, found)
        return self.kept[value][2]

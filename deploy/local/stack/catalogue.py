"""The store's daemon, with its catalogue of indexes in memory.

The package reads the indexes of a collection from disk and decodes them some fifty times for a command, which takes
most of its processor time. Here they are read once, and again after whatever may have changed them. It runs in the
daemon's own process, for development and tests, and is under the package's licence (docs/decisions/0051).
"""

# SPDX-License-Identifier: GPL-2.0-only

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from secantus import server, storage
from secantus.cli import main

type Index = tuple[str, dict[str, Any], dict[str, Any]]  # name, keys, options
type Namespace = tuple[str, str]  # database, collection


class Catalogue:
    """Indexes by collection. Nothing is remembered, or taken from memory, while anything may be changing them."""

    def __init__(self) -> None:
        self.known = dict[Namespace, list[Index]]()
        self.changing = self.changes = 0
        self.lock = threading.Lock()

    @contextmanager
    def change(self) -> Iterator[None]:
        self.begin()
        try:
            yield
        finally:
            self.end()

    def begin(self) -> None:
        with self.lock:
            self.changing, self.changes = self.changing + 1, self.changes + 1
            self.known.clear()

    def end(self, times: int = 1) -> None:
        with self.lock:
            self.changing -= times

    def indexes(self, where: Namespace, read: Callable[[], list[Index]]) -> list[Index]:
        """Return what is known; otherwise what is read now, which is remembered unless a change began meanwhile."""
        known, before = self.known.get(where), self.changes
        if known is not None:
            return known
        found = read()
        with self.lock:
            if not self.changing and self.changes == before:
                self.known[where] = found
        return found


class Storage(storage.Storage):  # type: ignore[misc]
    """The package's storage over a catalogue in memory, past which a transaction of many statements looks."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.catalogue = Catalogue()
        super().__init__(*arguments, **options)

    def _iter_indexes(self, db: str, coll: str) -> Iterator[Index]:
        if self.catalogue.changing or self._in_transaction():
            return iter(super()._iter_indexes(db, coll))
        found = self.catalogue.indexes((db, coll), lambda: self._committed_indexes(db, coll))
        return ((name, dict(keys), dict(options)) for name, keys, options in found)

    def _committed_indexes(self, db: str, coll: str) -> list[Index]:
        """Read in a session of its own: that of this thread may show what was there before."""
        with self._committed_read_scope():
            return list(super()._iter_indexes(db, coll))

    def _in_transaction(self) -> bool:
        return getattr(self._tls, "user_txn", None) is not None

    def _maybe_mark_multikey(
        self, db: str, coll: str, doc: Mapping[str, Any], indexes: list[Any], already_multikey: set[str]
    ) -> set[str]:
        """Mark indexes over a list of this document; a change of the catalogue that lasts until it is committed."""
        others = [keys for name, keys, *_ in indexes if name not in already_multikey]
        if not any(storage._doc_makes_multikey(doc, keys) for keys in others):
            return already_multikey
        self.catalogue.begin()  # within a transaction of many statements nobody ends it: nothing is remembered any more
        if not self._in_transaction():
            self._tls.marked = getattr(self._tls, "marked", 0) + 1
        marked: set[str] = super()._maybe_mark_multikey(db, coll, doc, indexes, already_multikey)
        return marked

    @contextmanager
    def _batch_transaction(self, *, sync: bool = False) -> Iterator[Any]:
        try:
            with super()._batch_transaction(sync=sync) as session:
                yield session
        finally:
            if marked := getattr(self._tls, "marked", 0):
                self._tls.marked = 0
                self.catalogue.end(marked)


def changing(name: str) -> Callable[..., Any]:
    """Return the method of this name as a change of the catalogue."""
    unwrapped = getattr(storage.Storage, name)

    def wrapped(self: Storage, *arguments: Any, **options: Any) -> Any:
        with self.catalogue.change():
            return unwrapped(self, *arguments, **options)

    return wrapped


CHANGES = (
    "create_index",
    "drop_index",
    "drop_all_indexes",
    "set_index_expiry",
    "set_index_options",
    "drop_collection",
    "drop_database",
    "rename_collection",
)
for name in CHANGES:
    setattr(Storage, name, changing(name))

if __name__ == "__main__":
    server.Storage = Storage
    sys.exit(main())

"""The parts that a service is assembled from; tests assemble it from others."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from chassis.clock import Clock
from chassis.consuming import HasSession, Rows, RowStore, Sessions
from chassis.deadlines import CLAIM, Claims, Fate, Tick, Ticking, working_days
from chassis.documents import Blobs, Documents, Received, Thumbnails, Uploads
from chassis.http import Files, Naming, Quota, Watched, Watcher
from chassis.outbox import Relay
from chassis.process.settings import Settings
from chassis.security import SessionOf
from chassis.store import Aggregate, Store
from contracts.calendar import WorkingDays
from contracts.event import Event


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Ingredients of a service: all that leaves the process or differs between runs.

    It remembers what was made of it, so that no store is left out of the sweeper, the ticks, `verify` or a restore.
    """

    settings: Settings
    documents: Documents
    blobs: Blobs
    relay: Relay
    clock: Clock
    calendar: Callable[[], WorkingDays] = working_days
    stores: list[Store[Any, Any]] = field(default_factory=list, init=False)
    row_stores: list[RowStore[Any]] = field(default_factory=list, init=False)
    ticking: list[Ticking] = field(default_factory=list, init=False)
    uploads: list[Uploads] = field(default_factory=list, init=False)
    watchers: list[Watcher] = field(default_factory=list, init=False)
    session_of: list[SessionOf] = field(default_factory=list, init=False)
    naming: list[Naming] = field(default_factory=list, init=False)

    def store[S, E: Event](self, aggregate: Aggregate[S, E]) -> Store[S, E]:
        """Make the store of one kind; the relay learns the topic of its events."""
        if topic := getattr(aggregate.event, "topic", None):
            self.relay.topics[aggregate.kind] = topic
        store = Store(aggregate, self.documents, self.relay, self.calendar)
        self.stores.append(store)
        return store

    def rows[R](self, rows: Rows[R]) -> RowStore[R]:
        """Make the store of one kind of rows."""
        store = RowStore(rows, self.documents)
        self.row_stores.append(store)
        return store

    @property
    def received(self) -> Received:
        """The files that people brought."""
        return Received(self.documents, self.blobs)

    def files(self) -> Files:
        """Make what the routes of files stand on."""
        self.uploads.append(uploads := Uploads(self.documents, self.received))
        quota = self.quota("upload", "上传")
        return Files(
            blobs=self.blobs,
            received=self.received,
            uploads=uploads,
            thumbnails=Thumbnails(self.documents, self.blobs),
            sizes=self.settings.sizes,
            quota=quota,
        )

    def watcher(self, *watched: Watched) -> Watcher:
        """Make the watcher of what changes, which ends with the process."""
        self.watchers.append(watcher := Watcher(self.documents, watched))
        return watcher

    def quota(self, name: str, what: str) -> Quota:
        """Make the quota that the settings `<name>s_per_minute` and `<name>s_per_day` give."""
        return Quota(
            documents=self.documents,
            name=name,
            what=what,
            per_minute=getattr(self.settings, f"{name}s_per_minute"),
            per_day=getattr(self.settings, f"{name}s_per_day"),
        )

    def sessions[R: HasSession](self, officers: RowStore[R]) -> None:
        """Refuse tokens of sessions that have ended, by the service's replica of identity's officers."""
        self.session_of.append(Sessions(officers).of)

    def tick(self, store: Store[Any, Any], run: Tick) -> None:
        """Have `run` called for every document of the store whose deadline has passed."""
        self.ticking.append(Ticking(store, run))

    def claims(self, fate: Callable[[str], Awaitable[Fate]]) -> Claims:
        """Make the claims of the service; `fate` tells what became of a claimant."""
        claims = Claims(self.store(CLAIM), fate)
        self.tick(claims.store, claims.look)
        return claims

    def check_ticks(self) -> None:
        """Raise ValueError if documents of a store have deadlines and nothing runs them."""
        ticked = {ticking.store.kind for ticking in self.ticking}
        for store in self.stores:
            if store.has_deadlines and store.kind not in ticked:
                raise ValueError(f"{store.kind} has deadlines, and nothing is called when one has passed")

"""A service stays closed while its store is being restored, or lacks what the service itself has published.

A closed process answers nothing but whether it lives, consumes nothing, publishes nothing and runs no deadline. It
opens by itself when the reason is gone. One that had been open is shut for good: what it had begun is unknown, it must
start again. Kafka is no part of acknowledging, so nobody waits for it: a process opens without having looked, and looks
as soon as Kafka is there (docs/decisions/0013).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import structlog

from chassis.documents import Document, Documents, StoreUnreachable, find_one
from chassis.kafka import KafkaUnreachable
from chassis.metrics import CLOSED
from chassis.store import Store
from contracts.envelope import Envelope
from contracts.refusal import Category, Rule

log = structlog.get_logger()

COLLECTION = "restoring"
EVERY_SECONDS = 1.0
RETRY_SECONDS = 5.0

STARTING = Rule("starting", "服务正在启动", category=Category.UNAVAILABLE, remedy="请稍后重试")
RESTORING = Rule("restoring", "数据正在恢复，服务暂停", category=Category.UNAVAILABLE, remedy="请待恢复完成后重试")
BEHIND = Rule(
    "store-behind",
    "存储中缺少已经发布的记录，服务暂停",
    category=Category.UNAVAILABLE,
    remedy="请运维人员恢复数据（restore）后重试",
)

type Missing = Callable[[], Awaitable[str]]
"""The id of an event that was published and is not in the store, or nothing; raises KafkaUnreachable without Kafka."""


async def close(documents: Documents, name: str, run: str) -> None:
    """Close the service for all its processes, also those that start later; only this run opens them again."""
    while not await documents.insert(COLLECTION, {"_id": name, "run": run}):
        if await documents.update(COLLECTION, {"_id": name}, {"$set": {"run": run}}):
            return


async def reopen(documents: Documents, name: str, run: str) -> bool:
    """Open the service; False if another run has begun since, under which the store may have been set back again."""
    return await documents.delete(COLLECTION, {"_id": name, "run": run})


async def is_closed(documents: Documents, name: str) -> bool:
    return await find_one(documents, COLLECTION, {"_id": name}) is not None


class Door:
    """Door of a process. `rule` is why it is closed; `opened` and `shut` are set when that happens."""

    def __init__(self, documents: Documents, name: str, missing: Missing) -> None:
        self.documents = documents
        self.name = name
        self.missing = missing
        self.rule: Rule | None = STARTING
        self.opened = asyncio.Event()
        self.shut = asyncio.Event()
        self.checked = False
        self._lacking = ""
        self._ask_at = 0.0

    async def watch(self) -> None:
        """Look each second, until cancelled."""
        while True:
            try:
                await self.look()
            except StoreUnreachable:
                log.warning("waiting for the store")
            await asyncio.sleep(EVERY_SECONDS)

    async def look(self) -> None:
        rule = await self._reason()
        if self.shut.is_set():
            return
        if rule is not self.rule:
            self._told(rule)
        if rule is None:
            self.opened.set()
        elif self.opened.is_set():
            self.shut.set()
        self.rule = rule
        CLOSED.set(rule is not None)

    def must_restart(self) -> str | None:
        """Return why only a restart helps, for the check of liveness: a process that was shut stays shut."""
        return "it was shut while it worked, and must be restarted" if self.shut.is_set() else None

    async def _reason(self) -> Rule | None:
        """Return the rule that closes the process; the mark last, which a restore sets before it appends anything."""
        if await is_closed(self.documents, self.name):
            return RESTORING
        if self.checked:
            return None
        lacking = await self._look_for_lacking()
        if await is_closed(self.documents, self.name):
            return RESTORING
        return BEHIND if lacking else None

    async def _look_for_lacking(self) -> str:
        """Compare the newest published events with the store, once: later ones come from the store itself."""
        if self.checked or time.monotonic() < self._ask_at:
            return self._lacking
        try:
            self._lacking = await self.missing()
            self.checked = not self._lacking
        except KafkaUnreachable as error:
            log.warning("open without knowing whether the store is whole: Kafka is away", error=str(error))
        self._ask_at = time.monotonic() + RETRY_SECONDS
        return self._lacking

    def _told(self, rule: Rule | None) -> None:
        remedy = f"python -m {self.name} restore"
        if rule is BEHIND:
            log.error("closed: the store lacks an event that was published", lacking=self._lacking, remedy=remedy)
        elif rule is RESTORING:
            log.error("closed: a restore is under way, or was broken off and must be run again", remedy=remedy)
        elif self.rule is not STARTING:
            log.info("open again")


async def first_missing(stores: Mapping[str, Store[Any, Any]], newest: Iterable[tuple[str, Envelope]]) -> str:
    """Return the id of one of these records (by topic) that its store lacks or holds otherwise; empty if none."""
    last: dict[tuple[str, str], Envelope] = {}
    for topic, envelope in newest:
        known = last.get((topic, envelope.subject))
        if known is None or envelope.sequence > known.sequence:
            last[(topic, envelope.subject)] = envelope
    for topic, store in stores.items():
        wanted = {id: envelope for (name, id), envelope in last.items() if name == topic}
        fields: Document = {"sequence": 1, "head": 1}
        found = await store.documents.find(store.kind, {"_id": {"$in": list(wanted)}}, fields=fields) if wanted else []
        kept = {document["_id"]: (document["sequence"], document["head"]) for document in found}
        for id, envelope in wanted.items():
            sequence, head = kept.get(id, (0, ""))
            if sequence < envelope.sequence or (sequence == envelope.sequence and head != envelope.digest):
                return envelope.id
    return ""

"""Events that are causes of others: a history keeps their digest, so that another event of that name is a fork.

It is not published, so a restored event does not have it; the topic of the event that was the cause does.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

from chassis.documents import find_one
from chassis.store import Store
from contracts.envelope import Envelope
from contracts.origin import source_of


async def remember_sources(
    stores: Sequence[Store[Any, Any]],
    sources: Mapping[str, Iterable[tuple[str, str]]],
    envelopes: AsyncIterator[Envelope],
) -> int:
    """Give causes the digest of their event again, so that another event under its id is known as a fork.

    `envelopes` are the records of all topics that the service reads; how many causes were completed.
    """
    digests: dict[str, str] = {}
    async for envelope in envelopes:
        if envelope.id in sources:
            digests.setdefault(envelope.id, envelope.digest)
    kinds = {store.kind: store for store in stores}
    remembered = 0
    for kind, id in sorted({document for source in digests for document in sources[source]}):
        remembered += await remember(kinds[kind], id, digests)
    return remembered


async def remember(store: Store[Any, Any], id: str, digests: Mapping[str, str]) -> int:
    document = await find_one(store.documents, store.kind, {"_id": id}) or {"events": []}
    completed = 0
    for record in document["events"]:
        digest = digests.get(source_of(record["cause"]))
        if digest and not record["request"]:
            record["request"] = digest
            completed += 1
    if completed:
        guard = {"_id": id, "version": document["version"], "sequence": document["sequence"]}
        await store.documents.update(store.kind, guard, {"$set": {"events": document["events"]}})
    return completed

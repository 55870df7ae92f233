"""Records of what happened: histories in the stores, records in the topics, rows and offsets of consumers."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from motor.motor_asyncio import AsyncIOMotorClient
from tests.support.checking import Kept, Published, Row
from tests.support.waiting import eventually

from chassis.documents import PRESENT
from contracts.topics import SERVICES, Topic, read_by

type Document = dict[str, Any]

CONSUMERS = tuple(service for service in SERVICES if read_by(service))
UNDER_WAY = ("pending_since", "touched")


@dataclass(frozen=True)
class Witness:
    """`client` is connected to the stores, `prefix` begins the names of their databases.

    `admin` and `offsets` stay connected, since it takes seconds to learn all topics again. `indexed` are the fields by
    which something can be found to be under way, by service and collection.
    """

    client: "AsyncIOMotorClient[Document]"
    prefix: str
    kafka: str
    admin: AIOKafkaAdminClient
    offsets: AIOKafkaConsumer
    indexed: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    async def documents(self, service: str, collection: str, where: Document | None = None) -> list[Document]:
        cursor = self.client[f"{self.prefix}_{service}"][collection].find(where or {}, sort=[("_id", 1)])
        found: list[Document] = await cursor.to_list(None)
        return found

    async def count(self, service: str, collection: str) -> int:
        return await self.client[f"{self.prefix}_{service}"][collection].count_documents({})

    async def collections(self, service: str) -> list[str]:
        return sorted(await self.client[f"{self.prefix}_{service}"].list_collection_names())

    async def histories(self, service: str, kind: str, ids: Sequence[str]) -> list[Kept]:
        found = await self.documents(service, kind, {"_id": {"$in": list(ids)}})
        return [kept(document) for document in found]

    async def rows(self, service: str, collection: str, ids: Sequence[str]) -> list[Row]:
        found = await self.documents(service, collection, {"_id": {"$in": list(ids)}})
        return [row(document) for document in found]

    async def parked(self, service: str) -> list[Document]:
        return await self.documents(service, "parked")

    async def published(self, topic: Topic) -> list[Published]:
        """Return our records, partition by partition, in the order of the log."""
        headers = [dict(record.headers) for record in await self.records(topic)]
        return [
            Published(header["ce_subject"].decode(), int(header["ce_sequence"]), header["ce_digest"].decode())
            for header in headers
            if header.get("ce_source") == topic.owner.encode()
        ]

    async def records(self, topic: Topic) -> list[Any]:
        partitions = partitions_of(topic)
        found: dict[TopicPartition, list[Any]] = {partition: [] for partition in partitions}
        async with connected(AIOKafkaConsumer(bootstrap_servers=self.kafka, auto_offset_reset="earliest")) as consumer:
            consumer.assign(partitions)
            ends = await consumer.end_offsets(partitions)
            while [partition for partition in partitions if await consumer.position(partition) < ends[partition]]:
                for partition, records in (await consumer.getmany(timeout_ms=200)).items():
                    found[partition] += records
        return [record for records in found.values() for record in records]

    async def quiet(self) -> None:
        """Wait until everything is published and consumed at two looks in a row, so that work in between is noticed."""
        looks = [""]

        async def still() -> bool:
            looks.append(await self.under_way())
            return looks[-2:] == ["", ""] and len(looks) > 2

        try:
            await eventually(still, "everything is published and consumed", pause=0.3)
        except AssertionError as error:
            raise AssertionError(f"{error}: {looks[-1]}") from None

    async def under_way(self) -> str:
        """Return in words what is not published, counted or consumed yet."""
        for service in SERVICES:
            for collection in await self.collections(service):
                for name in await self.found_by(service, collection):
                    if await self.some(service, collection, name):
                        return f"some of {service} {collection} are unpublished or uncounted"
        return await self.lag()

    async def found_by(self, service: str, collection: str) -> list[str]:
        """Return the fields of what is under way that are indexed: the platform finds by them what it must still do.

        To look for the others, time and again, would read every history; `nothing_is_out_of_sight` does it once.
        """
        if (service, collection) not in self.indexed:
            made = await self.client[f"{self.prefix}_{service}"][collection].index_information()
            leading = {index["key"][0][0] for index in made.values()}
            self.indexed[service, collection] = [name for name in UNDER_WAY if name in leading]
        return self.indexed[service, collection]

    async def some(self, service: str, collection: str, name: str) -> bool:
        found = await self.client[f"{self.prefix}_{service}"][collection].find_one({name: PRESENT}, {"_id": 1})
        return found is not None

    async def nothing_is_out_of_sight(self) -> None:
        """Check that nothing is under way where no index finds it."""
        for service in SERVICES:
            for collection in await self.collections(service):
                for name in set(UNDER_WAY) - set(await self.found_by(service, collection)):
                    assert not await self.some(service, collection, name), f"{name} in {service} {collection}"

    async def lag(self, services: Iterable[str] = CONSUMERS) -> str:
        """Return the first group of the services' that has not consumed everything."""
        for service in services:
            committed = await self.admin.list_consumer_group_offsets(service)
            partitions = [partition for topic in read_by(service) for partition in partitions_of(topic)]
            ends = await self.offsets.end_offsets(partitions)
            done = {partition: committed[partition].offset for partition in partitions if partition in committed}
            if behind := sum(ends[partition] - max(0, done.get(partition, 0)) for partition in partitions):
                return f"{service} is {behind} records behind"
        return ""


@asynccontextmanager
async def connected(consumer: AIOKafkaConsumer) -> AsyncIterator[AIOKafkaConsumer]:
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()


@asynccontextmanager
async def witnessing(store: str, prefix: str, kafka: str) -> AsyncIterator[Witness]:
    """Yield a witness; drop the databases of the prefix in the end."""
    client: AsyncIOMotorClient[Document] = AsyncIOMotorClient(store)
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    async with connected(AIOKafkaConsumer(bootstrap_servers=kafka)) as offsets:
        witness = Witness(client, prefix, kafka, admin, offsets)
        yield witness
        await witness.nothing_is_out_of_sight()
    await admin.close()
    for service in SERVICES:
        await client.drop_database(f"{prefix}_{service}")
    client.close()


def partitions_of(topic: Topic) -> list[TopicPartition]:
    return [TopicPartition(topic.name, number) for number in range(topic.partitions)]


def kept(document: Document) -> Kept:
    records = document["events"]
    return Kept(
        id=document["_id"],
        version=document["version"],
        causes=tuple(record["cause"] for record in records),
        digests=tuple(record["digest"] for record in records),
    )


def row(document: Document) -> Row:
    kept_steps = document["row"].get("steps")
    steps = None if kept_steps is None else tuple(step["sequence"] for step in kept_steps)
    return Row(document["_id"], document["sequence"], document["digest"], steps)

"""The outside of production: MongoDB, Kafka, identity's keys, the wall clock (or a sample's)."""

from collections.abc import Sequence
from typing import Any

from chassis.clock import SampleClock, wall
from chassis.documents import MongoBlobs, MongoDocuments, connect
from chassis.kafka import Group, Take, envelope_of, newest_records, producing
from chassis.process.blueprint import Outside
from chassis.process.settings import Settings
from chassis.security import Audience, Tokens, fetching
from contracts.envelope import Envelope
from contracts.topics import Topic, read_by

NEWEST = 100


def production(name: str, settings: Settings) -> Outside:
    """Connect a service to what its settings name, inside the loop that will use it: motor stays with that one."""
    client: Any = connect(settings.store_url)
    database = f"{settings.store_prefix}_{name}"
    kafka, certificates = settings.kafka, settings.kafka_certificates

    def listen(take: Take) -> Group | None:
        topics = read_by(name)
        return Group(kafka, name + settings.group_suffix, topics, take, certificates) if topics else None

    async def newest(topics: Sequence[Topic]) -> list[tuple[str, Envelope]]:
        found = await newest_records(kafka, topics, NEWEST, certificates)
        return [(record.topic, envelope) for record in found if (envelope := envelope_of(record, name))]

    return Outside(
        settings=settings,
        documents=MongoDocuments(client, database),
        blobs=MongoBlobs(client, database),
        clock=SampleClock(settings.clock_file) if settings.clock_file else wall,
        tokens=Tokens(fetching(settings.jwks_url), Audience(settings.issuer, settings.audience)),
        connect=producing(kafka, name, certificates),
        listen=listen,
        newest=newest,
        close=client.close,
    )

"""The relay of the eventsourcing service, a process of its own: reads the notification log, remembers its place."""

import asyncio

import psycopg
import uvloop
from aiokafka import AIOKafkaProducer
from tests.performance.peers.command import KAFKA, POSTGRES_PORT, TOPIC
from tests.performance.peers.eventsourcing_cases import ENVIRONMENT, Cases

BATCH, PAUSE_SECONDS = 100, 0.05


async def relay() -> None:
    """Publish everything after the position, in order per case; store the position after each batch."""
    producer = AIOKafkaProducer(bootstrap_servers=KAFKA, acks="all", enable_idempotence=True)
    await producer.start()
    cases = Cases(env={**ENVIRONMENT, "CREATE_TABLE": "n"})
    recorder = cases.recorder
    with psycopg.connect(f"host=127.0.0.1 port={POSTGRES_PORT} user=postgres dbname=eventsourcing") as database:
        database.execute("CREATE TABLE IF NOT EXISTS relay (place bigint)")
        place = recorder.max_notification_id() or 0
        database.execute("INSERT INTO relay VALUES (%s)", [place])
        database.commit()
        while True:
            found = await asyncio.to_thread(recorder.select_notifications, start=place + 1, limit=BATCH)
            sent = [await producer.send(TOPIC, each.state, str(each.originator_id).encode()) for each in found]
            await asyncio.gather(*sent)
            if found:
                place = found[-1].id
                database.execute("UPDATE relay SET place = %s", [place])
                database.commit()
            else:
                await asyncio.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    asyncio.run(relay(), loop_factory=uvloop.new_event_loop)

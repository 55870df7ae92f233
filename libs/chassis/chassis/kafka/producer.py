"""The relay's own producer: idempotent, all replicas, in order per key."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiokafka import AIOKafkaProducer
from aiokafka.errors import (
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    RecordListTooLargeError,
    UnknownTopicOrPartitionError,
)

from chassis.kafka.tls import security
from chassis.kafka.watchdog import STOP_SECONDS, disconnected
from chassis.outbox import QueueFull
from contracts.envelope import Envelope

REQUEST_MS = 10_000


CANCEL_ATTEMPTS = 5


class KafkaProducer:
    """Producer of `chassis.outbox`: idempotent, all replicas, in order per key."""

    def __init__(self, producer: AIOKafkaProducer) -> None:
        self.producer = producer

    async def send(self, topic: str, envelope: Envelope) -> asyncio.Future[object]:
        key = envelope.subject.encode()
        try:
            future: asyncio.Future[object] = await self.producer.send(
                topic, envelope.value(), key, headers=envelope.headers()
            )
        except (KafkaTimeoutError, UnknownTopicOrPartitionError) as error:
            raise QueueFull from error
        return future

    def refused(self, error: BaseException) -> bool:
        return isinstance(error, MessageSizeTooLargeError | RecordListTooLargeError)

    async def stop(self) -> None:
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self.producer.flush()
                await self.producer.stop()
        except (TimeoutError, RuntimeError):
            await self._abandon()

    async def _abandon(self) -> None:
        """End a producer without a broker: an idempotent one neither stops nor gives up by itself (aiokafka #1101)."""
        self.producer._closed = self.producer._message_accumulator._closed = True
        await disconnected(self.producer.client)
        trying = self.producer._sender.sender_task
        for _ in range(CANCEL_ATTEMPTS):  # cancelled once it waits for a request, cancelled again it leaves that too
            trying.cancel()
            await asyncio.wait([trying], timeout=STOP_SECONDS / CANCEL_ATTEMPTS)


def producing(bootstrap: str, client: str, certificates: Path | None = None) -> Callable[[], Awaitable[KafkaProducer]]:
    """Return how the relay gets a producer, and another one after an error."""

    async def connect() -> KafkaProducer:
        producer = AIOKafkaProducer(
            bootstrap_servers=bootstrap,
            client_id=client,
            acks="all",
            enable_idempotence=True,
            linger_ms=2,
            max_batch_size=131_072,
            request_timeout_ms=REQUEST_MS,
            **security(certificates),
        )
        try:
            await producer.start()
        except BaseException:
            await producer.stop()
            raise
        return KafkaProducer(producer)

    return connect

"""Kafka and a store in containers; import this only where a Docker engine answers."""

from collections.abc import Iterator
from contextlib import contextmanager

from testcontainers.community.kafka import KafkaContainer
from testcontainers.community.mongodb import MongoDbContainer

KAFKA_IMAGE = "confluentinc/cp-kafka:7.6.0"
MONGO_IMAGE = "mongo:8.0"
MAKE_PRIMARY = "rs.initiate(); while (!db.hello().isWritablePrimary) sleep(50)"


@contextmanager
def kafka() -> Iterator[str]:
    container = KafkaContainer(KAFKA_IMAGE).with_kraft().with_env("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
    with container as running:
        yield running.get_bootstrap_server()


@contextmanager
def store() -> Iterator[str]:
    """Yield the URL of a replica set of one member: a standalone MongoDB has no majority and no transactions."""
    container = Mongo(MONGO_IMAGE).with_command("--replSet rs0 --bind_ip_all")
    with container as running:
        status, output = running.exec(["mongosh", "--quiet", "--eval", MAKE_PRIMARY])
        if status:
            raise RuntimeError(output.decode())
        host, port = running.get_container_host_ip(), running.get_exposed_port(27017)
        yield f"mongodb://{host}:{port}/?directConnection=true"


class Mongo(MongoDbContainer):
    """MongoDB container without a password: with one, a replica set would need a key file."""

    def _configure(self) -> None:
        pass

"""A real Kafka that requires client certificates and has the rights of the generated KafkaUsers."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.protocol.admin import CreateAclsRequest
from tests.deploy.authority import Pair, issue, lay

from chassis.kafka.tls import security
from contracts.topics import TOPICS
from manifests.objects import Object
from stack import house, kafka
from stack.process import Program, Stage
from stack.settings import Settings, isolated_settings
from stack.testing import supervisor

GUARDED = """\
listeners=TLS://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
listener.security.protocol.map=TLS:SSL,CONTROLLER:PLAINTEXT
inter.broker.listener.name=TLS
ssl.keystore.type=PEM
ssl.keystore.location={folder}/broker/store.pem
ssl.truststore.type=PEM
ssl.truststore.location={folder}/broker/authority/ca.crt
ssl.client.auth=required
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS;User:CN=broker;User:CN=administrator
"""
"""Nobody is anonymous but the broker to itself, on the controllers' port."""

RESOURCES = {"topic": 2, "group": 3}
PATTERNS = {"literal": 3, "prefix": 4}
OPERATIONS = {"Read": 3, "Write": 4, "Describe": 8}
ALLOW = 3


@dataclass(frozen=True)
class Guarded:
    """A guarded Kafka: its address and its authority."""

    url: str
    folder: Path
    authority: Pair

    def certificates(self, name: str) -> Path:
        """Return a folder of certificates, as a process of that user has it."""
        folder = self.folder / name
        return folder if folder.exists() else lay(folder, self.authority, issue(name, self.authority))

    async def administer(self, users: Iterable[Object]) -> None:
        """Create topics and rights, as Strimzi's operators do from KafkaTopics and KafkaUsers."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.url, **security(self.certificates("administrator")))
        await admin.start()
        try:
            await admin.create_topics([NewTopic(topic.name, topic.partitions, 1) for topic in TOPICS])
            for request in (one for user in users for one in rights(user)):
                answer: Any = await admin._send_to_controller(request)
                assert [code for code, _ in answer.creation_responses] == [0]
        finally:
            await admin.close()


def rights(user: Object) -> Iterable[CreateAclsRequest]:
    principal = f"User:CN={user['metadata']['name']}"
    for acl in user["spec"]["authorization"]["acls"]:
        resource = acl["resource"]
        where = (RESOURCES[resource["type"]], resource["name"], PATTERNS[resource["patternType"]])
        for operation in acl["operations"]:
            yield CreateAclsRequest(*where, principal, "*", OPERATIONS[operation], ALLOW)


@asynccontextmanager
async def guarded(users: Iterable[Object]) -> AsyncIterator[Guarded]:
    with supervisor() as (folder, running):
        settings, authority = isolated_settings(folder), issue("authority")
        broker_under_guard = Guarded(settings.kafka_address, folder, authority)
        broker = broker_under_guard.certificates("broker") / "user"
        pair = (broker / "user.key").read_text() + (broker / "user.crt").read_text()
        (folder / "broker" / "store.pem").write_text(pair)
        kafka.require_installed()
        data, ports = folder / "kafka", (settings.kafka_port, settings.kafka_controller_port)
        assert running.finish(kafka.format_program(data, *ports)) == 0
        kafka.keep_formatted(data)
        running.start(program(data, settings, folder))
        house.wait_for_port(running, settings.kafka_port, "Kafka")
        await broker_under_guard.administer(users)
        yield broker_under_guard


def program(data: Path, settings: Settings, folder: Path) -> Program:
    properties = kafka.write_properties(data, settings.kafka_port, settings.kafka_controller_port)
    with properties.open("a") as file:
        file.write(GUARDED.format(port=settings.kafka_port, controller=settings.kafka_controller_port, folder=folder))
    command = kafka.command("-Xmx400m", "kafka.Kafka", str(properties))
    return Program(name="kafka", command=command, stage=Stage.BROKER, patience=20)

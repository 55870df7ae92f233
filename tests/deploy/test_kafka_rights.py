"""The rights of the generated KafkaUsers on a real Kafka: enough for the service's own code, and no more."""

import asyncio
import json
import re
import shutil
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import GroupAuthorizationFailedError, TopicAuthorizationFailedError
from tests.deploy.broker import Guarded, guarded
from tests.papers.reader import PROGRAM

from chassis.kafka import newest_records, producing, rewind
from chassis.kafka.tls import security
from contracts.topics import CASES, FIRMS, SERVICES, TOPICS, Topic, read_by
from manifests.generating.users import users
from stack.folders import ROOT
from stack.ports import HOST
from stack.process import Process, until
from stack.services import program
from stack.settings import isolated_settings

pytestmark = pytest.mark.stack
REFUSED = 29
"""TOPIC_AUTHORIZATION_FAILED"""


@pytest.fixture(scope="module")
async def kafka() -> AsyncIterator[Guarded]:
    async with guarded([*users(), department()]) as broker:
        yield broker


def department() -> Any:
    """Return the account of a department, as the page for subscribers shows it."""
    page = (ROOT / "docs" / "subscribing.md").read_text()
    return yaml.safe_load(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0])


def own(service: str) -> list[Topic]:
    """Return the topics that the service publishes to."""
    return [topic for topic in TOPICS if topic.owner in (service, "")]


def answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5).is_success
    except httpx.HTTPError:
        return False


async def writes(kafka: Guarded, user: str, topic: str) -> bool:
    producer = AIOKafkaProducer(bootstrap_servers=kafka.url, **security(kafka.certificates(user)))
    await producer.start()
    try:
        await producer.send_and_wait(topic, b"{}", b"key")
    except TopicAuthorizationFailedError:
        return False
    finally:
        await producer.stop()
    return True


async def test_a_department_reads_with_the_program_of_the_page(kafka: Guarded, tmp_path: Path) -> None:
    """The first test of all: the others write records that are no events."""
    golden = json.loads((ROOT / "libs/contracts/golden/inspections.draw-held.v1.json").read_text())
    headers = [(name, text.encode()) for name, text in golden["headers"].items()]
    value = json.dumps(golden["value"]).encode()
    async with AIOKafkaProducer(
        bootstrap_servers=kafka.url, **security(kafka.certificates("svc-inspections"))
    ) as producer:
        await producer.send_and_wait(golden["topic"], value, golden["key"].encode(), headers=headers)
    for file in kafka.certificates("dept-water").glob("*/*"):
        shutil.copy(file, tmp_path)
    arguments = (kafka.url, "dept-water.copy", tmp_path / "copy.sqlite", "cases.case,inspections.draw", tmp_path)
    reading = await asyncio.create_subprocess_exec(sys.executable, PROGRAM, *arguments, stdout=PIPE)
    assert reading.stdout
    line = await asyncio.wait_for(reading.stdout.readline(), 60)
    reading.kill()
    await reading.communicate()
    assert line.decode() == f"new  {golden['headers']['ce_id']} inspections.draw-held.v1\n"
    assert not await writes(kafka, "dept-water", CASES.name)


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_writes_its_own_topics_and_no_other(kafka: Guarded, service: str) -> None:
    written = {topic.name for topic in TOPICS if await writes(kafka, f"svc-{service}", topic.name)}
    assert written == {topic.name for topic in own(service)}


@pytest.mark.parametrize("service", SERVICES)
async def test_the_relay_of_a_service_publishes(kafka: Guarded, service: str) -> None:
    """Its producer is idempotent, which asks for rights of its own."""
    producer = await producing(kafka.url, service, kafka.certificates(f"svc-{service}"))()
    for topic in own(service):
        await producer.producer.send_and_wait(topic.name, b"{}", b"key")
    await producer.stop()


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_reads_again_what_it_published(kafka: Guarded, service: str) -> None:
    """Before it opens, and after its store was restored."""
    certificates = kafka.certificates(f"svc-{service}")
    for topic in own(service):
        assert await writes(kafka, f"svc-{service}", topic.name)
        assert await newest_records(kafka.url, [topic], 1, certificates)


@pytest.mark.parametrize("service", [service for service in SERVICES if read_by(service)])
async def test_a_service_reads_its_topics_in_its_group(kafka: Guarded, service: str) -> None:
    certificates = kafka.certificates(f"svc-{service}")
    names = [topic.name for topic in read_by(service)]
    consumer = AIOKafkaConsumer(*names, bootstrap_servers=kafka.url, group_id=service, **security(certificates))
    await consumer.start()
    partitions = {TopicPartition(name, number) for name in names for number in range(6)}
    assert consumer.assignment() == partitions
    await consumer.commit(dict.fromkeys(partitions, 0))
    await consumer.stop()
    assert await rewind(kafka.url, service, certificates) == len(partitions)


async def test_a_process_of_the_code_gets_all_it_needs(kafka: Guarded, store_url: str, tmp_path: Path) -> None:
    """Ready is a worker that has partitions of what it reads."""
    settings = isolated_settings(tmp_path, kafka.url, store_url)
    own = {"ZHIFATONG_KAFKA_CERTIFICATES": str(kafka.certificates("svc-cases")), "ZHIFATONG_STORE_PREFIX": "guarded"}
    worker = program("cases", settings, "worker")
    process = Process(replace(worker, environment={**worker.environment, **own}), tmp_path / "cases.log")
    try:
        address = f"http://{HOST}:{settings.cases_port}/health/ready"
        assert until(lambda: answers(address), 60), process.last_lines()
    finally:
        process.stop()


async def test_nobody_reads_in_the_group_of_another(kafka: Guarded) -> None:
    certificates = kafka.certificates("svc-credit")
    consumer = AIOKafkaConsumer(CASES.name, bootstrap_servers=kafka.url, group_id="cases", **security(certificates))
    with pytest.raises(GroupAuthorizationFailedError):
        await consumer.start()
    await consumer.stop()


async def test_nobody_reads_what_is_not_meant_for_it(kafka: Guarded) -> None:
    """Inspections is no reader of cases; a stranger with a certificate of the authority reads nothing at all."""
    for user, topic in (("svc-inspections", CASES.name), ("stranger", FIRMS.name)):
        consumer = AIOKafkaConsumer(bootstrap_servers=kafka.url, **security(kafka.certificates(user)))
        consumer.assign([TopicPartition(topic, 0)])
        with pytest.raises(TopicAuthorizationFailedError):
            await consumer.start()
        await consumer.stop()


async def test_nobody_makes_or_takes_away_topics(kafka: Guarded) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka.url, **security(kafka.certificates("svc-cases")))
    await admin.start()
    made = await admin.create_topics([NewTopic("cases.rumour", 1, 1)])
    gone = await admin.delete_topics([CASES.name])
    await admin.close()
    assert [code for _, code, *_ in made.topic_errors] == [REFUSED]
    assert [code for _, code, *_ in gone.topic_error_codes] == [REFUSED]

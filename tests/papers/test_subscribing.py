"""The page for subscribers is true: its recipe, its account and its reader."""

import asyncio
import hashlib
import json
import re
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import rfc8785
import yaml
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from hypothesis import given
from hypothesis import strategies as st
from tests.papers.reader import PROGRAM, SUBSCRIBER

from contracts.digests import event_digest, field_digest
from contracts.published import published
from contracts_tool.goldens import SALT, golden
from contracts_tool.servers import HOST, SERVERS
from manifests.checks.kafka import LISTENER
from manifests.checks.kafka import user as faults_of_user
from manifests.places import K8S
from stack.folders import ROOT

PAGE = (ROOT / "docs" / "subscribing.md").read_text()
KINDS = published().by_type
WAIT_SECONDS = 60

type Headers = dict[str, str]
type Wire = tuple[Headers, bytes]


def blocks(language: str) -> list[str]:
    """Return the page's code blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def copy() -> Iterator[sqlite3.Connection]:
    """Yield the reader's copy, still empty."""
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.execute(SUBSCRIBER.TABLE)
        yield copy


def wire(kind: str) -> Wire:
    """Return a golden example as it is in Kafka."""
    envelope = golden(KINDS[kind])
    return {name: raw.decode() for name, raw in envelope.headers()}, envelope.value()


def history(*kinds: str) -> list[Wire]:
    """Return golden examples chained into one history."""
    chained: list[Wire] = []
    previous = ""
    for sequence, kind in enumerate(kinds, start=1):
        headers, value = wire(kind)
        headers |= {"ce_subject": "case-1", "ce_sequence": str(sequence), "ce_id": f"case-1:{sequence}"}
        previous = headers["ce_digest"] = SUBSCRIBER.digest(previous, headers, json.loads(value))
        chained.append((headers, value))
    return chained


CASE = ("cases.case-filed.v1", "cases.evidence-taken.v1", "cases.penalty-decided.v1", "cases.payment-overdue.v1")


def sha256(payload: bytes) -> str:
    return "sha256:" + hashlib.sha256(payload).hexdigest()


def test_the_numbers_of_the_worked_example_are_right() -> None:
    field, first, second = (block.splitlines() for block in blocks("text"))
    assert sha256(bytes.fromhex(SALT) + field[0].encode()) == field[1] == field_digest(SALT, json.loads(field[0]))
    assert f"salt `{SALT}`" in PAGE
    assert f"the {len(field[0].encode())} bytes" in PAGE
    assert [sha256(line.encode()) for line, _ in (first, second)] == [first[1], second[1]]
    for line, told in (first, second):
        previous, *facts, data, fields = json.loads(line)
        names = ("sequence", "type", "time", "actor", "agency", "township", "cause")
        record = dict(zip(names, facts, strict=True)) | {"data": data}
        assert event_digest(previous, record, fields) == told
        assert rfc8785.dumps(json.loads(line)).decode() == line
    assert json.loads(second[0])[0] == first[1] == golden(KINDS["cases.penalty-decided.v1"]).digest
    assert json.loads(first[0])[-1] == {"reasons": field[1]}
    assert json.loads(second[0])[6] == ""


texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="ascii")), inner),
)


@given(values)
def test_what_the_page_says_about_python_is_rfc_8785(value: Any) -> None:
    assert '`json.dumps(array, ensure_ascii=False, sort_keys=True, separators=(",", ":"))`' in PAGE
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical.encode() == rfc8785.dumps(value)


def test_the_account_is_one_that_the_platform_allows() -> None:
    account, listener = (yaml.safe_load(block) for block in blocks("yaml"))
    assert list(faults_of_user(account["metadata"]["name"], account["spec"])) == []
    assert all(LISTENER.items() <= one.items() for one in listener)


def test_the_server_is_that_of_the_manifests() -> None:
    kafka = next(
        document
        for document in yaml.safe_load_all((K8S / "base/kafka/kafka.yaml").read_text())
        if document["kind"] == "Kafka"
    )
    (listener,) = kafka["spec"]["kafka"]["listeners"]
    cluster, version = kafka["metadata"]["name"], kafka["spec"]["kafka"]["version"]
    assert f"{cluster}-kafka-bootstrap.{{namespace}}.svc:{listener['port']}" == HOST
    assert version.startswith(SERVERS["cluster"]["protocolVersion"])
    production = yaml.safe_load((K8S / "overlays/production/kustomization.yaml").read_text())
    assert SERVERS["cluster"]["variables"]["namespace"]["default"] == production["namespace"]
    assert f"Kafka {SERVERS['cluster']['protocolVersion']}" in PAGE
    assert HOST.format(namespace=production["namespace"]) in PAGE
    assert f"`{cluster}-cluster-ca-cert`" in PAGE


def test_the_reader_is_short_and_uses_nothing_of_ours() -> None:
    text = PROGRAM.read_text()
    assert len(text.splitlines()) <= 60
    imported = set(re.findall(r"^(?:import|from) (\w+)", text, re.MULTILINE))
    assert imported - sys.stdlib_module_names == {"aiokafka"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_reader_verifies_each_golden_example(copy: sqlite3.Connection, kind: str) -> None:
    headers, value = wire(kind)
    assert SUBSCRIBER.take(copy, headers, value)
    assert not SUBSCRIBER.take(copy, headers, value)


@pytest.mark.parametrize("name", [*SUBSCRIBER.CHAINED, "ce_fielddigests", "value"])
def test_the_reader_finds_every_forgery(copy: sqlite3.Connection, name: str) -> None:
    headers, value = wire("cases.penalty-decided.v1")
    changed = {"ce_fielddigests": "{}", "ce_township": ""}.get(name, "2026-04-02T02:15:00.001Z")
    forged = (headers, value.replace(b"1000000", b"1000001")) if name == "value" else (headers | {name: changed}, value)
    with pytest.raises(SystemExit, match="is not what its digest says"):
        SUBSCRIBER.take(copy, *forged)


def test_the_reader_follows_a_history_with_repeats(copy: sqlite3.Connection) -> None:
    events = history(*CASE)
    order = [0, 1, 2, 1, 2, 0, 3, 3]
    assert [SUBSCRIBER.take(copy, *events[at]) for at in order] == [True, True, True, False, False, False, True, False]


def test_the_reader_stops_at_a_hole(copy: sqlite3.Connection) -> None:
    events = history(*CASE)
    assert SUBSCRIBER.take(copy, *events[0])
    with pytest.raises(SystemExit, match=r"case-1:3: a hole after 1 events"):
        SUBSCRIBER.take(copy, *events[2])


def test_the_reader_stops_at_a_fork(copy: sqlite3.Connection) -> None:
    for event in history(*CASE[:2]):
        SUBSCRIBER.take(copy, *event)
    other = history(CASE[0], "cases.defence-waived.v1")
    with pytest.raises(SystemExit, match=r"case-1:2: a fork after 2 events"):
        SUBSCRIBER.take(copy, *other[1])


def test_the_reader_keeps_what_it_does_not_know(copy: sqlite3.Connection) -> None:
    (headers, value), *_ = history("cases.case-filed.v1")
    headers |= {"ce_type": "cases.moon-phase-noted.v1", "ce_strange": "x"}
    headers["ce_digest"] = SUBSCRIBER.digest("", headers, json.loads(value))
    assert SUBSCRIBER.take(copy, headers, value)


async def publish(kafka: str, topic: str, events: Sequence[Wire]) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    await admin.create_topics([NewTopic(topic, 6, 1)])
    await admin.close()
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        for headers, value in events:
            given = [(name, text.encode()) for name, text in headers.items()]
            await producer.send_and_wait(topic, value, headers["ce_subject"].encode(), headers=given)


async def started(*arguments: str | Path) -> Process:
    return await asyncio.create_subprocess_exec(sys.executable, PROGRAM, *arguments, stdout=PIPE, stderr=PIPE)


async def said(process: Process, lines: int) -> list[str]:
    assert process.stdout
    async with asyncio.timeout(WAIT_SECONDS):
        return [(await process.stdout.readline()).decode().split()[0] for _ in range(lines)]


async def test_the_reader_reads_a_real_kafka_is_killed_and_goes_on(kafka_url: str, tmp_path: Path) -> None:
    topic, file, events = "papers.subscriber", tmp_path / "copy.sqlite", history(*CASE)
    await publish(kafka_url, topic, [events[at] for at in (0, 1, 0, 1, 2)])
    first = await started(kafka_url, "dept-water.copy", file, topic)
    assert await said(first, 5) == ["new", "new", "seen", "seen", "new"]
    first.kill()
    await first.communicate()
    await publish(kafka_url, topic, [events[2], events[3], (events[3][0] | {"ce_actor": "system"}, events[3][1])])
    await publish(kafka_url, topic, history(CASE[0], CASE[0])[1:])
    second = await started(kafka_url, "dept-water.copy", file, topic)
    _, error = await asyncio.wait_for(second.communicate(), WAIT_SECONDS)
    assert second.returncode == 1
    assert b"case-1:2: a fork after 4 events" in error
    with closing(sqlite3.connect(file)) as copy:
        rows = copy.execute("SELECT sequence, type FROM event ORDER BY sequence").fetchall()
    assert rows == [*enumerate(CASE, start=1)]

"""TLS to Kafka: both sides present a certificate of the authority, as Strimzi makes them."""

import ast
import asyncio
import re
import ssl
from pathlib import Path

import pytest
from tests.architecture.sources import product, where
from tests.deploy.authority import issue, lay

from chassis.kafka.tls import security

CLIENTS = {"AIOKafkaConsumer", "AIOKafkaProducer", "AIOKafkaAdminClient", "KafkaBroker"}
ADDRESS = re.compile(r"settings\.kafka\b(?!_)")


def demanding(folder: Path) -> ssl.SSLContext:
    """Return a server's TLS context that admits only clients with a certificate of the authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_verify_locations(folder / "authority" / "ca.crt")
    context.load_cert_chain(folder / "user" / "user.crt", folder / "user" / "user.key")
    context.verify_mode = ssl.CERT_REQUIRED
    return context


async def greeted(server: ssl.SSLContext, client: ssl.SSLContext | None) -> bytes:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"welcome")
        writer.close()

    async with await asyncio.start_server(greet, "localhost", 0, ssl=server) as serving:
        port = serving.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("localhost", port, ssl=client)
        try:
            return await reader.read()
        finally:
            writer.close()


async def test_each_side_believes_the_other(tmp_path: Path) -> None:
    authority = issue("authority")
    broker = lay(tmp_path / "broker", authority, issue("broker", authority))
    client = security(lay(tmp_path / "client", authority, issue("svc-cases", authority)))
    assert client["security_protocol"] == "SSL"
    assert await greeted(demanding(broker), client["ssl_context"]) == b"welcome"


async def test_a_broker_of_another_authority_is_not_believed(tmp_path: Path) -> None:
    authority, stranger = issue("authority"), issue("stranger")
    broker = lay(tmp_path / "broker", stranger, issue("broker", stranger))
    client = security(lay(tmp_path / "client", authority, issue("svc-cases", authority)))
    with pytest.raises(ssl.SSLCertVerificationError):
        await greeted(demanding(broker), client["ssl_context"])


def test_without_certificates_it_stays_plain() -> None:
    assert security(None) == {"security_protocol": "PLAINTEXT", "ssl_context": None}


def test_no_client_of_the_chassis_forgets_them() -> None:
    """Whoever talks to Kafka shows what it was given."""
    calls = [
        (where(module, node), ast.unparse(node))
        for module in product()
        if module.path.parts[1] == "chassis"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CLIENTS
    ]
    assert len(calls) > 5
    assert [place for place, call in calls if "security(certificates)" not in call] == []


def test_no_process_of_the_chassis_forgets_them() -> None:
    """Where the address goes, the certificates go too."""
    texts = {module.path: module.text for module in product() if module.path.parts[1] == "chassis"}
    named = {
        path: text.count("settings.kafka_certificates") for path, text in texts.items() if "settings.kafka" in text
    }
    assert named
    assert {path for path, count in named.items() if count < len(ADDRESS.findall(texts[path]))} == set()

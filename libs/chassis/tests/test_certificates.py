"""TLS to Kafka: both sides show a certificate of the authority, as Strimzi makes them."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from chassis.certificates import security

type Pair = tuple[x509.Certificate, EllipticCurvePrivateKey]


def issue(name: str, authority: Pair | None = None) -> Pair:
    """Signed by the authority, or an authority itself; names no key of its authority."""
    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, signing = (authority[0].subject, authority[1]) if authority else (subject, key)
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    builder = builder.add_extension(x509.BasicConstraints(ca=authority is None, path_length=None), critical=True)
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    return builder.sign(signing, SHA256()), key


def lay(folder: Path, authority: Pair, user: Pair) -> Path:
    """As the two Secrets are mounted into one folder."""
    certificate, key = user
    for name in ("authority", "user"):
        (folder / name).mkdir(parents=True)
    (folder / "authority" / "ca.crt").write_bytes(authority[0].public_bytes(Encoding.PEM))
    (folder / "user" / "user.crt").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "user" / "user.key").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    )
    return folder


def demanding(folder: Path) -> ssl.SSLContext:
    """A server that lets in only who shows a certificate of the authority."""
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

"""A certificate authority for the tests, and the certificates that it signs."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

HERE = ip_address("127.0.0.1")

type Pair = tuple[x509.Certificate, EllipticCurvePrivateKey]


def issue(name: str, authority: Pair | None = None) -> Pair:
    """Return a certificate signed by the authority, or an authority's own; it has no authority key identifier."""
    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, signing = (authority[0].subject, authority[1]) if authority else (subject, key)
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    builder = builder.add_extension(x509.BasicConstraints(ca=authority is None, path_length=None), critical=True)
    builder = builder.add_extension(
        x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(HERE)]), critical=False
    )
    return builder.sign(signing, SHA256()), key


def lay(folder: Path, authority: Pair, user: Pair) -> Path:
    """Write the files as the two Secrets are mounted, and return the folder."""
    certificate, key = user
    for name in ("authority", "user"):
        (folder / name).mkdir(parents=True)
    (folder / "authority" / "ca.crt").write_bytes(authority[0].public_bytes(Encoding.PEM))
    (folder / "user" / "user.crt").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "user" / "user.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return folder

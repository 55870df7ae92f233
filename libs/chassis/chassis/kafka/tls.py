"""Kafka over TLS: whom this process believes, and as whom it shows itself."""

import ssl
from pathlib import Path
from typing import TypedDict

AUTHORITY, CERTIFICATE, KEY = Path("authority/ca.crt"), Path("user/user.crt"), Path("user/user.key")
"""As Strimzi's Secrets of a cluster and of a user are laid into one folder."""


class Security(TypedDict):
    """Arguments that every client of aiokafka takes."""

    security_protocol: str
    ssl_context: ssl.SSLContext | None


def security(certificates: Path | None) -> Security:
    """Return how to speak to Kafka: in plain without a folder of certificates, else over TLS.

    Python 3.13 would refuse Strimzi's certificates, which name no key of their authority (its issue 11375).
    """
    if certificates is None:
        return {"security_protocol": "PLAINTEXT", "ssl_context": None}
    context = ssl.create_default_context(cafile=certificates / AUTHORITY)
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.load_cert_chain(certificates / CERTIFICATE, certificates / KEY)
    return {"security_protocol": "SSL", "ssl_context": context}

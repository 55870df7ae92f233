"""Events of bodies and officers."""

from contracts.identity.body import (
    BodyEvent,
    BodyRegistered,
)
from contracts.identity.officer import (
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    OfficerCertified,
    OfficerEvent,
    OfficerIdentified,
    OfficerRegistered,
    RolesChanged,
)

__all__ = [
    "BodyEvent",
    "BodyRegistered",
    "CertificateReinstated",
    "CertificateSuspended",
    "CertificateWithdrawn",
    "OfficerCertified",
    "OfficerEvent",
    "OfficerIdentified",
    "OfficerRegistered",
    "RolesChanged",
]

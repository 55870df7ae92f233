"""Events of bodies and officers."""

from contracts.identity.account import (
    AccountClosed,
    LoginOpened,
    LoginReset,
    ResetAsked,
    SessionEnd,
    SessionsEnded,
)
from contracts.identity.body import (
    BodyEvent,
    BodyRegistered,
)
from contracts.identity.device import (
    DeviceEnd,
    DeviceEnded,
)
from contracts.identity.officer import (
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    OfficerCertified,
    OfficerEvent,
    OfficerIdentified,
    OfficerRegistered,
    RightsTaken,
    RolesAsked,
    RolesChanged,
)

__all__ = [
    "AccountClosed",
    "BodyEvent",
    "BodyRegistered",
    "CertificateReinstated",
    "CertificateSuspended",
    "CertificateWithdrawn",
    "DeviceEnd",
    "DeviceEnded",
    "LoginOpened",
    "LoginReset",
    "OfficerCertified",
    "OfficerEvent",
    "OfficerIdentified",
    "OfficerRegistered",
    "ResetAsked",
    "RightsTaken",
    "RolesAsked",
    "RolesChanged",
    "SessionEnd",
    "SessionsEnded",
]

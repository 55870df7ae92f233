"""A certificate that was shown to somebody: when, and whether who looked found that it counts (APL 55).

Each is a history in identity, of the officer alone: nothing is known of who looked, and nothing is published.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from contracts.code import Code
from contracts.event import Event
from contracts.folding import Landing
from contracts.identity import OfficerCertified
from contracts.refusal import Rule, refuse
from contracts.values import Command, PersonId
from identity.officers.domain.officer import Officer

NO_CERTIFICATE = Rule(
    "identity/certificate-does-not-count",
    "此人的执法证现在无效：{why}，依法不得执法",
    law="APL 55",
    remedy="可以拒绝检查，并向县司法局反映",
)

MOST_CHECKED: Final = 200
"""So many looks at one code are recorded."""

ShownText = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{124}$")]
PublicKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]
Signature = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{86}$")]


class RegisterDeviceKey(Command):
    """`public_key` is the 32 bytes of an Ed25519 key, `proof` its signature of `proof_text`; both in base64url."""

    public_key: PublicKey
    proof: Signature


class CheckCertificate(Command):
    code: ShownText


class ReportShowings(Command):
    """Codes that this person showed, also while there was no network."""

    codes: Annotated[tuple[ShownText, ...], Field(min_length=1, max_length=200)]


class Look(Code):
    COUNTS = "counts", "执法证有效"
    LATE = "late", "亮证码已经过期"
    EARLY = "early", "亮证码的时间尚未到来"
    DEVICE_OVER = "device-over", "设备已经退出或者停用"
    DOES_NOT_COUNT = "does-not-count", "执法证无效"


class ShowingEvent(Event):
    """Base of what happens with a code that was shown."""

    person: PersonId
    shown_at: datetime


class ShowingReported(ShowingEvent, type="identity.showing-reported.v1"):
    """The officer's phone told of it; `code` is what was signed with `key`, the public key in base64url."""

    code: str
    key: str
    reported_at: datetime


class CertificateChecked(ShowingEvent, type="identity.certificate-checked.v1"):
    """Somebody looked."""

    code: str
    key: str
    checked_at: datetime
    outcome: Look


@dataclass(frozen=True, kw_only=True)
class Showing:
    person: PersonId
    shown_at: datetime
    reported: ShowingReported | None = None
    checked: tuple[CertificateChecked, ...] = ()


land = Landing(Showing)


def evolve(showing: Showing | None, event: ShowingEvent) -> Showing:
    """Apply an event; the first one tells whose it is."""
    return land(showing or Showing(person=event.person, shown_at=event.shown_at), event)


def report_showing(showing: Showing | None, command: ShowingReported, facts: None) -> list[ShowingEvent]:
    """Record what the phone told, once."""
    return [] if showing and showing.reported else [command]


def check_certificate(showing: Showing | None, command: CertificateChecked, facts: None) -> list[ShowingEvent]:
    """Record a look; the next ones at one code are counted no more."""
    return [] if showing and len(showing.checked) >= MOST_CHECKED else [command]


def proof_text(device: str, person: PersonId) -> bytes:
    """What the key of a device signs once, to prove that it is there; `device` is the id of the sign-in."""
    return f"zhifatong-device-key:{device}:{person}".encode()


def counting(officer: Officer, today: date) -> OfficerCertified:
    """The certificate; refuses one that does not entitle to act today, and tells why."""
    why, certified = why_not(officer, today), officer.certified
    if why or certified is None:
        refuse(NO_CERTIFICATE, why=why)
    return certified


def why_not(officer: Officer, today: date) -> str:
    """Why the certificate does not count on the day; empty if it does."""
    certified = officer.certified
    if officer.certificate_on(today):
        return ""
    if certified is None:
        return "没有执法证"
    if officer.withdrawn and today >= officer.withdrawn.effective_from:
        return "已被收回"
    if officer.suspended_on(today):
        return "已被暂扣"
    return "尚未生效" if today < certified.valid_from else "已经过期"

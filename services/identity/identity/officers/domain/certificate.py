"""The enforcement certificate (行政执法证, APL 42, 55)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from contracts.identity import (
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    OfficerCertified,
    OfficerEvent,
    SessionEnd,
)
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber, Command, Day, FileHash, GivenCertificate, PublicWord, Text
from identity.officers.domain.officer import Officer, RightsFacts, check_by_another, check_open, evolve
from identity.officers.domain.validity import CertificateTerms, check_validity

NOT_CERTIFIED = Rule("identity/not-certified", "该人员没有执法证", law="APL 42, 55", remedy="请先颁发执法证")
NOT_IDENTIFIED = Rule(
    "identity/not-identified",
    "该账户没有登记身份证号码，不能核发执法证",
    law="APL 42",
    remedy="请先补录身份：同一人持两个账户的执法证，不是两名执法人员",
)
WITHDRAWN = Rule("identity/certificate-withdrawn", "执法证 {number} 已收回", law="APL 42, 55")
NOT_SUSPENDED = Rule("identity/not-suspended", "执法证 {number} 未被暂扣", law="APL 55")
SUSPENDED = Rule("identity/already-suspended", "执法证 {number} 已被暂扣", law="APL 55")
NUMBER_TAKEN = Rule(
    "identity/certificate-number-taken", "该执法证编号已属他人", law="APL 55", category=Category.CONFLICT
)
BACKDATED = Rule("identity/backdated", "不得以早于今日的日期办理", law="APL 47")
FUTURE = Rule("identity/future-day", "{on} 尚未到来", law="APL 47", category=Category.MALFORMED)
BEFORE_ISSUED = Rule(
    "identity/certificate-before-issued", "执法证于 {issued} 核发，不得自 {since} 起有效", law="APL 55"
)

PHOTO_UNFIT = Rule(
    "identity/photo-unfit",
    "执法证照片须为 JPEG 或者 PNG 格式，不超过 200 KB",
    category=Category.MALFORMED,
    remedy="请换用符合要求的证件照",
)
PHOTO_TYPES: Final = frozenset({"image/jpeg", "image/png"})
LARGEST_PHOTO: Final = 200 * 1024


class CertifyOfficer(Command):
    """`issued_on` is the day that stands in the certificate (发证日期): it counts from no day before.

    Without a `photo` the certificate bears that of the person's one before.
    """

    certificate: GivenCertificate
    issued_on: Day
    valid_from: Day
    valid_until: Day
    fields: tuple[PublicWord, ...] = ()
    photo: FileHash | None = None


class SuspendCertificate(Command):
    effective_from: Day
    reason: Text


class ReinstateCertificate(Command):
    effective_from: Day


class WithdrawCertificate(Command):
    effective_from: Day
    reason: Text


@dataclass(frozen=True)
class Photo:
    """A file, whatever it is; `size` is in bytes."""

    media_type: str
    size: int


@dataclass(frozen=True, kw_only=True)
class CertifyingFacts(RightsFacts):
    """`terms` are the published ones; `photo` is the file that the command names."""

    terms: Sequence[CertificateTerms]
    photo: Photo | None


def certify_officer(officer: Officer, command: CertifyOfficer, facts: CertifyingFacts) -> list[OfficerEvent]:
    """Give the person a certificate of their own body and territory (APL 22, 55)."""
    check_open(officer)
    check_by_another(facts)
    if officer.mark is None:
        refuse(NOT_IDENTIFIED)
    if command.issued_on > facts.today:
        refuse(FUTURE, on=command.issued_on)
    if command.valid_from < command.issued_on:
        refuse(BEFORE_ISSUED, issued=command.issued_on, since=command.valid_from)
    check_validity(command.issued_on, command.valid_from, command.valid_until, facts.terms, facts.today)
    check_not_taken_away(officer, command.certificate)
    check_photo(facts.photo)
    certified = OfficerCertified(
        certificate=command.certificate,
        body=officer.registered.body,
        township=officer.registered.township,
        valid_from=command.valid_from,
        valid_until=command.valid_until,
        fields=command.fields,
        issued_on=command.issued_on,
        recorded_on=facts.today,
        photo=command.photo or (officer.certified.photo if officer.certified else None),
    )
    return with_sessions_ended(officer, [certified], facts.today)


def check_photo(photo: Photo | None) -> None:
    if photo and (photo.media_type not in PHOTO_TYPES or photo.size > LARGEST_PHOTO):
        refuse(PHOTO_UNFIT)


def with_sessions_ended(officer: Officer, events: list[OfficerEvent], today: date) -> list[OfficerEvent]:
    """Void the tokens that name a certificate which does not count today any more (docs/decisions/0044)."""
    after = officer
    for event in events:
        after = evolve(after, event)
    before = officer.certificate_on(today)
    if before is None or after.certificate_on(today) == before:
        return events
    return [*events, officer.sessions_ending(SessionEnd.CERTIFICATE)]


def check_not_taken_away(officer: Officer, number: CertificateNumber) -> None:
    """Refuse what would undo a withdrawal, which is for good, or a suspension, which is reinstated."""
    if number in officer.withdrawn_numbers:
        refuse(WITHDRAWN, number=number)
    if officer.certified and officer.suspended and not (officer.reinstated or officer.withdrawn):
        refuse(SUSPENDED, number=officer.certified.certificate)


def suspend_certificate(officer: Officer, command: SuspendCertificate, facts: RightsFacts) -> list[OfficerEvent]:
    number = held(officer, command.effective_from, facts)
    if officer.suspended and not officer.reinstated:
        refuse(SUSPENDED, number=number)
    suspended = CertificateSuspended(certificate=number, effective_from=command.effective_from, reason=command.reason)
    return with_sessions_ended(officer, [suspended], facts.today)


def reinstate_certificate(officer: Officer, command: ReinstateCertificate, facts: RightsFacts) -> list[OfficerEvent]:
    number = held(officer, command.effective_from, facts)
    if not officer.suspended or officer.reinstated:
        refuse(NOT_SUSPENDED, number=number)
    return [CertificateReinstated(certificate=number, effective_from=command.effective_from)]


def withdraw_certificate(officer: Officer, command: WithdrawCertificate, facts: RightsFacts) -> list[OfficerEvent]:
    return with_sessions_ended(officer, withdrawal(officer, command, facts), facts.today)


def withdrawal(officer: Officer, command: WithdrawCertificate, facts: RightsFacts) -> list[OfficerEvent]:
    number = held(officer, command.effective_from, facts)
    return [
        CertificateWithdrawn(certificate=number, effective_from=command.effective_from, reason=command.reason),
    ]


def held(officer: Officer, effective_from: date, facts: RightsFacts) -> CertificateNumber:
    """The number of the certificate that a command changes; refuses what is not there, own or backdated."""
    check_by_another(facts)
    certified = officer.certified or refuse(NOT_CERTIFIED)
    if officer.withdrawn:
        refuse(WITHDRAWN, number=certified.certificate)
    if effective_from < facts.today:
        refuse(BACKDATED)
    return certified.certificate

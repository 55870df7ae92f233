from datetime import date

from contracts.event import Event
from contracts.personal import WITHHELD, Personal
from contracts.topics import OFFICERS
from contracts.values import BodyCode, CertificateNumber, FileHash, PersonId, Role, Sha256, TownshipCode


class OfficerEvent(Event, topic=OFFICERS):
    """Base of the events of a person with an account."""


class OfficerRegistered(OfficerEvent, type="identity.officer-registered.v1", word="开立账户"):
    """A person of a body got an account.

    `mark` is the keyed hash of the identity number: one human has one account. `maybe_same` are those of the body with
    the same name and those with the same telephone, of whom the administrator said why they are somebody else
    (`another`).
    """

    body: BodyCode
    township: TownshipCode | None
    roles: tuple[Role, ...]
    mark: Sha256 | None = None
    maybe_same: tuple[PersonId, ...] = ()
    name: Personal[str]
    number: Personal[str] = WITHHELD
    telephone: Personal[str] = WITHHELD
    another: Personal[str] = WITHHELD


class OfficerIdentified(OfficerEvent, type="identity.officer-identified.v1", word="补录身份"):
    """The identity number of a person became known whose account is older than marks; `maybe_same` is as there."""

    mark: Sha256
    maybe_same: tuple[PersonId, ...] = ()
    number: Personal[str]
    telephone: Personal[str]
    another: Personal[str] = WITHHELD


class RolesAsked(OfficerEvent, type="identity.roles-asked.v1", word="申请变更职责"):
    """An administrator asked for roles, one more of which decides or watches; another one confirms them."""

    roles: tuple[Role, ...]
    by: PersonId
    asked_on: date


class RolesChanged(OfficerEvent, type="identity.roles-changed.v1", word="变更职责"):
    """A person's roles were set anew.

    With `asked_by`, somebody asked for them and `by` confirmed it: another one, but `alone` if there was nobody else.
    Changes of before don't say who made them.
    """

    roles: tuple[Role, ...]
    by: PersonId | None = None
    asked_by: PersonId | None = None
    alone: bool = False


class RightsTaken(OfficerEvent, type="identity.rights-taken.v1", word="取消决定或者监督的职责"):
    """One administrator took from a person these roles, which decide or watch, by other roles or with the account.

    From two administrators who do it together comes no such fact.
    """

    roles: tuple[Role, ...]
    by: PersonId
    taken_on: date


class OfficerCertified(OfficerEvent, type="identity.officer-certified.v1", word="核发执法证"):
    """A person received an enforcement certificate (行政执法证, APL 42, 55); `valid_until` is its last day.

    It was issued on `issued_on`, and recorded here on `recorded_on`. `photo` is the holder's picture, which
    identity keeps; certificates of before have none.
    """

    certificate: CertificateNumber
    body: BodyCode
    township: TownshipCode | None
    valid_from: date
    valid_until: date
    fields: tuple[str, ...]
    issued_on: date | None = None
    recorded_on: date | None = None
    photo: FileHash | None = None


class CertificateSuspended(OfficerEvent, type="identity.certificate-suspended.v1", word="暂停执法证"):
    """A certificate does not count from this day on, until it is reinstated."""

    certificate: CertificateNumber
    effective_from: date
    reason: Personal[str]


class CertificateReinstated(OfficerEvent, type="identity.certificate-reinstated.v1", word="恢复执法证"):
    """A suspended certificate counts again from this day on."""

    certificate: CertificateNumber
    effective_from: date


class CertificateWithdrawn(OfficerEvent, type="identity.certificate-withdrawn.v1", word="收回执法证"):
    """A certificate was taken away for good from this day on."""

    certificate: CertificateNumber
    effective_from: date
    reason: Personal[str]

"""JSON views of a person with an account and of their certificate."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

from chassis.http import View
from chassis.store import Stored
from contracts.fields import EnforcementField
from contracts.labels import labels_in, words_for
from contracts.values import BodyCode, CertificateNumber, PersonId, Role, Sha256, TownshipCode
from identity.officers.domain.officer import Officer
from identity.officers.domain.separation import Separation, incompatible


class CertificateView(BaseModel):
    """`counts` is whether it entitles to act today; certificates of before don't say when they were issued."""

    number: CertificateNumber
    issued_on: date | None
    valid_from: date
    valid_until: date
    fields: tuple[str, ...]
    counts: bool
    photo: Sha256 | None


class RolesAskedView(BaseModel):
    """Roles that wait until another administrator confirms them."""

    roles: tuple[Role, ...]
    asked_by: PersonId
    asked_on: date


class OfficerView(View):
    """`certificate` is the newest, also one that does not count today; `name` is read from the history.

    `earlier_certificates` are the numbers of those before it, under which older files name the person. `identified` is
    false for an older account, until the identity number of its person is recorded. `incompatible` tells which of the
    roles one person must not hold together, if they were given before the table was there.
    """

    body: BodyCode
    township: TownshipCode | None
    roles: tuple[Role, ...]
    roles_asked: RolesAskedView | None
    certificate: CertificateView | None
    earlier_certificates: tuple[CertificateNumber, ...]
    name: str
    identified: bool
    closed: bool
    incompatible: tuple[str, ...]


class LoginView(BaseModel):
    """Who opened or reset the login, or asked for it, and when; logins of before don't say who opened them."""

    opened_on: date | None
    opened_by: PersonId | None
    reset_on: date | None
    reset_by: PersonId | None
    reset_asked_on: date | None
    reset_asked_by: PersonId | None


class OwnLoginView(LoginView):
    """`name` is what the person signs in with; None without a login."""

    name: str | None


class MeView(OfficerView):
    """`today` is the legal day, in China; `must_change`: nothing else opens until the password is changed."""

    login: OwnLoginView
    must_change: bool
    today: date


def login_view(officer: Officer) -> LoginView:
    opened, reset, asked = officer.login_opened, officer.login_reset, officer.reset_asked
    return LoginView(
        opened_on=opened.opened_on if opened else None,
        opened_by=opened.by if opened else None,
        reset_on=reset.reset_on if reset else None,
        reset_by=reset.by if reset else None,
        reset_asked_on=asked.asked_on if asked else None,
        reset_asked_by=asked.by if asked else reset.asked_by if reset else None,
    )


def officer_view(stored: Stored[Officer], name: str, on: date, separation: Sequence[Separation]) -> OfficerView:
    officer = stored.state
    apart = incompatible(separation, officer.roles, on)
    return OfficerView(
        id=stored.id,
        version=stored.version,
        body=officer.registered.body,
        township=officer.registered.township,
        roles=officer.roles,
        roles_asked=roles_asked_view(officer),
        certificate=certificate_view(officer, on),
        earlier_certificates=officer.earlier_numbers,
        name=name,
        identified=officer.mark is not None,
        closed=officer.closed is not None,
        incompatible=tuple(f"{one.word}、{other.word}" for one, other, _ in apart),
        labels=labels_in(officer) | words_for(fields(officer), EnforcementField),
    )


def roles_asked_view(officer: Officer) -> RolesAskedView | None:
    asked = officer.roles_asked
    return RolesAskedView(roles=asked.roles, asked_by=asked.by, asked_on=asked.asked_on) if asked else None


def fields(officer: Officer) -> tuple[str, ...]:
    return officer.certified.fields if officer.certified else ()


def certificate_view(officer: Officer, on: date) -> CertificateView | None:
    if not (certified := officer.certified):
        return None
    return CertificateView(
        number=certified.certificate,
        issued_on=certified.issued_on,
        valid_from=certified.valid_from,
        valid_until=certified.valid_until,
        fields=certified.fields,
        counts=officer.certificate_on(on) is not None,
        photo=certified.photo,
    )

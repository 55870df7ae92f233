"""JSON views of a person with an account and of their certificate."""

from datetime import date

from pydantic import BaseModel

from chassis.http import View
from chassis.store import Stored
from contracts.fields import EnforcementField
from contracts.labels import labels_in, words_for
from contracts.values import BodyCode, CertificateNumber, Role, TownshipCode
from identity.officers.domain.officer import Officer


class CertificateView(BaseModel):
    """`counts` is whether it entitles to act today."""

    number: CertificateNumber
    valid_from: date
    valid_until: date
    fields: tuple[str, ...]
    counts: bool


class OfficerView(View):
    """`certificate` is the newest, also one that does not count today; `name` is read from the history.

    `identified` is false for an older account, until the identity number of its person is recorded.
    """

    body: BodyCode
    township: TownshipCode | None
    roles: tuple[Role, ...]
    certificate: CertificateView | None
    name: str
    identified: bool


def officer_view(stored: Stored[Officer], name: str, on: date) -> OfficerView:
    officer = stored.state
    return OfficerView(
        id=stored.id,
        version=stored.version,
        body=officer.registered.body,
        township=officer.registered.township,
        roles=officer.roles,
        certificate=certificate_view(officer, on),
        name=name,
        identified=officer.mark is not None,
        labels=labels_in(officer) | words_for(fields(officer), EnforcementField),
    )


def fields(officer: Officer) -> tuple[str, ...]:
    return officer.certified.fields if officer.certified else ()


def certificate_view(officer: Officer, on: date) -> CertificateView | None:
    if not (certified := officer.certified):
        return None
    return CertificateView(
        number=certified.certificate,
        valid_from=certified.valid_from,
        valid_until=certified.valid_until,
        fields=certified.fields,
        counts=officer.certificate_on(on) is not None,
    )

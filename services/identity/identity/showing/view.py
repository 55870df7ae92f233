"""JSON views of a certificate that is shown, and of what was recorded of it."""

import base64
from datetime import date, datetime

from pydantic import BaseModel

from chassis.store import Stored
from contracts.fields import EnforcementField
from contracts.labels import labels_in, words_for
from contracts.values import BodyCode, CertificateNumber, Sha256, TownshipCode
from identity.showing.domain import Look, Showing
from identity.showing.verbs import Seen


class ShownCertificate(BaseModel):
    """What stands in the certificate, as of now.

    `photo` is the hash of the holder's picture, `picture` a small copy of it (WebP in base64) for whoever has no
    account; none of a certificate without one.

    `age_seconds` is how old the code is, negative where the phone's clock is ahead, and `skew_seconds` how far that
    clock may be away.
    """

    name: str
    body: BodyCode
    body_name: str
    township: TownshipCode | None
    certificate: CertificateNumber
    fields: tuple[str, ...]
    valid_from: date
    valid_until: date
    photo: Sha256 | None
    picture: str | None
    shown_at: datetime
    checked_at: datetime
    age_seconds: int
    valid_seconds: int
    skew_seconds: int
    labels: dict[str, str]


class ShowingView(BaseModel):
    """One code: shown, reported by the phone, and looked at so many times with the newest outcome."""

    shown_at: datetime
    reported_at: datetime | None
    looks: int
    first_look_at: datetime | None
    outcomes: dict[Look, int]
    labels: dict[str, str]


def shown_certificate(seen: Seen, name: str, body_name: str, picture: bytes | None) -> ShownCertificate:
    certified = seen.certified
    return ShownCertificate(
        name=name,
        body=certified.body,
        body_name=body_name,
        township=certified.township,
        certificate=certified.certificate,
        fields=certified.fields,
        valid_from=certified.valid_from,
        valid_until=certified.valid_until,
        photo=certified.photo,
        picture=base64.b64encode(picture).decode() if picture else None,
        shown_at=seen.code.shown_at,
        checked_at=seen.checked_at,
        age_seconds=round((seen.checked_at - seen.code.shown_at).total_seconds()),
        valid_seconds=seen.terms.valid_seconds,
        skew_seconds=seen.terms.skew_seconds,
        labels=labels_in((certified.body, certified.township)) | words_for(certified.fields, EnforcementField),
    )


def showing_view(stored: Stored[Showing]) -> ShowingView:
    showing = stored.state
    found = [one.outcome for one in showing.checked]
    return ShowingView(
        shown_at=showing.shown_at,
        reported_at=showing.reported.reported_at if showing.reported else None,
        looks=len(found),
        first_look_at=showing.checked[0].checked_at if showing.checked else None,
        outcomes={outcome: found.count(outcome) for outcome in dict.fromkeys(found)},
        labels=labels_in(found),
    )

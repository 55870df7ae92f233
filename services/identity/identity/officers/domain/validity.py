"""How long an enforcement certificate may count (APL 55), as published."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from contracts.dated import Dated, in_force
from contracts.refusal import Category, Rule, refuse
from contracts.values import Word

VALIDITY = Rule("identity/validity", "证件有效期的止日不得早于起日", law="APL 55", category=Category.MALFORMED)
NO_CERTIFICATE_TERMS = Rule(
    "identity/no-certificate-terms",
    "{on} 当日没有公布执法证的最长有效期",
    law="APL 55",
    category=Category.UNAVAILABLE,
    remedy="由县司法局公布最长有效期并载入后再登记",
)
VALID_TOO_LONG = Rule(
    "identity/valid-too-long",
    "{issued} 核发的执法证最迟有效至 {latest}",
    law="APL 55",
    category=Category.MALFORMED,
    remedy="请核对证件，在 valid_until 中填写证件所载的止日",
)


class CertificateTerms(Dated):
    """One dated publication: the most days from the issue of a certificate to its last day."""

    sample: bool
    longest_days: Annotated[int, Field(ge=1, le=36_500, strict=True)]
    source: Word


def check_validity(issued: date, since: date, until: date, published: Sequence[CertificateTerms], on: date) -> None:
    """Refuse a validity that ends before it begins, and one that is longer than what is published for today."""
    if until < since:
        refuse(VALIDITY)
    terms = in_force(published, on) or refuse(NO_CERTIFICATE_TERMS, on=on)
    latest = issued + timedelta(days=terms.longest_days)
    if until > latest:
        refuse(VALID_TOO_LONG, issued=issued, latest=latest)

"""The law of two officers: an act needs two certified officers of one body (APL 42, 55), in every service alike."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from contracts.identity.holder import Holder
from contracts.refusal import Rule, refuse
from contracts.values import BodyCode, CertificateNumber

MINIMUM_OFFICERS: Final = 2  # APL 42


@dataclass(frozen=True, kw_only=True)
class TwoOfficers:
    """The law, with the rules by which one service refuses.

    `alone` has no facts, `not_certified` the facts `number` and `on`, `other_body` the facts `number` and `body`
    (the body that acts).
    """

    alone: Rule
    not_certified: Rule
    other_body: Rule

    def check(
        self,
        officers: Collection[CertificateNumber],
        holders: Mapping[CertificateNumber, Holder],
        body: BodyCode,
        on: date,
    ) -> None:
        """Refuse fewer than two people, one behind two certificates, and who is no certified officer of the body."""
        named = frozenset(officers)
        if len({known_as(number, holders) for number in named}) < max(MINIMUM_OFFICERS, len(named)):
            refuse(self.alone)
        for number in officers:
            self.check_certificate(number, holders, body, on)

    def check_certificate(
        self, number: CertificateNumber, holders: Mapping[CertificateNumber, Holder], body: BodyCode, on: date
    ) -> None:
        """Refuse a certificate that does not count on the day, or is another body's."""
        holder = holders.get(number)
        if holder is None or not holder.certified(on):
            refuse(self.not_certified, number=number, on=on)
        if holder.body != body:
            refuse(self.other_body, number=number, body=body)


def known_as(number: CertificateNumber, holders: Mapping[CertificateNumber, Holder]) -> str:
    """Return what tells a human being from others: the mark, or the certificate of one whose mark nobody knows."""
    holder = holders.get(number)
    return holder.mark if holder and holder.mark else number

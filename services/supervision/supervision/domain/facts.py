"""What a decision may know besides the aggregate."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from contracts.identity.holder import Holder
from contracts.values import CertificateNumber, RestsOn, TownshipCode


@dataclass(frozen=True, kw_only=True)
class Facts:
    """`holders` are the known ones of the certificates asked for; `firm_in` the township of the firm, if known."""

    on: date
    holders: Mapping[CertificateNumber, Holder] = field(default_factory=dict)
    firm_in: TownshipCode | None = None
    rests_on: tuple[RestsOn, ...] = ()

"""What a decision may know besides the aggregate; gathered before deciding, plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from contracts.identity.holder import Holder
from contracts.values import BodyCode, CertificateNumber, RestsOn, SocialCreditCode, TownshipCode
from inspections.domain.cap_rules import VisitCaps
from inspections.domain.items import ItemLists
from inspections.domain.lottery import Drawn


@dataclass(frozen=True)
class Firm:
    """A firm as this service knows it."""

    code: SocialCreditCode
    name: str
    township: TownshipCode
    address: str


@dataclass(frozen=True)
class Sealed:
    """A pool that was assembled: the hash of its file and what is in it."""

    file: str
    firms: int
    excluded: int


@dataclass(frozen=True)
class Held:
    """A draw that was computed from a sealed pool and a seed, and the hash of its record."""

    drawn: tuple[Drawn, ...]
    record: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """`id` names what the command makes inside the aggregate; `officers` are those concerned, by certificate."""

    on: date
    id: str
    agency: BodyCode
    caller: CertificateNumber | None
    item_lists: ItemLists
    caps: tuple[VisitCaps, ...] = ()
    officers: Mapping[CertificateNumber, Holder] = field(default_factory=dict)
    firm: Firm | None = None
    sealed: Sealed | None = None
    held: Held | None = None
    rests_on: tuple[RestsOn, ...] = ()

from datetime import date

from contracts.inspections.event import DrawEvent
from contracts.personal import Personal
from contracts.values import CertificateNumber, FileHash, Part, RestsOn, Sha256, SocialCreditCode, TownshipCode


class DrawnFirm(Part):
    """A firm that the lottery named, with its two officers; `number` is the hex of its smallest ticket."""

    firm: SocialCreditCode
    township: TownshipCode
    number: Sha256
    officers: tuple[CertificateNumber, CertificateNumber]


class RecusedOfficer(Part):
    """An officer who must not visit a firm (回避, APL 43)."""

    firm: SocialCreditCode
    certificate: CertificateNumber


class RecusalReason(RecusedOfficer):
    reason: str


class DrawSealed(DrawEvent, type="inspections.draw-sealed.v1", word="封存抽取名单"):
    """The pool was fixed before any seed was known (双随机, OBE 54; Doc 5).

    `pool` is the hash of the file with firms, tickets, officers and exclusions with reasons. `besides` are the draws
    by the same lists whose visits were still being made: another one beside them has a `reason` (X-36).
    """

    pool: FileHash
    firms: int
    excluded: int
    wanted: int
    item_lists: tuple[str, ...]
    inspect_until: date
    sealed_on: date
    rests_on: tuple[RestsOn, ...] = ()
    besides: tuple[str, ...] = ()
    reason: str | None = None
    recused: tuple[RecusedOfficer, ...] = ()
    recusal_reasons: Personal[tuple[RecusalReason, ...]]


class DrawHeld(DrawEvent, type="inspections.draw-held.v1", word="双随机抽取"):
    """A public seed was named and the smallest numbers drawn; `record` is the hash of the record to verify."""

    seed: str
    seed_source: str
    record: FileHash
    held_on: date
    inspect_until: date
    item_lists: tuple[str, ...]
    drawn: tuple[DrawnFirm, ...]

from datetime import date, datetime
from typing import Annotated

from contracts.inspections.event import DrawEvent
from contracts.personal import Personal
from contracts.values import (
    NAMES_A_FILE,
    BodyCode,
    CertificateNumber,
    FileHash,
    Part,
    PersonId,
    RestsOn,
    Sha256,
    SocialCreditCode,
    TownshipCode,
)


class DrawnFirm(Part):
    """A firm that the lottery named, with its two officers; `number` is the hex of its smallest ticket."""

    firm: SocialCreditCode
    township: TownshipCode
    number: Sha256
    officers: tuple[CertificateNumber, CertificateNumber]


class RecusedOfficer(Part):
    """An officer who must not visit a firm, and who decided so (回避, APL 43)."""

    firm: SocialCreditCode
    certificate: CertificateNumber
    decided_by: PersonId | None = None


class RecusalReason(RecusedOfficer):
    reason: str


class SeedWitness(Part):
    """Somebody who sees the seed come out."""

    name: str
    role: str


class DrawSealed(DrawEvent, type="inspections.draw-sealed.v1", word="封存抽取名单"):
    """The pool was fixed before any seed was known (双随机, OBE 54; Doc 5).

    `pool` is the hash of the file with firms, tickets, officers and exclusions with reasons, `openings` of the one that
    says whose the tickets are, to those who may read credit (X-39). `besides` are the draws
    by the same lists whose visits were still being made: another one beside them has a `reason` (X-36). The seed is
    issue `seed_issue` of the source, which nobody could know before `seed_known_from`; `witness_roles` are in what
    capacity its witnesses, if the source has any, see it come out, `witness_accounts` those of them who confirm it.
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
    seed_source: str | None = None
    seed_title: str | None = None
    seed_issue: str | None = None
    seed_known_from: datetime | None = None
    openings: Annotated[Sha256 | None, NAMES_A_FILE] = None
    witness_roles: tuple[str, ...] = ()
    witness_accounts: tuple[PersonId, ...] = ()
    witnesses: Personal[tuple[SeedWitness, ...]]


class SeedWitnessed(DrawEvent, type="inspections.seed-witnessed.v1", word="见证随机数"):
    """A named witness of another body told the seed as they saw it come out, from an account of their own."""

    seed: str
    witness: PersonId
    body: BodyCode
    witnessed_on: date


class DrawHeld(DrawEvent, type="inspections.draw-held.v1", word="双随机抽取"):
    """The seed came out and the smallest numbers were drawn; `record` is the hash of the record to verify.

    `algorithm` is the version of the record, empty for the first one; of it, `repeated` tickets were passed since their
    firms had won before.
    """

    seed: str
    seed_source: str
    record: FileHash
    held_on: date
    inspect_until: date
    item_lists: tuple[str, ...]
    drawn: tuple[DrawnFirm, ...]
    algorithm: str = ""
    repeated: int = 0


class DrawOverdue(DrawEvent, type="inspections.draw-overdue.v1", word="逾期未抽取"):
    """The last day to inspect what would be drawn passed, and nobody held the draw."""

    until: date
    noticed_on: date

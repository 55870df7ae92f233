"""The directory of officers (执法检查人员名录库), read from the rows of identity's events."""

from collections.abc import Iterable
from dataclasses import dataclass

from chassis.consuming import Row, RowStore
from contracts.identity.holder import Holder
from contracts.values import CertificateNumber, PersonId, RestsOn
from inspections.officers.domain import Holders, Humans


@dataclass(frozen=True)
class FoundOfficers:
    """The holders of some certificates, and the events that each row rests on."""

    holders: Holders
    rests_on: tuple[RestsOn, ...]


async def find_officers(rows: RowStore[Holder], certificates: Iterable[CertificateNumber]) -> FoundOfficers:
    """Look up the holders of these certificates; unknown certificates are left out."""
    wanted = list(certificates)
    found = await rows.where({"row.certificate": {"$in": wanted}}) if wanted else []
    return FoundOfficers(
        holders={row.row.certificate: row.row for row in found if row.row.certificate},
        rests_on=tuple(row.rests_on for row in found),
    )


async def find_humans(rows: RowStore[Holder], person: PersonId, certificates: Iterable[CertificateNumber]) -> Humans:
    """Look up the human beings behind an account and certificates, also those renewed under another number."""
    wanted = sorted(set(certificates))
    either = [{"row.certificate": {"$in": wanted}}, {"row.earlier": {"$in": wanted}}, {"_id": person}]
    found = await rows.where({"$or": either}) if wanted else []
    return humans_in(found)


def humans_in(rows: Iterable[Row[Holder]]) -> Humans:
    return Humans({name: row.row.mark or row.id for row in rows for name in (row.id, *row.row.numbers)})

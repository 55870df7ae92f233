"""The directory of officers (执法检查人员名录库), read from the rows of identity's events."""

from collections.abc import Iterable
from dataclasses import dataclass

from chassis.consuming import RowStore
from contracts.identity.holder import Holder
from contracts.values import CertificateNumber, RestsOn
from inspections.officers.domain import Holders


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

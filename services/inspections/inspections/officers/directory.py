"""The directory of officers (执法检查人员名录库), read from the rows of identity's events."""

from collections.abc import Iterable
from dataclasses import dataclass

from chassis.consuming import Row, RowStore
from contracts.identity.holder import Holder
from contracts.values import CertificateNumber, PersonId, RestsOn
from inspections.officers.domain import Holders, Humans, humans_in


@dataclass(frozen=True)
class FoundOfficers:
    """The holders of some certificates, and the events that each row rests on."""

    holders: Holders
    rests_on: tuple[RestsOn, ...]


@dataclass(frozen=True)
class Certified:
    """Accounts by their certificates."""

    rows: RowStore[Holder]

    async def of(self, values: Iterable[CertificateNumber]) -> dict[CertificateNumber, Row[Holder]]:
        """Return the accounts that are known, in the order asked for; unknown certificates are left out."""
        wanted = list(dict.fromkeys(values))
        found = await self.rows.where({"row.certificate": {"$in": wanted}}) if wanted else []
        known = {row.row.certificate: row for row in found}
        return {number: known[number] for number in wanted if number in known}


async def find_officers(rows: RowStore[Holder], certificates: Iterable[CertificateNumber]) -> FoundOfficers:
    """Look up the holders of these certificates; unknown certificates are left out."""
    found = await Certified(rows).of(certificates)
    return FoundOfficers(
        holders={number: row.row for number, row in found.items()},
        rests_on=tuple(row.rests_on for row in found.values()),
    )


async def find_humans(rows: RowStore[Holder], person: PersonId, certificates: Iterable[CertificateNumber]) -> Humans:
    """Look up the human beings behind an account and certificates, also those renewed under another number."""
    return humans_in(await find_accounts(rows, person, certificates))


async def find_accounts(
    rows: RowStore[Holder], person: PersonId, certificates: Iterable[CertificateNumber]
) -> list[Row[Holder]]:
    """Return the accounts that hold or held these certificates, and that of the person; none for none."""
    wanted = sorted(set(certificates))
    either = [{"row.certificate": {"$in": wanted}}, {"row.earlier": {"$in": wanted}}, {"_id": person}]
    return await rows.where({"$or": either}) if wanted else []

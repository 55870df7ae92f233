"""Assembling and holding draws: what is heavy or leaves files is done here, before the decision."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

from chassis.consuming import Row, RowStore
from chassis.documents import Blobs
from contracts.identity.holder import Holder
from contracts.values import RestsOn
from inspections.directories import FirmRow
from inspections.domain.draw import Draw, HoldDraw, SealDraw
from inspections.domain.facts import Held, Sealed
from inspections.domain.items import ItemList, fields_of, published_list, scope_of
from inspections.domain.lottery import (
    DirectoryFirm,
    DirectoryOfficer,
    Pool,
    Quota,
    Recusal,
    Terms,
    assemble,
    decode,
    encode,
    hold,
    table_on,
    write_record,
)
from inspections.reference import Reference

PLAIN = "text/plain"
JSON = "application/json"
SUSPENDED = "执法证暂扣或收回"


class Drawing:
    """Pools from the directories, and draws from pools."""

    def __init__(
        self, officers: RowStore[Holder], firms: RowStore[FirmRow], blobs: Blobs, reference: Reference
    ) -> None:
        self.officers = officers
        self.firms = firms
        self.blobs = blobs
        self.reference = reference

    async def seal(self, command: SealDraw, draw: str, on: date, *, keep: bool) -> tuple[Sealed, tuple[RestsOn, ...]]:
        """The sealed pool of the day, and the newest rows that it rests on; the file is kept unless it is a dry run."""
        firms = await self.firms.where({})
        officers = await self.officers.where({"row.certificate": {"$ne": None}})
        terms = self._terms(command, draw, on)
        pool = await asyncio.to_thread(self._assemble, firms, officers, command, terms)
        file = encode(pool)
        name = await self._kept(file, PLAIN) if keep else "0" * 64
        excluded = len(pool.excluded_firms)
        return Sealed(file=name, firms=len(pool.firms), excluded=excluded), newest(firms, officers)

    def _terms(self, command: SealDraw, draw: str, on: date) -> Terms:
        lists: list[ItemList] = [published_list(self.reference.item_lists, code, on) for code in command.item_lists]
        return Terms(
            draw=draw,
            on=on,
            wanted=command.wanted,
            fields=fields_of(lists),
            item_lists=command.item_lists,
            applies_to=scope_of(lists),
            quotas=tuple(sorted(Quota(quota.township, quota.wanted) for quota in command.quotas)),
        )

    def _assemble(
        self, firms: list[Row[FirmRow]], officers: list[Row[Holder]], command: SealDraw, terms: Terms
    ) -> Pool:
        return assemble(
            [directory_firm(it.row) for it in firms],
            [directory_officer(it.row, terms.on) for it in officers],
            [Recusal(it.firm, it.certificate) for it in command.recusals],
            terms,
            table_on(self.reference.tickets, terms.on),
        )

    async def hold(self, draw: Draw, command: HoldDraw, on: date, *, keep: bool) -> Held:
        """The drawn firms, and the hash of the record that anyone can verify."""
        pool_file = await self.read(draw.sealed.pool)
        drawn = await asyncio.to_thread(hold, decode(pool_file), command.seed)
        record = write_record(pool_file, drawn, seed=command.seed, seed_source=command.seed_source, held_on=on)
        return Held(drawn=drawn, record=await self._kept(record, JSON) if keep else "0" * 64)

    async def read(self, sha256: str) -> bytes:
        content, _ = await self.blobs.open(sha256)
        return b"".join([chunk async for chunk in content])

    async def _kept(self, file: bytes, media_type: str) -> str:
        sha256, _ = await self.blobs.put(once(file), media_type)
        return sha256


async def once(file: bytes) -> AsyncIterator[bytes]:
    yield file


def directory_firm(row: FirmRow) -> DirectoryFirm:
    return DirectoryFirm(row.code, row.township, row.field, row.tier, row.risk)


def directory_officer(row: Holder, on: date) -> DirectoryOfficer:
    """Of a township; a suspension or withdrawal bars by name, so that the pool tells why."""
    barred = SUSPENDED if row.valid_from <= on <= row.valid_until and not row.certified(on) else ""
    return DirectoryOfficer(
        row.certificate or "", row.township or "", frozenset(row.fields), row.valid_from, row.valid_until, barred
    )


def newest(firms: list[Row[FirmRow]], officers: list[Row[Holder]]) -> tuple[RestsOn, ...]:
    """The newest fact of either directory: the pool file itself holds what each of them said."""
    latest = [max(rows, key=as_of) for rows in (firms, officers) if rows]
    return tuple(RestsOn(id=row.id, sequence=row.sequence) for row in latest)


def as_of(row: Row[FirmRow] | Row[Holder]) -> str:
    return row.as_of

"""Computing the facts of a draw: its pool from the directories, the drawn firms from its pool.

Both are heavy and leave files, so they are done before the decision, and the computing in a thread.
"""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from chassis.consuming import Row, RowStore
from chassis.http import key_of
from chassis.store import Store
from contracts.identity.holder import Holder
from contracts.inspections import DrawEvent, DrawSealed
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import PersonId, RestsOn, Role
from inspections.days.inspection_terms import InspectionTerms
from inspections.draws.domain.draw import Draw, HoldDraw, SealDraw, WitnessSeed, check_to_hold
from inspections.draws.domain.facts import HeldDraw, HoldFacts, People, SealedPool, SealFacts, WitnessFacts
from inspections.draws.domain.lottery import (
    DirectoryFirm,
    DirectoryOfficer,
    Held,
    Openings,
    Pool,
    Quota,
    Recusal,
    Terms,
    TicketTable,
    assemble,
    decode,
    decode_openings,
    encode,
    encode_openings,
    hold,
    table_on,
    write_record,
)
from inspections.draws.domain.offers import Desk
from inspections.draws.domain.seeds import NO_SOURCE_NAMED, NamedSeed, SeedSources, name_seed
from inspections.draws.files import JSON, PLAIN, DrawFiles
from inspections.items.domain import ItemLists, fields_of, published_list, scope_of
from inspections.officers.domain import humans_in
from inspections.rows import FirmRow
from inspections.sight import WITNESSES

SUSPENDED = "执法证暂扣或收回"


@dataclass(frozen=True, kw_only=True)
class DrawFacts:
    """The sources of facts: both directories, the files, the item lists and the tables of tickets."""

    officers: RowStore[Holder]
    firms: RowStore[FirmRow]
    files: DrawFiles
    draws: Store[Draw, DrawEvent]
    item_lists: ItemLists
    tickets: Sequence[TicketTable]
    sources: Sequence[SeedSources]
    inspection_terms: Sequence[InspectionTerms]

    async def gather_to_seal(self, draw: Draw | None, command: SealDraw, who: Origin) -> SealFacts:
        """Assemble the pool of the day and keep its file, unless it is a dry run."""
        firms = await self.firms.where({})
        named = [recusal.decided_by for recusal in command.recusals]
        named += [one.account for one in (command.seed.witnesses if command.seed else ()) if one.account]
        people = await self.officers.where({"$or": [{"row.certificate": {"$ne": None}}, {"_id": {"$in": named}}]})
        officers = [person for person in people if person.row.certificate]
        terms = self._terms(command, who)
        pool, openings = await asyncio.to_thread(self._assemble, firms, officers, command, terms)
        name = await self.files.keep(encode(pool), PLAIN, dry_run=who.dry_run)
        secret = await self.files.keep(encode_openings(openings), PLAIN, dry_run=who.dry_run)
        excluded = len(pool.excluded_firms)
        sealed = SealedPool(name, secret, len(pool.firms), excluded, newest(firms, officers))
        return SealFacts(
            on=who.on,
            at=who.at,
            agency=who.agency,
            sources=self.sources,
            inspection_terms=self.inspection_terms,
            people=people_in(people),
            sealed=sealed,
            running=await self._running(command, who.on),
        )

    async def gather_to_hold(self, draw: Draw | None, command: HoldDraw, who: Origin) -> HoldFacts:
        """Draw from the sealed pool and keep the record; what may not be held is refused before anybody computes it."""
        unable = await self._unable(draw) if draw else frozenset()
        facts = HoldFacts(on=who.on, at=who.at, sources=self.sources, rehearsal=who.dry_run, unable=unable, held=None)
        if draw is None:
            return facts
        named = check_to_hold(draw, command, facts)
        pool_file = await self.files.read(draw.sealed.pool)
        openings = decode_openings(await self.files.read(draw.sealed.openings or refuse(NO_SOURCE_NAMED)))
        held, record = await asyncio.to_thread(draw_from, pool_file, openings, command, named, who.on)
        name = await self.files.keep(record, JSON, dry_run=False)
        return replace(facts, held=HeldDraw(held, name))

    async def desk(self, draw: Draw, who: Origin) -> Desk:
        """Return what forms are filled from."""
        unable = frozenset() if draw.held or draw.witnessed else await self._unable(draw)
        return Desk(draw=draw, on=who.on, at=who.at, person=who.actor, unable=unable)

    async def _unable(self, draw: Draw) -> frozenset[PersonId]:
        witnesses = list(draw.sealed.witness_accounts)
        return people_in(await self.officers.where({"_id": {"$in": witnesses}}) if witnesses else []).unable

    async def gather_to_witness(self, draw: Draw | None, command: WitnessSeed, who: Origin) -> WitnessFacts:
        return WitnessFacts(on=who.on, at=who.at, caller=who.actor, agency=who.agency, sources=self.sources)

    async def _running(self, command: SealDraw, on: date) -> dict[str, DrawSealed]:
        within = {
            "state.sealed.item_lists": {"$in": list(command.item_lists)},
            "state.sealed.inspect_until": {"$gte": on.isoformat()},
        }
        return {stored.id: stored.state.sealed for stored in await self.draws.where(within, sort=[("_id", 1)])}

    def _terms(self, command: SealDraw, who: Origin) -> Terms:
        named = name_seed(command.seed or refuse(NO_SOURCE_NAMED), self.sources, who.at)
        lists = [published_list(self.item_lists, code, who.on) for code in command.item_lists]
        return Terms(
            draw=draw_id(who),
            on=who.on,
            wanted=command.wanted,
            fields=fields_of(lists),
            item_lists=command.item_lists,
            applies_to=scope_of(lists),
            quotas=tuple(sorted(Quota(quota.township, quota.wanted) for quota in command.quotas)),
            seed_source=named.title,
            seed_issue=named.issue,
            known_from=named.known_from,
        )

    def _assemble(
        self, firms: list[Row[FirmRow]], officers: list[Row[Holder]], command: SealDraw, terms: Terms
    ) -> tuple[Pool, Openings]:
        return assemble(
            [directory_firm(firm.row) for firm in firms],
            [directory_officer(officer.row, terms.on) for officer in officers],
            recusals_in(command, officers),
            terms,
            table_on(self.tickets, terms.on),
            secrets.token_hex(32),
        )


def draw_from(
    pool_file: bytes, openings: Openings, command: HoldDraw, named: NamedSeed, on: date
) -> tuple[Held, bytes]:
    """The firms that the seed names, and the file of the record."""
    held, seed = hold(decode(pool_file), openings, command.seed), command.seed
    return held, write_record(pool_file, openings.draw, held, seed=seed, seed_source=named.told, held_on=on)


def people_in(rows: list[Row[Holder]]) -> People:
    """Who holds which certificate, and to which body they belong; a row has the id of its person."""
    ids = {row.id: PersonId(row.id) for row in rows}
    return People(
        holders={number: ids[row.id] for row in rows for number in row.row.numbers},
        bodies={ids[row.id]: row.row.body for row in rows},
        heads=frozenset(ids[row.id] for row in rows if row.row.may_be(Role.HEAD)),
        unable=frozenset(ids[row.id] for row in rows if not any(map(row.row.may_be, WITNESSES))),
        humans=humans_in(rows),
    )


def recusals_in(command: SealDraw, officers: list[Row[Holder]]) -> list[Recusal]:
    """The recusals by the certificates with which the recused may be drawn, besides those that were named."""
    humans = humans_in(officers)
    named = [(one.firm, one.certificate) for one in command.recusals]
    held = [row.row.certificate for row in officers if row.row.certificate]
    drawn = [(firm, number) for firm, out in named for number in held if humans.are_among(number, [out])]
    return [Recusal(firm, number) for firm, number in dict.fromkeys((*named, *drawn))]


def draw_id(who: Origin) -> str:
    """The id of the draw that a command seals, made of the command's key."""
    return f"draw-{key_of(who)}"


def directory_firm(row: FirmRow) -> DirectoryFirm:
    """A firm of the directory; nothing that we hear bars one by name."""
    return DirectoryFirm(row.code, row.township, row.field, row.tier, row.risk, barred="")


def directory_officer(row: Holder, on: date) -> DirectoryOfficer:
    """An officer of the directory; a suspension or withdrawal bars by name, so that the pool gives the reason."""
    barred = SUSPENDED if row.valid_from <= on <= row.valid_until and not row.certified(on) else ""
    return DirectoryOfficer(
        row.certificate or "", row.township or "", frozenset(row.fields), row.valid_from, row.valid_until, barred
    )


def newest(firms: list[Row[FirmRow]], officers: list[Row[Holder]]) -> tuple[RestsOn, ...]:
    """The newest event of either directory; the pool file itself holds what the rows said."""
    latest = [max(rows, key=as_of) for rows in (firms, officers) if rows]
    return tuple(row.rests_on for row in latest)


def as_of(row: Row[FirmRow] | Row[Holder]) -> str:
    return row.as_of

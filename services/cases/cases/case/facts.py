"""Loading what decisions on cases rest on besides the case."""

import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cases.case.domain.case import Case
from cases.case.domain.command import Asking, CaseCommand
from cases.case.domain.facts import Facts
from cases.case.domain.form import Desk
from cases.case.domain.gathering import gather
from cases.case.domain.known import KnownCase
from cases.case.domain.procedure import Today
from cases.case.domain.reserved import Reserved
from cases.case.reference import Law
from cases.case.sight import check_own
from cases.clues.domain import Clue
from cases.powers.domain.power_list import Listing, listing_id
from cases.rows import FirmRow
from chassis.consuming import Row, RowCache, RowGroups, RowStore
from chassis.documents import Document, Received
from chassis.store import Store, Stored
from contracts.calendar import WorkingDays
from contracts.cases import CaseEvent, CaseFiled, ClueEvent, PowerEvent
from contracts.credit import FirmKind
from contracts.identity.holder import Holder
from contracts.judging import Person
from contracts.origin import Origin
from contracts.person_mark import person_mark
from contracts.values import BodyCode, CaseId, PersonId, PowerCode, Role, Sha256, SocialCreditCode


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """The sources of facts; `secret` keys the marks of acts, which are comparable only while it stays the same."""

    law: Law
    calendar: Callable[[], WorkingDays]
    officers: RowCache[Holder]
    staff: RowGroups[Holder]
    firms: RowStore[FirmRow]
    cases: Store[Case, CaseEvent]
    received: Received
    clues: Store[Clue, ClueEvent]
    listings: Store[Listing, PowerEvent]
    secret: bytes

    async def gather(self, case: Case | None, command: CaseCommand, who: Origin) -> Facts:
        if case:
            check_own(case, who)
        return await gather(self, case, command, who)

    async def desk(self, case: Case, who: Origin, similar: Mapping[Sha256, CaseFiled]) -> Desk | None:
        """Return what forms are filled from; None for who may only look at the case. `similar` are found before."""
        if case.filed.body != who.agency or case.ended:
            return None
        facts = await self.gather(case, Asking(), who)
        staff = tuple(row.row for row in await self.staff.of(who.agency))
        return Desk(case=case, facts=replace(facts, similar=similar), staff=staff)

    async def known(self, stored: Stored[Case], who: Origin) -> KnownCase:
        """Return all that decisions rest on which the caller may give: told to those of the body that handles it."""
        case = stored.state
        check_own(case, who)
        own, staff = await self.account(who.actor), await self.staff.of(who.agency)
        firms = {firm for firm in (case.filed.firm, case.party.firm if case.party else None) if firm}
        similar = await self.similar_cases(case)
        known = KnownCase(
            id=CaseId(stored.id),
            version=stored.version,
            case=case,
            person=who.actor,
            agency=who.agency,
            certificate=who.certificate,
            roles=tuple(sorted(who.roles)),
            people=(),
            listing=await self.listing(case.filed.power),
            register={firm: await self.registered(firm) for firm in sorted(firms)},
            at_fault_on=await self.at_fault_on(case) if Role.HEAD in who.roles else None,
            similar={
                self.mark(one.id): one.state.filed if one.state.filed.body == who.agency else None for one in similar
            },
        )
        named = (await self.officers.of(sorted(known.named))).values()
        return replace(known, people=people([*([own] if own else []), *staff, *named]))

    def today(self, who: Origin) -> Today:
        """The caller's day, and the law of every case."""
        return Today(
            on=who.on,
            recorded_on=who.recorded_on,
            calendar=self.calendar(),
            procedure=self.law.procedure,
            powers=self.law.powers,
            thresholds=self.law.hearing_thresholds,
        )

    async def listing(self, power: PowerCode) -> Listing | None:
        found = await self.listings.find(listing_id(power))
        return found.state if found else None

    async def clue(self, id: str) -> Clue | None:
        found = await self.clues.find(id)
        return found.state if found else None

    async def has_file(self, sha256: Sha256, body: BodyCode) -> bool:
        return await self.received.from_body(sha256, body)

    async def registered(self, firm: SocialCreditCode) -> FirmKind | None:
        """Return what the register says the firm is; None for a firm that it does not know."""
        found = await self.firms.where({"row.code": firm}, limit=1)
        return found[0].row.kind if found else None

    async def at_fault_on(self, case: Case) -> date | None:
        if not (known := of_party(case)):
            return None
        found = await self.cases.where({"$or": known, "state.filed.power": case.filed.power})
        return max((day for one in found if (day := one.state.violation_decided_on)), default=None)

    async def account(self, named: str) -> Row[Holder] | None:
        either = [{"_id": named}, {"row.certificate": named}]
        found = await self.officers.rows.where({"$or": either}, limit=1)
        return found[0] if found else None

    async def names_of(self, who: Origin) -> frozenset[str]:
        """Return all by which the caller is known: account, certificates, and the mark of the human being."""
        own = next((row.row for row in await self.staff.of(who.agency) if row.id == who.actor), None)
        known = {who.actor, who.certificate, *([own.mark, *own.numbers] if own else ())}
        return frozenset(name for name in known if name)

    async def similar(self, case: Case) -> dict[Sha256, CaseFiled]:
        return {self.mark(one.id): one.state.filed for one in await self.similar_cases(case)}

    async def similar_cases(self, case: Case) -> list[Stored[Case]]:
        """Return other cases of who is or may be the party, of about the same days, that are or may be fined.

        What the marks of the acts show to be the same act is not among them: only one of those can be fined (X-08).
        """
        if not (known := maybe_of_party(case)):
            return []
        days = timedelta(days=self.law.procedure.terms.same_act_days)
        first, last = case.filed.act_on - days, case.filed.act_on + days
        near = {"state.filed.act_on": {"$gte": first.isoformat(), "$lte": last.isoformat()}}
        found = await self.cases.where({"$or": known, **near, "state.withdrawn": None, "state.no_penalty": None})
        return [one for one in found if one.state.act_mark != case.act_mark]

    def holds(self, matter: Reserved, what: str) -> bool:
        """Hold nothing: whoever claimed it first says so (verbs.py)."""
        return False

    def person_mark(self, number: str) -> Sha256:
        return person_mark(self.secret, number)

    def mark(self, act: str) -> Sha256:
        """Keyed hash of an act."""
        return hmac.new(self.secret, act.encode(), "sha256").hexdigest()


def people(accounts: Iterable[Row[Holder]]) -> tuple[Person, ...]:
    """Return accounts by id, without what they are signed in with."""
    known = {one.id: one for one in accounts}
    return tuple(
        Person(id=PersonId(id), sequence=known[id].sequence, row=replace(known[id].row, session=0, ended=()))
        for id in sorted(known)
    )


def of_party(case: Case) -> list[Document]:
    """Return the filters for cases of the same party; none while nobody is identified."""
    party = case.party
    same = {"state.party.party_mark": party.party_mark, "state.party.firm": party.firm} if party else {}
    return [{path: value} for path, value in same.items() if value is not None]


def maybe_of_party(case: Case) -> list[Document]:
    """Return the filters for cases of the same party, and of parties that may be the same human being."""
    marks = sorted(case.party.marks) if case.party else []
    paths = ("state.party.party_mark", "state.party.alike") if marks else ()
    return [*of_party(case), *({path: {"$in": marks}} for path in paths)]

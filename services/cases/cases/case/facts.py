"""Loading what decisions on cases rest on besides the case."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from cases.case.domain.case import Case
from cases.case.domain.command import Asking, CaseCommand
from cases.case.domain.facts import Acting, Facts
from cases.case.domain.form import Desk
from cases.case.domain.procedure import Today
from cases.case.reference import Law
from cases.case.sight import check_own
from cases.clues.domain import Clue
from cases.days.domain import DONE_AT
from cases.powers.domain.power_list import Listing, listing_id
from cases.rows import FirmRow
from chassis.consuming import RowCache, RowGroups, RowStore
from chassis.documents import Document, Received
from chassis.http import key_of
from chassis.store import Store, Stored
from contracts.calendar import WorkingDays, months_after
from contracts.cases import CaseEvent, CaseFiled, ClueEvent, PowerEvent
from contracts.credit import FirmKind
from contracts.identity.holder import Holder
from contracts.origin import Origin
from contracts.person_mark import person_mark
from contracts.values import PowerCode, Sha256, SocialCreditCode


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
        """Load exactly the facts that this command's decision needs: each is a read on the way of a write."""
        if case:
            check_own(case, who)
        clue = await self.clue(command.named_clue())
        follows = [*command.follows(case), *([clue.registered] if clue else [])]
        DONE_AT.check(who, follows, self.law.procedure.terms.done_days)
        return Facts(
            today=self.today(who),
            at=who.at,
            acting=await self.acting(case, command, who),
            listing=await self.listing(command.held_power(case)),
            files=frozenset([file for file in command.files() if await self.received.from_body(file, who.agency)]),
            clue=clue,
            mark=self.mark,
            person_mark=partial(person_mark, self.secret),
            concerned=await self.concerned(command.named_person()),
            claim=None,
            registered=await self.registered(command.named_firm()),
            earlier=await self.earlier(case, who) if command.looks_back() else None,
            similar={self.mark(one.id): one.state.filed for one in await self.similar(case)}
            if command.compares()
            else {},
            handlers=await self.handlers(case) if case and command.weighs_handlers() else {},
        )

    async def desk(self, case: Case, who: Origin, similar: Mapping[Sha256, CaseFiled]) -> Desk | None:
        """Return what forms are filled from; None for who may only look at the case. `similar` are found before."""
        if case.filed.body != who.agency or case.ended:
            return None
        facts = await self.gather(case, Asking(), who)
        staff = tuple(row.row for row in await self.staff.of(who.agency))
        return Desk(case=case, facts=replace(facts, similar=similar), staff=staff)

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

    async def acting(self, case: Case | None, command: CaseCommand, who: Origin) -> Acting:
        """Return who acts, with the certificates that the command asks for, as far as they are known."""
        rows = await self.officers.of(command.certificates(case, who.certificate))
        return Acting(
            id=f"act-{key_of(who)}",
            body=command.for_body(who.agency),
            caller=who.certificate,
            person=who.actor,
            roles=who.roles,
            own=await self.caller(who),
            holders={number: row.row for number, row in rows.items()},
            rests_on=tuple(row.rests_on for row in rows.values()),
        )

    async def caller(self, who: Origin) -> Holder | None:
        """What identity says of whoever calls, who may be the party."""
        if who.certificate is None:
            known = {row.id: row.row for row in await self.staff.of(who.agency)}
            return known.get(who.actor) or await self.concerned(who.actor)
        return next((row.row for row in (await self.officers.of([who.certificate])).values()), None)

    async def handlers(self, case: Case) -> dict[str, Holder]:
        """Return what identity says of those who handled the case, by their accounts."""
        return {row.id: row.row for row in (await self.officers.of(sorted(case.handlers))).values()}

    async def listing(self, power: PowerCode | None) -> Listing | None:
        found = await self.listings.find(listing_id(power)) if power else None
        return found.state if found else None

    async def clue(self, id: str | None) -> Clue | None:
        found = await self.clues.find(id) if id else None
        return found.state if found else None

    async def registered(self, firm: SocialCreditCode | None) -> FirmKind | None:
        """Return what the register says the firm is; None for a firm that it does not know."""
        found = await self.firms.where({"row.code": firm}, limit=1) if firm else []
        return found[0].row.kind if found else None

    async def earlier(self, case: Case | None, who: Origin) -> date | None:
        """Return the newest day, as far back as counts, on which the party was found at fault under the same power."""
        if not case or not (known := of_party(case)):
            return None
        found = await self.cases.where({"$or": known, "state.filed.power": case.filed.power})
        days = [day for one in found if (day := one.state.violation_decided_on)]
        months = self.law.procedure.terms.first_violation_months
        return max((day for day in days if months_after(day, months) >= who.on), default=None)

    async def concerned(self, named: str | None) -> Holder | None:
        """Return the account that has the id or the certificate."""
        either = [{"_id": named}, {"row.certificate": named}]
        found = await self.officers.rows.where({"$or": either}, limit=1) if named else []
        return found[0].row if found else None

    async def similar(self, case: Case | None) -> list[Stored[Case]]:
        """Return other cases of who is or may be the party, of about the same days, that are or may be fined.

        What the marks of the acts show to be the same act is not among them: only one of those can be fined (X-08).
        """
        if not case or not (known := maybe_of_party(case)):
            return []
        days = timedelta(days=self.law.procedure.terms.same_act_days)
        first, last = case.filed.act_on - days, case.filed.act_on + days
        near = {"state.filed.act_on": {"$gte": first.isoformat(), "$lte": last.isoformat()}}
        found = await self.cases.where({"$or": known, **near, "state.withdrawn": None, "state.no_penalty": None})
        return [one for one in found if one.state.act_mark != case.act_mark]

    def mark(self, act: str) -> Sha256:
        """Keyed hash of an act."""
        return hmac.new(self.secret, act.encode(), "sha256").hexdigest()


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

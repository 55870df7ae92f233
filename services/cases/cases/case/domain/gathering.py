"""Gathering the facts of a decision: one way, whether they are read from stores or were told before."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from cases.case.domain.case import Case
from cases.case.domain.command import CaseCommand
from cases.case.domain.facts import Acting, Facts
from cases.case.domain.procedure import Today
from cases.case.domain.reserved import Reserved
from cases.clues.domain import Clue
from cases.days.domain import DONE_AT
from cases.powers.domain.power_list import Listing
from contracts.calendar import months_after
from contracts.cases import CaseFiled
from contracts.credit import FirmKind
from contracts.identity.holder import Holder
from contracts.judging import Account, ByBody, ByCertificate
from contracts.origin import Origin
from contracts.values import BodyCode, PowerCode, Sha256, SocialCreditCode


class Sources(Protocol):
    """Where facts are found; each is asked only where a command needs what it knows."""

    @property
    def officers(self) -> ByCertificate: ...
    @property
    def staff(self) -> ByBody: ...
    def today(self, who: Origin) -> Today: ...
    def mark(self, act: str) -> Sha256: ...
    def person_mark(self, number: str) -> Sha256: ...
    def holds(self, matter: Reserved, what: str) -> bool: ...
    async def account(self, named: str) -> Account | None:
        """Return the account that has the id or the certificate."""

    async def listing(self, power: PowerCode) -> Listing | None: ...
    async def clue(self, id: str) -> Clue | None: ...
    async def has_file(self, sha256: Sha256, body: BodyCode) -> bool: ...
    async def registered(self, firm: SocialCreditCode) -> FirmKind | None: ...
    async def at_fault_on(self, case: Case) -> date | None:
        """Return the newest day on which the party was found at fault before under the same power."""

    async def similar(self, case: Case) -> Mapping[Sha256, CaseFiled]: ...


async def gather(sources: Sources, case: Case | None, command: CaseCommand, who: Origin) -> Facts:
    """Load exactly the facts that this command's decision needs: each is a read on the way of a write."""
    clue_id, power, firm, person = (
        command.named_clue(),
        command.held_power(case),
        command.named_firm(),
        command.named_person(),
    )
    clue, today = await sources.clue(clue_id) if clue_id else None, sources.today(who)
    follows = [*command.follows(case), *([clue.registered] if clue else [])]
    DONE_AT.check(who, follows, today.procedure.terms.done_days)
    return Facts(
        today=today,
        at=who.at,
        acting=await acting(sources, case, command, who),
        listing=await sources.listing(power) if power else None,
        files=frozenset([file for file in command.files() if await sources.has_file(file, who.agency)]),
        clue=clue,
        mark=sources.mark,
        person_mark=sources.person_mark,
        concerned=await holder(sources, person) if person else None,
        holds=sources.holds,
        registered=await sources.registered(firm) if firm else None,
        earlier=await earlier(sources, case, today) if case and command.looks_back() else None,
        similar=await sources.similar(case) if case and command.compares() else {},
        handlers=await handlers(sources, case) if case and command.weighs_handlers() else {},
    )


async def acting(sources: Sources, case: Case | None, command: CaseCommand, who: Origin) -> Acting:
    """Return who acts, with the certificates that the command asks for, as far as they are known."""
    accounts = await sources.officers.of(command.certificates(case, who.certificate))
    return Acting(
        id=f"act-{who.key}",
        body=command.for_body(who.agency),
        caller=who.certificate,
        person=who.actor,
        roles=who.roles,
        own=await caller(sources, who),
        holders={number: account.row for number, account in accounts.items()},
        rests_on=tuple(account.rests_on for account in accounts.values()),
    )


async def caller(sources: Sources, who: Origin) -> Holder | None:
    """What identity says of whoever calls, who may be the party."""
    if who.certificate is None:
        known = {account.id: account.row for account in await sources.staff.of(who.agency)}
        return known.get(who.actor) or await holder(sources, who.actor)
    return next((account.row for account in (await sources.officers.of([who.certificate])).values()), None)


async def holder(sources: Sources, named: str) -> Holder | None:
    found = await sources.account(named)
    return found.row if found else None


async def handlers(sources: Sources, case: Case) -> dict[str, Holder]:
    """Return what identity says of those who handled the case, by their accounts."""
    return {account.id: account.row for account in (await sources.officers.of(sorted(case.handlers))).values()}


async def earlier(sources: Sources, case: Case, today: Today) -> date | None:
    """Return the day on which the party was found at fault before, unless that is too long ago to count."""
    day = await sources.at_fault_on(case)
    months = today.procedure.terms.first_violation_months
    return day if day and months_after(day, months) >= today.on else None

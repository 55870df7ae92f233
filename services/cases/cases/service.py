"""What can be done with cases, clues and powers, and the parts that it takes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cases.case.domain import deadline, decision, filing, work_items
from cases.case.domain.case import Case, evolve
from cases.case.domain.decision import DecidePenalty
from cases.case.domain.filing import FileCase, FileReferred
from cases.case.domain.procedure import Facts
from cases.case.facts import Gathering
from cases.case.procedures import load_procedure
from cases.clues import domain as clue
from cases.clues.domain import Clue, ClueFacts, RegisterClue, TakeClue
from cases.powers.domain import power_list
from cases.powers.domain.power import Power
from cases.powers.domain.power_list import ListFacts, Listing
from cases.powers.reference import Law, load_law
from cases.referrals import domain as referral
from cases.referrals.domain import AcceptReferral, DeclineReferral, Referral
from cases.rows import OFFICERS
from chassis.consuming import RowCache, RowStore
from chassis.deadlines import Claims, Fate, Ticking
from chassis.http import key_of
from chassis.process import Parts
from chassis.store import UNKNOWN, Aggregate, Store, Stored, no_facts
from contracts.cases import CaseEvent, ClueEvent, ClueSource, PowerEvent, ReferralEvent
from contracts.origin import Origin
from contracts.refusal import Category, Refusal, Rule, refuse
from contracts.values import CaseId, PowerCode, Role, Sha256

NOT_YOUR_CLUE = Rule("cases/clue-handled-elsewhere", "线索由其他乡镇办理", law="APL 22", category=Category.NOT_ALLOWED)

NO_POWER = Rule("cases/no-such-power", "事项目录中没有 {power}", law="APL 24", category=Category.UNKNOWN)

CASE = Aggregate(
    kind="case",
    state=Case,
    event=CaseEvent,
    evolve=evolve,
    due=deadline.due,
    moves=work_items.moves,
    indexes=(
        "filed.body",
        "filed.township",
        "filed.power",
        "filed.officers",
        "filed.firm",
        "filed.filed_on",
        "filed.decide_until",
        "party.firm",
    ),
)
CLUE = Aggregate(
    kind="clue",
    state=Clue,
    event=ClueEvent,
    evolve=clue.land,
    moves=clue.clue_moves,
    indexes=("registered.township", "registered.received_on"),
)
POWER = Aggregate(kind="power", state=Listing, event=PowerEvent, evolve=power_list.land)
REFERRAL = Aggregate(kind="referral", state=Referral, event=ReferralEvent, evolve=referral.land)

type Decision[C] = Callable[[Case, C, Facts], list[CaseEvent]]
type ClueDecision[C] = Callable[[Clue, C, ClueFacts], list[ClueEvent]]
type ListDecision[C] = Callable[[Listing | None, C, ListFacts], list[PowerEvent]]


@dataclass(frozen=True, kw_only=True)
class Service:
    parts: Parts
    gathering: Gathering
    cases: Store[Case, CaseEvent]
    clues: Store[Clue, ClueEvent]
    powers: Store[Listing, PowerEvent]
    referrals: Store[Referral, ReferralEvent]
    claims: Claims

    @property
    def stores(self) -> list[Store[Any, Any]]:
        return [self.cases, self.clues, self.powers, self.referrals, self.claims.store]

    @property
    def rows(self) -> list[RowStore[Any]]:
        return [self.gathering.officers.rows]

    @property
    def ticking(self) -> list[Ticking]:
        return [Ticking(self.cases, self.tick), self.claims.ticking]

    async def prepare(self) -> None:
        """Nothing besides the indexes."""

    async def read(self, id: CaseId, who: Origin) -> Stored[Case]:
        """A case of the caller's body; the supervisor sees all (ALES 6)."""
        stored = await self.cases.read(id)
        if Role.SUPERVISOR not in who.roles and stored.state.filed.body != who.agency:
            refuse(UNKNOWN, id=id)
        return stored

    @property
    def law(self) -> Law:
        return self.gathering.law

    def facts_today(self, who: Origin) -> Facts:
        """The day and the law, for showing which steps are open."""
        return self.gathering.of_day(None, who)

    async def file(self, command: FileCase, who: Origin) -> Stored[Case]:
        return await self.cases.create(f"case-{key_of(who)}", filing.file_case, command, who, self.gathering.of_case)

    async def change[C](self, id: CaseId, decide: Decision[C], command: C, who: Origin) -> Stored[Case]:
        return await self.cases.change(id, decide, command, who, self.gathering.of_case)

    async def decide_penalty(self, id: CaseId, command: DecidePenalty, who: Origin) -> Stored[Case]:
        """Decided dry first; then the act is claimed, so that no other case can fine it (X-08); then it counts."""
        judged = await self.cases.change(
            id, decision.decide_penalty, command, replace(who, dry_run=True), self.with_own_act
        )
        mark = mark_of(judged.state)
        if command.fine and mark:
            await self.claims.take(f"act-{mark}", f"{id}/{mark}", decision.SECOND_FINE, who)
        if who.dry_run:
            return judged

        async def claimed(case: Case | None, given: DecidePenalty, who: Origin) -> Facts:
            return replace(await self.gathering.of_case(case, given, who), claim=mark)

        return await self.cases.change(id, decision.decide_penalty, command, who, claimed)

    async def with_own_act(self, case: Case | None, command: DecidePenalty, who: Origin) -> Facts:
        """As if the act had been claimed."""
        return replace(await self.gathering.of_case(case, command, who), claim=mark_of(case))

    async def tick(self, id: str, who: Origin) -> Stored[Case]:
        return await self.cases.change(id, deadline.flag_overdue, None, who, self.today)

    async def today(self, case: Case | None, command: None, who: Origin) -> date:
        return who.on

    async def refer(self, command: FileReferred, who: Origin) -> None:
        """A referral becomes a case, or is declined by the rule that forbids it; once, whatever comes later."""
        id = f"referral-{command.finding}"
        if await self.referrals.find(id):
            return
        try:
            case = await self.cases.create(
                f"case-from-{command.finding}", filing.file_referred, command, who, self.gathering.of_case
            )
        except Refusal as refusal:
            if refusal.rule.category is not Category.UNLAWFUL:
                raise
            await self.referrals.create(id, referral.decline_referral, declined(command, refusal.rule), who, no_facts)
            return
        accepted = AcceptReferral(finding=command.finding, case=case.id, township=command.township)
        await self.referrals.create(id, referral.accept_referral, accepted, who, no_facts)

    async def register_clue(self, command: RegisterClue, who: Origin) -> Stored[Clue]:
        return await self.clues.create(f"clue-{key_of(who)}", clue.register_clue, command, who, self.of_clue)

    async def change_clue[C](self, id: str, decide: ClueDecision[C], command: C, who: Origin) -> Stored[Clue]:
        return await self.clues.change(id, decide, command, who, self.of_clue)

    async def take_clue(self, id: str, command: TakeClue, who: Origin) -> Stored[Clue]:
        return await self.change_clue(id, clue.take_clue, command, who)

    async def of_clue(self, state: Clue | None, command: object, who: Origin) -> ClueFacts:
        """Officers deal with the clues of their own township."""
        if state and state.registered.township != who.agency:
            refuse(NOT_YOUR_CLUE)
        return ClueFacts(on=who.on, source=source(who), body=who.agency)

    async def list_power[C](self, code: PowerCode, decide: ListDecision[C], command: C, who: Origin) -> Stored[Listing]:
        """The justice bureau confirms or recalls a power of the catalogue."""

        async def of_list(state: Listing | None, given: C, who: Origin) -> ListFacts:
            versions = self.law.powers.get(code) or refuse(NO_POWER, power=code)
            return ListFacts(on=who.on, power=newest(versions))

        return await self.powers.create_or_change(f"power-{code}", decide, command, who, of_list)


def declined(command: FileReferred, rule: Rule) -> DeclineReferral:
    return DeclineReferral(
        finding=command.finding, power=command.power, township=command.township, rule=rule.code, law=rule.law
    )


def newest(versions: tuple[Power, ...]) -> Power:
    return max(versions, key=valid_from)


def valid_from(power: Power) -> date:
    return power.valid_from


def mark_of(case: Case | None) -> Sha256 | None:
    return case.party.act_mark if case and case.party else None


def source(who: Origin) -> ClueSource:
    if Role.HOTLINE in who.roles:
        return ClueSource.HOTLINE
    return ClueSource.SUPERVISOR if Role.SUPERVISOR in who.roles else ClueSource.PATROL


def assemble(parts: Parts) -> Service:
    """The service on its parts."""
    cases, clues, powers = parts.store(CASE), parts.store(CLUE), parts.store(POWER)

    async def fate(claimant: str) -> Fate:
        """An act's one fine is used once the claiming case decided it; a case that ended without it frees the act."""
        id, _, mark = claimant.rpartition("/")
        found = await cases.find(id)
        return fate_of(found.state, mark) if found else Fate.UNUSED

    gathering = Gathering(
        parts=parts,
        law=load_law(),
        procedure=load_procedure(),
        officers=RowCache(parts.rows(OFFICERS), "certificate"),
        clues=clues,
        powers=powers,
    )
    service = Service(
        parts=parts,
        gathering=gathering,
        cases=cases,
        clues=clues,
        powers=powers,
        referrals=parts.store(REFERRAL),
        claims=parts.claims(fate),
    )
    parts.tick(service.cases, service.tick)
    return service


def fate_of(case: Case, mark: Sha256) -> Fate:
    if case.penalty:
        return Fate.USED if case.penalty.fine and mark_of(case) == mark else Fate.UNUSED
    return Fate.UNUSED if case.decided or case.ended else Fate.OPEN

"""The verbs of cases, and the aggregate as it is stored."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date

from cases.case.domain import deadline, work_items
from cases.case.domain.case import Case, evolve
from cases.case.domain.command import CaseCommand
from cases.case.domain.decision import SECOND_FINE, DecidePenalty, decide_penalty
from cases.case.domain.facts import Facts
from cases.case.domain.filing import FileCase, FileReferred, file_case, file_referred
from cases.case.facts import CaseFacts
from cases.case.sight import check_seen
from chassis.deadlines import Claims, Fate, claim_then_decide
from chassis.http import key_of
from chassis.store import Aggregate, Gather, Store, Stored
from contracts.cases import CaseEvent
from contracts.origin import Origin
from contracts.values import CaseId, Sha256

CASE = Aggregate(
    kind="case",
    shape=2,
    state=Case,
    event=CaseEvent,
    evolve=evolve,
    due=deadline.due,
    work_items=work_items.work_items,
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

type Decision[C] = Callable[[Case, C, Facts], list[CaseEvent]]


@dataclass(frozen=True, kw_only=True)
class Cases:
    """File cases, take them along and decide them; `fines` are the claims on the one fine of each act (X-08)."""

    store: Store[Case, CaseEvent]
    facts: CaseFacts
    fines: Claims

    async def read(self, id: CaseId, who: Origin) -> Stored[Case]:
        """A case that the caller sees; refused as unknown otherwise."""
        stored = await self.store.read(id)
        check_seen(stored, who)
        return stored

    async def file(self, command: FileCase, who: Origin) -> Stored[Case]:
        """The id is made of the command's key."""
        return await self.store.create(f"case-{key_of(who)}", file_case, command, who, self.facts.gather)

    async def file_referred(self, command: FileReferred, who: Origin) -> Stored[Case]:
        """The id is made of the finding: one case, however often it is referred."""
        return await self.store.create(f"case-from-{command.finding}", file_referred, command, who, self.facts.gather)

    async def change[C: CaseCommand](self, id: CaseId, decide: Decision[C], command: C, who: Origin) -> Stored[Case]:
        return await self.store.change(id, decide, command, who, self.facts.gather)

    async def decide_penalty(self, id: CaseId, command: DecidePenalty, who: Origin) -> Stored[Case]:
        """Claim the one fine of the act first, so that no other case can impose it (X-08)."""

        async def claim(foreseen: Case, who: Origin) -> Gather[Case, DecidePenalty, Facts]:
            mark = foreseen.act_mark
            if command.fine and mark:
                await self.fines.take(fine_id(mark), claimant(id, mark), SECOND_FINE, who)

            async def gather_claimed(case: Case | None, given: DecidePenalty, who: Origin) -> Facts:
                return replace(await self.facts.gather(case, given, who), claim=mark)

            return gather_claimed

        gather = self.gather_as_if_claimed
        return await claim_then_decide(self.store, id, decide_penalty, command, who, gather, claim)

    async def gather_as_if_claimed(self, case: Case | None, command: DecidePenalty, who: Origin) -> Facts:
        """The facts of a decision that would hold the claim on its act."""
        return replace(await self.facts.gather(case, command, who), claim=case.act_mark if case else None)

    async def tick(self, id: str, who: Origin) -> Stored[Case]:
        """Flag the terms that passed."""
        return await self.store.change(id, deadline.flag_overdue, None, who, day_of)


async def day_of(case: Case | None, command: None, who: Origin) -> date:
    return who.on


def fine_id(mark: Sha256) -> str:
    """The id of the claim on the one fine of an act."""
    return f"act-{mark}"


def claimant(id: str, mark: Sha256) -> str:
    """The case, and for which act it claims: its party may change."""
    return f"{id}/{mark}"


def fate_in(cases: Store[Case, CaseEvent]) -> Callable[[str], Awaitable[Fate]]:
    """The fate of a claimant: an act's one fine is used once the case decided it, and freed if it ended without."""

    async def fate(claimant: str) -> Fate:
        id, _, mark = claimant.rpartition("/")
        found = await cases.find(id)
        return fate_of(found.state, mark) if found else Fate.UNUSED

    return fate


def fate_of(case: Case, mark: Sha256) -> Fate:
    """Return what became of a case's claim on the fine of the marked act."""
    if case.penalty:
        return Fate.USED if case.penalty.fine and case.act_mark == mark else Fate.UNUSED
    return Fate.UNUSED if case.decided or case.ended else Fate.OPEN

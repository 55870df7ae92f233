"""The verbs of cases, and the aggregate as it is stored."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cases.case.domain import deadline, work_items
from cases.case.domain.case import Case
from cases.case.domain.command import CaseCommand
from cases.case.domain.course import evolve
from cases.case.domain.decision import SECOND_FINE, DecidePenalty, decide_penalty
from cases.case.domain.facts import Facts
from cases.case.domain.filing import FileCase, FileReferred, file_case, file_referred
from cases.case.domain.performance import RECEIPT_USED, RecordPayment, record_payment
from cases.case.domain.procedure import Today
from cases.case.facts import CaseFacts
from cases.case.holdings import claimant, fine_id, receipt_id
from cases.case.sight import check_seen
from cases.case.stage import found_by, listed
from cases.clues.domain import TAKEN
from cases.clues.holdings import clue_id
from chassis.deadlines import Claims, claim_then_decide
from chassis.http import key_of
from chassis.store import Aggregate, Gather, Store, Stored
from contracts.cases import CaseEvent
from contracts.origin import Origin
from contracts.values import CaseId, Sha256

CASE = Aggregate(
    kind="case",
    shape=5,
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
        "replaced.joining",
        "filed.firm",
        "filed.filed_on",
        "filed.decide_until",
        "party.firm",
        "party.party_mark",
        "party.alike",
    ),
    found_by=found_by,
    listed=listed,
    listed_form=2,
)

type Decision[C] = Callable[[Case, C, Facts], list[CaseEvent]]


@dataclass(frozen=True, kw_only=True)
class Cases:
    """File cases, take them along and decide them; `claims` are on what one case holds alone (X-08).

    `rules` names the version of the rules by which they are judged.
    """

    store: Store[Case, CaseEvent]
    facts: CaseFacts
    claims: Claims
    rules: Sha256

    async def read(self, id: CaseId, who: Origin) -> Stored[Case]:
        """A case that the caller sees; refused as unknown otherwise."""
        stored = await self.store.read(id)
        check_seen(stored, who, await self.facts.names_of(who))
        return stored

    async def names_file(self, id: str, sha256: Sha256, who: Origin) -> bool:
        """Tell whether a case that the caller sees names the file; refused as unknown otherwise."""
        await self.read(CaseId(id), who)
        return await self.store.names_file(id, sha256)

    async def file(self, command: FileCase, who: Origin) -> Stored[Case]:
        """The id is made of the command's key. A clue is claimed first: one case, whoever files at the same time."""
        id, gather = f"case-{key_of(who)}", self.facts.gather
        if command.clue is None:
            return await self.store.create(id, file_case, command, who, gather)
        clue = clue_id(command.clue)

        async def claim(foreseen: Case, who: Origin) -> Gather[Case, FileCase, Facts]:
            await self.claims.take(clue, claimant(id, clue), TAKEN, who)
            return gather

        return await claim_then_decide(self.store.create, id, file_case, command, who, gather, claim)

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
                await self.claims.take(fine_id(mark), claimant(id, mark), SECOND_FINE, who)
            return self.gather_holding(mark)

        return await claim_then_decide(self.store.change, id, decide_penalty, command, who, self.as_if_held, claim)

    async def record_payment(self, id: CaseId, command: RecordPayment, who: Origin) -> Stored[Case]:
        """Claim the receipt first: it pays one fine in the county, in whatever writing (APL 70)."""

        async def claim(foreseen: Case, who: Origin) -> Gather[Case, RecordPayment, Facts]:
            receipt = receipt_id(command.receipt)
            await self.claims.take(receipt, claimant(id, receipt), RECEIPT_USED, who)
            return self.gather_holding(command.receipt)

        return await claim_then_decide(self.store.change, id, record_payment, command, who, self.as_if_held, claim)

    async def as_if_held(self, case: Case | None, command: CaseCommand, who: Origin) -> Facts:
        """The facts of a decision that would hold what it claims."""
        return replace(await self.facts.gather(case, command, who), holds=lambda matter, what: True)

    def gather_holding(self, held: str | None) -> Gather[Case, CaseCommand, Facts]:
        """Return how to gather the facts of a decision now that its case holds what it claimed."""

        async def gather(case: Case | None, command: CaseCommand, who: Origin) -> Facts:
            return replace(await self.facts.gather(case, command, who), holds=lambda matter, what: what == held)

        return gather

    async def today(self, case: Case | None, command: None, who: Origin) -> Today:
        return self.facts.today(who)

    async def tick(self, id: str, who: Origin) -> Stored[Case]:
        """Flag the terms that passed."""
        return await self.store.change(id, deadline.tick, None, who, self.today)

"""What can be done with the register, the ledgers and the tiers, and the parts that it takes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chassis.consuming import RowStore
from chassis.deadlines import Ticking
from chassis.http import key_of
from chassis.process import Parts
from chassis.store import UNKNOWN, Aggregate, Store, Stored
from contracts.credit import EntryRecorded, FirmEvent, ImportEvent, LedgerEvent
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import Role, SocialCreditCode, TownshipCode
from credit.domain import assessment, firm, imports, ledger
from credit.domain.assessment import Assessment, AssessmentEvent
from credit.domain.facts import Facts
from credit.domain.firm import AssessFirm, Firm, RegisterFirm
from credit.domain.imports import Import, ImportFirms
from credit.domain.ledger import Ledger, RecordFact, RecordPenalty
from credit.domain.model import Model
from credit.files import Files
from credit.reference import load_models
from credit.register import Register
from credit.replicas import CASE_ROWS, VISIT_ROWS, CaseRow, VisitRow

FIRM = Aggregate(
    kind="firm",
    state=Firm,
    event=FirmEvent,
    evolve=firm.evolve,
    indexes=("registered.township", "registered.name", "registered.kind", "tier"),
)
LEDGER = Aggregate(kind="ledger", state=Ledger, event=LedgerEvent, evolve=ledger.land)
IMPORT = Aggregate(kind="import", state=Import, event=ImportEvent, evolve=imports.land)
ASSESSMENT = Aggregate(
    kind="assessment", state=Assessment, event=AssessmentEvent, evolve=assessment.land, due=assessment.due
)

# These see the whole county; everybody else sees the firms of their own township.
COUNTY_WIDE = frozenset({Role.SUPERVISOR, Role.DRAW_OFFICE, Role.REGISTRAR})

type Recording = RecordFact | RecordPenalty
type Decision[C] = Callable[[Ledger | None, C, Facts], list[LedgerEvent]]


@dataclass(frozen=True, kw_only=True)
class Service:
    parts: Parts
    firms: Store[Firm, FirmEvent]
    ledgers: Store[Ledger, LedgerEvent]
    imports: Store[Import, ImportEvent]
    assessments: Store[Assessment, AssessmentEvent]
    cases: RowStore[CaseRow]
    visits: RowStore[VisitRow]
    register: Register
    files: Files
    models: tuple[Model, ...]

    @property
    def stores(self) -> list[Store[Any, Any]]:
        return [self.firms, self.ledgers, self.imports, self.assessments]

    @property
    def rows(self) -> list[RowStore[Any]]:
        return [self.cases, self.visits]

    @property
    def ticking(self) -> list[Ticking]:
        return [Ticking(self.assessments, self.tick)]

    async def prepare(self) -> None:
        """Nothing must be there before the first request."""

    async def read_firm(self, code: SocialCreditCode, who: Origin) -> Stored[Firm]:
        """A firm of another township is as unknown as one that does not exist."""
        stored = await self.firms.read(firm_id(code))
        if territory(who) not in (None, stored.state.registered.township):
            refuse(UNKNOWN, id=firm_id(code))
        return stored

    async def register_firm(self, command: RegisterFirm, who: Origin) -> Stored[Firm]:
        return await self.firms.create(firm_id(command.code), firm.register_firm, command, who, self.of_register)

    async def register_imported(self, command: RegisterFirm, who: Origin) -> Stored[Firm]:
        return await self.firms.create_or_change(
            firm_id(command.code), firm.register_imported, command, who, self.of_register
        )

    async def import_firms(self, command: ImportFirms, who: Origin) -> Stored[Import]:
        """Decided dry first, so that a refused file is not kept; kept before the event that names it."""
        id = f"import-{key_of(who)}"
        if not who.dry_run:
            await self.imports.create(
                id, imports.import_firms, command, replace(who, dry_run=True), self.files.of_import
            )
            await self.files.keep(command.csv)
        return await self.imports.create(id, imports.import_firms, command, who, self.files.of_import)

    async def record[C: Recording](self, decide: Decision[C], command: C, who: Origin) -> Stored[Ledger]:
        """An entry in the ledger of the fact's year; first use opens the ledger."""
        id = ledger_id(command.firm, command.happened_on.year)
        return await self.ledgers.create_or_change(id, decide, command, who, self.of_ledger)

    async def assess(self, code: SocialCreditCode, on: date, who: Origin) -> None:
        """The firm first: a deadline moves only when its effect is there."""
        command = AssessFirm(on=on)

        async def gather(state: object, command: AssessFirm, who: Origin) -> Facts:
            return Facts(on=command.on, models=self.models, registered=True, entries=await self.entries(code))

        await self.firms.change(firm_id(code), firm.assess_firm, command, who, gather)
        await self.assessments.create_or_change(f"assessment-{code}", assessment.note_assessment, command, who, gather)

    async def tick(self, id: str, who: Origin) -> None:
        """Something is forgotten: the tier is looked at again."""
        await self.assess(id.removeprefix("assessment-"), who.on, who)

    async def entries(self, code: SocialCreditCode) -> tuple[EntryRecorded, ...]:
        """Those of all years: a ledger's id begins with the firm's code, and a full stop follows the dash."""
        within = {"$gte": f"ledger-{code}-", "$lt": f"ledger-{code}."}
        found = await self.ledgers.documents.find(self.ledgers.kind, {"_id": within}, fields={"events": 0, "noted": 0})
        return tuple(entry for document in found for entry in self.ledgers.codec.state(document).entries)

    async def of_register(self, state: Firm | None, command: RegisterFirm, who: Origin) -> Facts:
        return Facts(on=who.on, models=self.models)

    async def of_ledger(self, state: Ledger | None, command: Recording, who: Origin) -> Facts:
        found = await self.firms.find(firm_id(command.firm))
        return Facts(on=who.on, models=self.models, registered=found is not None)


def firm_id(code: SocialCreditCode) -> str:
    return f"firm-{code}"


def ledger_id(code: SocialCreditCode, year: int) -> str:
    return f"ledger-{code}-{year}"


def territory(who: Origin) -> TownshipCode | None:
    """The only township whose firms the caller sees; None for the whole county."""
    return None if who.roles & COUNTY_WIDE else who.township


def assemble(parts: Parts) -> Service:
    """The service on its parts."""
    firms = parts.store(FIRM)
    register = Register(firms)
    service = Service(
        parts=parts,
        firms=firms,
        ledgers=parts.store(LEDGER),
        imports=parts.store(IMPORT),
        assessments=parts.store(ASSESSMENT),
        cases=parts.rows(CASE_ROWS),
        visits=parts.rows(VISIT_ROWS),
        register=register,
        files=Files(parts.blobs, register),
        models=load_models(),
    )
    parts.tick(service.assessments, service.tick)
    return service

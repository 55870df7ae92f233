"""The verbs of firms and their tiers, and the aggregates as they are stored."""

from dataclasses import dataclass
from datetime import date

from chassis.clock import Clock
from chassis.store import Aggregate, Store, Stored
from contracts.credit import FirmEvent
from contracts.origin import Origin
from contracts.values import CHINA, SocialCreditCode
from credit.firms.domain import assessment, firm
from credit.firms.domain.assessment import Assessment, AssessmentEvent, assessment_id
from credit.firms.domain.firm import AssessFirm, Firm, RegisterFirm, firm_id
from credit.firms.facts import FirmFacts
from credit.firms.found import found_by
from credit.firms.sight import check_seen

FIRM = Aggregate(
    kind="firm",
    state=Firm,
    event=FirmEvent,
    evolve=firm.evolve,
    indexes=("registered.township", "registered.name", "registered.kind", "tier"),
    found_by=found_by,
    moves=True,
)
ASSESSMENT = Aggregate(
    kind="assessment", state=Assessment, event=AssessmentEvent, evolve=assessment.land, due=assessment.due
)


@dataclass(frozen=True, kw_only=True)
class Firms:
    """Register firms, read them, and keep their tiers up to date."""

    store: Store[Firm, FirmEvent]
    assessments: Store[Assessment, AssessmentEvent]
    facts: FirmFacts
    clock: Clock

    async def read(self, code: SocialCreditCode, who: Origin) -> Stored[Firm]:
        return check_seen(await self.store.read(firm_id(code)), who)

    async def register(self, command: RegisterFirm, who: Origin) -> Stored[Firm]:
        """A new firm; refuses a code that stands in the register."""
        id = firm_id(command.code)
        return await self.store.create(id, firm.register_firm, command, who, self.facts.of_registration)

    async def register_imported(self, command: RegisterFirm, who: Origin) -> Stored[Firm]:
        """The firm of an imported row, new or as it stood in the register."""
        id = firm_id(command.code)
        return await self.store.create_or_change(id, firm.register_imported, command, who, self.facts.of_registration)

    async def assess(self, code: SocialCreditCode, on: date, who: Origin) -> None:
        """Write the firm first and its assessment second: a deadline moves only when its effect is there."""
        command, gather = AssessFirm(code=code, on=on), self.facts.of_assessment
        await self.store.change(firm_id(code), firm.assess_firm, command, who, gather)
        await self.assessments.create_or_change(assessment_id(code), assessment.note_assessment, command, who, gather)

    async def assess_after(self, firm: SocialCreditCode, on: date, who: Origin) -> None:
        """Assess as of today, not of the entry's day: entries of two years may come in any order."""
        today = self.clock().astimezone(CHINA).date()
        await self.assess(firm, max(today, on), who)

    async def tick(self, id: str, who: Origin) -> None:
        """Assess the firm of an assessment that is due: some entry has ceased to count."""
        await self.assess(id.removeprefix("assessment-"), who.on, who)

"""Facts that the decisions on firms need besides the firm."""

from dataclasses import dataclass

from contracts.origin import Origin
from credit.firms.domain.firm import AssessFirm, AssessmentFacts, Firm, RegisterFirm, RegistrationFacts
from credit.ledger.entries import Entries
from credit.scoring.domain.model import Model


@dataclass(frozen=True, kw_only=True)
class FirmFacts:
    """Load exactly the facts that a decision needs: one method per kind of facts."""

    models: tuple[Model, ...]
    entries: Entries

    async def of_registration(self, firm: Firm | None, command: RegisterFirm, who: Origin) -> RegistrationFacts:
        return RegistrationFacts(models=self.models, on=who.on)

    async def of_assessment(self, state: object, command: AssessFirm, who: Origin) -> AssessmentFacts:
        """Read the entries once for the firm and once for its assessment: each is decided on what is there then."""
        return AssessmentFacts(models=self.models, entries=await self.entries.of(command.code))

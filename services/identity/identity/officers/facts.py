"""Facts that the decisions on officers need besides the officer."""

from dataclasses import dataclass

from chassis.store import Store
from contracts.identity import BodyEvent
from contracts.origin import Origin
from identity.bodies.domain import Body, body_id
from identity.officers.domain.certificate import CertificateFacts
from identity.officers.domain.officer import Officer, RegisterOfficer, RegistrationFacts


@dataclass(frozen=True)
class OfficerFacts:
    """Load exactly the facts that a decision needs: one method per kind of facts."""

    bodies: Store[Body, BodyEvent]

    async def of_registration(
        self, officer: Officer | None, command: RegisterOfficer, who: Origin
    ) -> RegistrationFacts:
        """The body that the command names; it never changes afterwards."""
        found = await self.bodies.find(body_id(command.body))
        return RegistrationFacts(body=found.state if found else None)

    async def of_certificate(self, officer: Officer | None, command: object, who: Origin) -> CertificateFacts:
        return CertificateFacts(today=who.on)

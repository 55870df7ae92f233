"""The verbs of officers and their certificates, and the aggregate as it is stored."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from chassis.deadlines import Claims, Fate, claim_then_decide
from chassis.http import key_of
from chassis.store import Aggregate, Gather, Store, Stored
from contracts.identity import OfficerEvent
from contracts.origin import Origin
from contracts.values import CertificateNumber, PersonId
from identity.officers.domain.certificate import NUMBER_TAKEN, CertificateFacts, CertifyOfficer, certify_officer
from identity.officers.domain.officer import (
    ChangeRoles,
    Officer,
    RegisterOfficer,
    RolesFacts,
    change_roles,
    evolve,
    register_officer,
)
from identity.officers.facts import OfficerFacts

OFFICER = Aggregate(
    kind="officer",
    state=Officer,
    event=OfficerEvent,
    evolve=evolve,
    indexes=("registered.body", "certified.certificate"),
)

type CertificateDecision[C] = Callable[[Officer, C, CertificateFacts], list[OfficerEvent]]


@dataclass(frozen=True, kw_only=True)
class Officers:
    """Open accounts, change roles, give certificates and change them."""

    store: Store[Officer, OfficerEvent]
    facts: OfficerFacts
    numbers: Claims
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def read(self, id: PersonId) -> Stored[Officer]:
        return await self.store.read(id)

    async def register(self, command: RegisterOfficer, who: Origin) -> Stored[Officer]:
        """The id is made of the command's key."""
        id = f"officer-{key_of(who)}"
        return await self.store.create(id, register_officer, command, who, self.facts.of_registration)

    async def change_roles(self, id: PersonId, command: ChangeRoles, who: Origin) -> Stored[Officer]:
        """Change the person's roles, of one person at a time: two administrators can't let each other go."""

        async def gather(officer: Officer | None, command: ChangeRoles, who: Origin) -> RolesFacts:
            return await self.facts.of_roles(officer, command, who, id=id)

        async with self.changing:
            return await self.store.change(id, change_roles, command, who, gather)

    async def certify(self, id: PersonId, command: CertifyOfficer, who: Origin) -> Stored[Officer]:
        """Give the person a certificate; refuses a number that was ever another person's."""

        async def claim(foreseen: Officer, who: Origin) -> Gather[Officer, CertifyOfficer, CertificateFacts]:
            await self.numbers.take(number_id(command.certificate), id, NUMBER_TAKEN, who)
            return self.facts.of_certificate

        return await claim_then_decide(
            self.store.change, id, certify_officer, command, who, self.facts.of_certificate, claim
        )

    async def change_certificate[C](
        self, id: PersonId, decide: CertificateDecision[C], command: C, who: Origin
    ) -> Stored[Officer]:
        return await self.store.change(id, decide, command, who, self.facts.of_certificate)


def number_id(number: CertificateNumber) -> str:
    """The id of the claim on a certificate's number."""
    return f"certificate-{number}"


def fate_in(officers: Store[Officer, OfficerEvent]) -> Callable[[str], Awaitable[Fate]]:
    """The fate of a claimant: a number is used once its person holds a certificate."""

    async def fate(claimant: str) -> Fate:
        found = await officers.find(claimant)
        return Fate.USED if found and found.state.certified else Fate.UNUSED

    return fate

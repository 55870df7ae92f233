"""Facts that the decisions on officers need besides the officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chassis.documents import Received
from chassis.store import Store
from contracts.identity import BodyEvent, OfficerEvent, ResetAsked, RolesAsked
from contracts.origin import Origin
from contracts.person_mark import person_mark
from contracts.texts import folded
from contracts.values import BodyCode, PersonId, Role, Sha256, Telephone
from identity.bodies.domain import Body, body_id
from identity.officers.administrators import Administrators
from identity.officers.domain.account import AccountFacts, CloseAccount, OpeningFacts
from identity.officers.domain.asking import AskingTerm, Confirming
from identity.officers.domain.certificate import CertifyingFacts, CertifyOfficer, Photo
from identity.officers.domain.officer import (
    IdentifyOfficer,
    IdentityFacts,
    Officer,
    RegisterOfficer,
    RegistrationFacts,
    RightsFacts,
)
from identity.officers.domain.roles import ConfirmingFacts, RolesFacts
from identity.officers.domain.separation import Separation
from identity.officers.domain.validity import CertificateTerms
from identity.officers.history import names_of

TELEPHONE = "events.personal.telephone.value"


@dataclass(frozen=True)
class OfficerFacts:
    """Load exactly the facts that a decision needs: one method per kind of facts. `secret` keys people's marks."""

    bodies: Store[Body, BodyEvent]
    officers: Store[Officer, OfficerEvent]
    administrators: Administrators
    separation: Sequence[Separation]
    terms: Sequence[CertificateTerms]
    asking_terms: Sequence[AskingTerm]
    secret: bytes
    received: Received

    async def of_registration(
        self, officer: Officer | None, command: RegisterOfficer, who: Origin
    ) -> RegistrationFacts:
        """The body that the command names; it never changes afterwards."""
        found = await self.bodies.find(body_id(command.body))
        return RegistrationFacts(
            body=found.state if found else None,
            mark=person_mark(self.secret, command.number),
            maybe_same=await self.alike(command.body, command.name, command.telephone),
            separation=self.separation,
            today=who.on,
        )

    async def alike(
        self, body: BodyCode, name: str, telephone: Telephone, besides: PersonId | None = None
    ) -> tuple[PersonId, ...]:
        """The people of the body with the same name, whatever the writing, and those of any with the same telephone."""
        there = await self.officers.where({"state.registered.body": body})
        names = await names_of(self.officers, [PersonId(one.id) for one in there])
        reached = await self.officers.where({TELEPHONE: telephone})
        found = [id for id, known in names.items() if folded(known) == folded(name)]
        found += [PersonId(one.id) for one in reached]
        return tuple(id for id in dict.fromkeys(found) if id != besides)

    async def of_identity(
        self, officer: Officer | None, command: IdentifyOfficer, who: Origin, *, id: PersonId
    ) -> IdentityFacts:
        names = await names_of(self.officers, [id])
        body = officer.registered.body if officer else ""
        return IdentityFacts(
            mark=person_mark(self.secret, command.number),
            maybe_same=await self.alike(body, names.get(id, ""), command.telephone, id),
            today=who.on,
        )

    async def of_roles(self, officer: Officer | None, command: object, who: Origin, *, id: str) -> RolesFacts:
        """The administrators besides the person with this id; one who has no login administers nothing."""
        others = await self.administrators.besides(PersonId(id))
        return RolesFacts(
            actor=who.actor,
            other_administrators=others,
            own_beside_others=who.actor == id and others > 0,
            separation=self.separation,
            today=who.on,
        )

    async def of_confirming_roles(
        self, officer: Officer | None, command: object, who: Origin, *, id: str
    ) -> ConfirmingFacts:
        roles = await self.of_roles(officer, command, who, id=id)
        confirming = await self._of_confirming(officer.roles_asked if officer else None, who, id)
        return ConfirmingFacts(**vars(roles), confirming=confirming)

    async def of_closing(self, officer: Officer | None, command: CloseAccount, who: Origin, *, id: str) -> AccountFacts:
        others = await self.administrators.besides(PersonId(id))
        return AccountFacts(actor=who.actor, today=who.on, other_administrators=others)

    async def of_login(self, officer: Officer | None, command: object, who: Origin, *, id: str) -> AccountFacts:
        """The administrators besides the caller and the person with this id: those who could confirm."""
        others = await self.administrators.besides(PersonId(id), who.actor)
        return AccountFacts(actor=who.actor, today=who.on, other_administrators=others)

    async def of_reset(self, officer: Officer | None, command: object, who: Origin, *, id: str) -> Confirming:
        return await self._of_confirming(officer.reset_asked if officer else None, who, id)

    async def _of_confirming(self, asked: ResetAsked | RolesAsked | None, who: Origin, id: str) -> Confirming:
        asker = await self.officers.find(asked.by) if asked and asked.by != who.actor else None
        return Confirming(
            actor=who.actor,
            today=who.on,
            others=await self.administrators.there(PersonId(id), who.actor),
            asker_left=asker is not None and not asker.state.administers,
            let_go_on=await self.let_go_on(who.actor),
            terms=self.asking_terms,
        )

    async def of_opening(self, officer: Officer | None, command: object, who: Origin, *, id: PersonId) -> OpeningFacts:
        others = await self.administrators.there(id, who.actor)
        first = (await self.officers.first_records([id]))[id]
        return OpeningFacts(
            actor=who.actor,
            today=who.on,
            other_administrators=others,
            person=id,
            registered_by=PersonId(first["actor"]),
            let_go_on=await self.let_go_on(who.actor),
            terms=self.asking_terms,
        )

    async def let_go_on(self, by: PersonId) -> date | None:
        """The last day on which this administrator alone took away another one; None if never."""
        found = await self.officers.where({"state.rights_taken.by": by})
        taken = [one for officer in found for one in officer.state.rights_taken if one.by == by]
        return max((one.taken_on for one in taken if Role.ADMINISTRATOR in one.roles), default=None)

    async def of_certificate(self, officer: Officer | None, command: object, who: Origin, *, id: str) -> RightsFacts:
        return RightsFacts(today=who.on, own_beside_others=await self.own_beside_others(id, who))

    async def of_certifying(
        self, officer: Officer | None, command: CertifyOfficer, who: Origin, *, id: str
    ) -> CertifyingFacts:
        """Refuses a picture that nobody of the caller's body brought."""
        own = await self.own_beside_others(id, who)
        photo = await self.photo(command.photo, who) if command.photo else None
        return CertifyingFacts(today=who.on, own_beside_others=own, terms=self.terms, photo=photo)

    async def photo(self, sha256: Sha256, who: Origin) -> Photo:
        await self.received.require(who.agency, sha256)
        file = await self.received.blobs.open(sha256)
        return Photo(file.media_type, file.size)

    async def own_beside_others(self, id: str, who: Origin) -> bool:
        return who.actor == id and await self.administrators.besides(PersonId(id)) > 0

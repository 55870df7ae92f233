"""The verbs of officers and their certificates, and the aggregate as it is stored."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from chassis.deadlines import Claims, Fate, claim_then_decide
from chassis.http import key_of
from chassis.store import Aggregate, Gather, Store, Stored
from contracts.identity import OfficerEvent
from contracts.origin import Origin
from contracts.values import CertificateNumber, PersonId, Sha256
from identity.officers.domain.account import AccountFacts, CloseAccount, close_account
from identity.officers.domain.certificate import (
    NUMBER_TAKEN,
    CertifyingFacts,
    CertifyOfficer,
    certify_officer,
)
from identity.officers.domain.officer import (
    PERSON_KNOWN,
    IdentifyOfficer,
    IdentityFacts,
    Officer,
    RegisterOfficer,
    RegistrationFacts,
    RightsFacts,
    evolve,
    identify_officer,
    register_officer,
)
from identity.officers.domain.roles import ChangeRoles, ConfirmingFacts, RolesFacts, change_roles, confirm_roles
from identity.officers.domain.waiting import work_items
from identity.officers.facts import OfficerFacts

OFFICER = Aggregate(
    kind="officer",
    shape=3,
    state=Officer,
    event=OfficerEvent,
    evolve=evolve,
    work_items=work_items,
    indexes=("registered.body", "certified.certificate"),
    moves=True,
)

PERSON = "person-"

type CertificateDecision[C] = Callable[[Officer, C, RightsFacts], list[OfficerEvent]]


@dataclass(frozen=True, kw_only=True)
class Officers:
    """Open accounts, change roles, give certificates and change them.

    `login_of` gives the login name of a person, and whether its password is still an administrator's.
    """

    store: Store[Officer, OfficerEvent]
    facts: OfficerFacts
    claims: Claims
    login_of: Callable[[PersonId], Awaitable[tuple[str | None, bool]]]

    async def read(self, id: PersonId) -> Stored[Officer]:
        return await self.store.read(id)

    async def names_file(self, id: str, sha256: Sha256, who: Origin) -> bool:
        """Tell whether the file is the picture of the person, who is in everybody's directory."""
        return await self.store.names_file((await self.read(PersonId(id))).id, sha256)

    async def register(self, command: RegisterOfficer, who: Origin) -> Stored[Officer]:
        """The id is made of the command's key."""
        return await self.register_as(PersonId(f"officer-{key_of(who)}"), command, who)

    async def register_as(self, id: PersonId, command: RegisterOfficer, who: Origin) -> Stored[Officer]:
        """Claim the person's mark first: one human being has one account, whoever registers at the same time."""

        async def claim(foreseen: Officer, who: Origin) -> Gather[Officer, RegisterOfficer, RegistrationFacts]:
            await self.take_person(id, foreseen, who)
            return self.facts.of_registration

        return await claim_then_decide(
            self.store.create, id, register_officer, command, who, self.facts.of_registration, claim
        )

    async def identify(self, id: PersonId, command: IdentifyOfficer, who: Origin) -> Stored[Officer]:
        """Record whose an older account is; refuses a human being who has another one."""
        gather = partial(self.facts.of_identity, id=id)

        async def claim(foreseen: Officer, who: Origin) -> Gather[Officer, IdentifyOfficer, IdentityFacts]:
            await self.take_person(id, foreseen, who)
            return gather

        return await claim_then_decide(self.store.change, id, identify_officer, command, who, gather, claim)

    async def take_person(self, id: PersonId, foreseen: Officer, who: Origin) -> None:
        if foreseen.mark:
            person = person_id(foreseen.mark)
            await self.claims.take(person, claimant(id, person), PERSON_KNOWN, who)

    async def change_roles(self, id: PersonId, command: ChangeRoles, who: Origin) -> Stored[Officer]:
        return await self._let_go_then(id, change_roles, command, who, partial(self.facts.of_roles, id=id))

    async def confirm_roles(self, id: PersonId, who: Origin) -> Stored[Officer]:
        gather = partial(self.facts.of_confirming_roles, id=id)
        return await self._let_go_then(id, confirm_roles, None, who, gather)

    async def close(self, id: PersonId, command: CloseAccount, who: Origin) -> Stored[Officer]:
        return await self._let_go_then(id, close_account, command, who, partial(self.facts.of_closing, id=id))

    async def _let_go_then[C, F: (RolesFacts, ConfirmingFacts, AccountFacts)](
        self,
        id: PersonId,
        decide: Callable[[Officer, C, F], list[OfficerEvent]],
        command: C,
        who: Origin,
        gather: Gather[Officer, C, F],
    ) -> Stored[Officer]:
        """Let an administrator go first, and change exactly what was let go: two can't let each other go at once."""
        foreseen = await self.store.change(id, decide, command, replace(who, dry_run=True), gather)
        now = await self.read(id)
        if who.dry_run or not now.state.administers or foreseen.state.administers:
            return foreseen if who.dry_run else await self.store.change(id, decide, command, who, gather)
        await self.facts.administrators.let_go(now)
        return await self.store.change(id, decide, command, replace(who, expected=now.version), gather)

    async def certify(self, id: PersonId, command: CertifyOfficer, who: Origin) -> Stored[Officer]:
        """Give the person a certificate; refuses a number that was ever another person's."""
        gather = partial(self.facts.of_certifying, id=id)

        async def claim(foreseen: Officer, who: Origin) -> Gather[Officer, CertifyOfficer, CertifyingFacts]:
            await self.claims.take(number_id(command.certificate), id, NUMBER_TAKEN, who)
            return gather

        return await claim_then_decide(self.store.change, id, certify_officer, command, who, gather, claim)

    async def change_certificate[C](
        self, id: PersonId, decide: CertificateDecision[C], command: C, who: Origin
    ) -> Stored[Officer]:
        return await self.store.change(id, decide, command, who, partial(self.facts.of_certificate, id=id))


def number_id(number: CertificateNumber) -> str:
    """The id of the claim on a certificate's number."""
    return f"certificate-{number}"


def person_id(mark: Sha256) -> str:
    """The id of the claim on a human being."""
    return f"{PERSON}{mark}"


def claimant(id: PersonId, held: str) -> str:
    """The name of an account that claims a human being: with the claim's own id."""
    return f"{id}/{held}"


def fate_in(officers: Store[Officer, OfficerEvent]) -> Callable[[str], Awaitable[Fate]]:
    """The fate of a claimant: a human being is used by the account, a number once its person holds a certificate."""

    async def fate(claimant: str) -> Fate:
        id, _, person = claimant.partition("/")
        if not (found := await officers.find(id)):
            return Fate.UNUSED
        mark = found.state.mark
        used = (mark and person_id(mark) == person) if person else found.state.certified
        return Fate.USED if used else Fate.UNUSED

    return fate

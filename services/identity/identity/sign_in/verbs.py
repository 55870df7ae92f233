"""The verbs of signing in: logins, passwords and tokens."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from chassis.documents import StoreUnreachable
from chassis.security import Session
from chassis.store import Gather, Store, Stored, no_facts
from contracts.identity import OfficerEvent
from contracts.origin import Origin
from contracts.refusal import Category, Refusal, Rule, refuse
from contracts.values import PersonId
from identity.officers.domain.account import AskReset, ask_reset, change_password, open_login, reset_login
from identity.officers.domain.officer import Officer
from identity.officers.facts import OfficerFacts
from identity.sign_in.devices import Devices
from identity.sign_in.issuing import Issuing, Token
from identity.sign_in.logins import WRONG_LOGIN, Login, Logins
from identity.sign_in.passwords import UNCHANGED, check_password
from identity.sign_in.seen import Doorkeeper, Outcome

NOT_YOURS = Rule("identity/not-your-login", "只能修改本人的密码", category=Category.NOT_ALLOWED)


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """Open logins, change and reset passwords, and issue tokens; each is a fact in the history of the officer.

    Login or password are written first, and note by which cause: a repeat after a crash in between finds them there.
    They count once their fact is there; where the fact is refused after all, they are taken back.
    """

    officers: Store[Officer, OfficerEvent]
    facts: OfficerFacts
    logins: Logins
    issuing: Issuing
    devices: Devices
    door: Doorkeeper

    async def sign_in(self, name: str, password: str, address: str) -> tuple[Login, Officer]:
        """The login and its person; refuses a wrong password, like it what does not count."""
        await self.logins.settle(name, self._facts_of)
        login = await self.logins.check(name, password, address)
        officer = (await self.officers.read(login.person)).state
        await self.logins.settle(name, self._facts_of)
        if officer.closed or not login.counts(officer) or not await self.logins.still(name, login):
            refuse(WRONG_LOGIN)
        await self.door.record(login.person, Outcome.SIGNED_IN)
        return login, officer

    async def open(self, id: PersonId, name: str, password: str, who: Origin, *, must_change: bool = True) -> None:
        """Open the one login of a person, who sets a password of their own at the first sign-in."""
        check_password(password, name)
        gather = partial(self.facts.of_opening, id=id)
        await self.officers.change(id, open_login, None, replace(who, dry_run=True), gather)
        if who.dry_run or (await self._done(id, who) and await self.logins.has(id)):
            return
        await self.logins.open(name, id, password, who.cause, must_change=must_change)
        try:
            await self.officers.change(id, open_login, None, who, gather)
        except Refusal:
            await self.logins.take_back(name, id, who.cause)
            raise

    async def ask_reset(self, id: PersonId, command: AskReset, who: Origin) -> Stored[Officer]:
        await self.logins.of(id)
        return await self.officers.change(id, ask_reset, command, who, partial(self.facts.of_login, id=id))

    async def reset(self, id: PersonId, password: str, who: Origin) -> Stored[Officer]:
        """Set the password that another administrator asked to reset; the person sets their own at the next sign-in."""
        name, gather = await self.logins.of(id), partial(self.facts.of_reset, id=id)
        check_password(password, name)
        foreseen = await self.officers.change(id, reset_login, None, replace(who, dry_run=True), gather)
        if who.dry_run:
            return foreseen
        if not await self._done(id, who):
            await self.logins.keep_password(id, name, password, who.cause, must_change=True)
        return await self._founded(id, name, reset_login, None, who, gather)

    async def change_password(self, given: str | None, old: str, new: str, address: str, who: Origin) -> Token | None:
        """A token of the session that begins, None for a dry run; refuses another's login. A repeat tries no password.

        The device that the caller's token is bound to stays signed in.
        """
        session = (await self.session_of(who.actor)).number
        name = given or await self.logins.of(who.actor)
        if not await self._done(who.actor, who):
            await self.logins.settle(name, self._facts_of)
            login = await self.logins.check(name, old, address)
            if login.person != who.actor:
                refuse(NOT_YOURS)
            if new == old:
                refuse(UNCHANGED)
            check_password(new, name)
            if who.dry_run:
                return None
            await self.logins.keep_password(login.person, name, new, who.cause, must_change=False)
        changed = await self._founded(who.actor, name, change_password, session, who, no_facts)
        return await self._going_on(changed.state, who)

    async def _going_on(self, officer: Officer, who: Origin) -> Token:
        """A token with the own password, for the device of the caller if there is one."""
        if who.device:
            await self.devices.go_on(who.device, officer.session)
        login = await self.logins.own(who.actor)
        return await self.issuing.token(replace(login, must_change=False), officer, who.device)

    async def _founded[C, F](
        self,
        id: PersonId,
        name: str,
        decide: Callable[[Officer, C, F], list[OfficerEvent]],
        command: C,
        who: Origin,
        gather: Gather[Officer, C, F],
    ) -> Stored[Officer]:
        """Record the fact of a password that is kept, and put it in force; drop one whose fact is refused."""
        try:
            changed = await self.officers.change(id, decide, command, who, gather)
        except Refusal as refusal:
            if refusal.rule.category is not Category.UNAVAILABLE:
                await self.logins.to_be.drop(name.lower(), who.cause)
            raise
        with suppress(StoreUnreachable):  # the next sign-in does it; a repeat would come with a session that has ended
            await self.logins.settle(name, self._facts_of)
        return changed

    async def _facts_of(self, person: PersonId) -> dict[str, int]:
        """The causes that the person's history knows, each with its newest sequence."""
        return {record["cause"]: record["sequence"] for record in await self.officers.history(person)}

    async def has_login(self, person: PersonId) -> bool:
        found = await self.officers.find(person)
        return found is not None and await self.logins.serves(found)

    async def session_of(self, person: PersonId) -> Session:
        """What of the person's tokens is void; nothing for somebody without an account."""
        found = await self.officers.find(person)
        if found is None:
            return Session()
        return Session(found.state.session, frozenset(one.device for one in found.state.devices_ended))

    async def _done(self, id: PersonId, who: Origin) -> bool:
        """Tell whether the officer's history knows the cause."""
        loaded = await self.officers.load(id, who.cause)
        return loaded is not None and loaded.request is not None

"""The verbs of clues, and the aggregate as it is stored."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from cases.clues.domain import (
    HAS_OTHERS,
    JOINED_BACK,
    TAKEN,
    Clue,
    ClueFacts,
    RegisterClue,
    SetClueAside,
    TakeClue,
    clue_work,
    due,
    evolve,
    register_clue,
    set_clue_aside,
    take_clue,
    tick,
)
from cases.clues.holdings import clue_id, setting_aside
from cases.clues.sight import check_own
from cases.days.domain import DONE_AT
from cases.powers.domain.power import Power
from chassis.consuming import RowCache
from chassis.deadlines import Claims, Joining, claim_then_decide
from chassis.documents import ends_of
from chassis.http import key_of
from chassis.store import Aggregate, Gather, Listed, Store, Stored
from contracts.cases import ClueEvent, ClueSource
from contracts.identity.holder import Holder
from contracts.origin import Origin
from contracts.values import Role, TownshipCode


def found_by(clue: Clue) -> list[str]:
    """Return the texts by which a clue is found: where it is about."""
    return ends_of(clue.registered.place)


def listed(clue: Clue) -> Listed:
    """Return what lists of clues filter by."""
    return {"stage": clue.stage.value, "open": clue.open, "late": clue.late}


CLUE = Aggregate(
    kind="clue",
    state=Clue,
    event=ClueEvent,
    evolve=evolve,
    due=due,
    work_items=clue_work,
    indexes=("registered.township", "registered.received_on"),
    found_by=found_by,
    listed=listed,
)

type HeldBy = Callable[[TownshipCode, date], Awaitable[list[Power]]]
type Decision[C] = Callable[[Clue, C, ClueFacts], list[ClueEvent]]


@dataclass(frozen=True, kw_only=True)
class Clues:
    """Register clues, set them aside, and mark those from which a case was filed.

    `claims` are on answering a clue and on joining it to another one; `held_by` gives what a township may use on a day.
    """

    store: Store[Clue, ClueEvent]
    officers: RowCache[Holder]
    check_days: int
    done_days: int
    claims: Claims
    held_by: HeldBy

    async def register(self, command: RegisterClue, who: Origin) -> Stored[Clue]:
        """The id is made of the command's key."""
        id = f"clue-{key_of(who)}"
        return await self.store.create(id, register_clue, command, who, partial(self.gather, id))

    async def change[C](self, id: str, decide: Decision[C], command: C, who: Origin) -> Stored[Clue]:
        return await self.store.change(id, decide, command, who, partial(self.gather, id))

    async def set_aside(self, id: str, command: SetClueAside, who: Origin) -> Stored[Clue]:
        """Set a clue aside, unless a case is filed from it, or others are joined to it, at the same time.

        The clue is asked for dry before it is joined, so that a refusal leaves nothing claimed.
        """
        gather = partial(self.gather, id)
        joining = Joining(claims=self.claims, has_others=HAS_OTHERS, is_joined=JOINED_BACK)

        async def claim(foreseen: Clue, who: Origin) -> Gather[Clue, SetClueAside, ClueFacts]:
            take = partial(self.claims.take, clue_id(id), setting_aside(id), TAKEN)
            await take(replace(who, dry_run=True))
            if command.same_as:
                await joining.take(id, command.same_as, who)
            await take(who)
            return gather

        return await claim_then_decide(self.store.change, id, set_clue_aside, command, who, gather, claim)

    async def take(self, id: str, command: TakeClue, who: Origin) -> Stored[Clue]:
        return await self.change(id, take_clue, command, who)

    async def gather(self, id: str, clue: Clue | None, command: object, who: Origin) -> ClueFacts:
        """Load what decisions on clues rest on; officers deal with the clues of their own township."""
        if clue:
            check_own(clue, who)
        DONE_AT.check(who, [clue.registered] if clue else [], self.done_days)
        if not isinstance(command, SetClueAside):
            return await self.facts(id, who)
        same = await self.store.find(command.same_as) if command.same_as else None
        return await self.facts(id, who, held=True, same=same.state if same else None, joins=same is not None)

    async def asked(self, id: str, clue: Clue, similar: Sequence[str], who: Origin) -> ClueFacts:
        """Load what the steps of a clue rest on, whoever asks for them."""
        return await self.facts(id, who, held=True, joins=bool(similar))

    async def facts(
        self, id: str, who: Origin, *, held: bool = False, same: Clue | None = None, joins: bool = False
    ) -> ClueFacts:
        """Gather the facts; `held`: with what identity says of the caller's certificate, `joins`: with those joined."""
        holders = await self.officers.of([who.certificate]) if held and who.certificate else {}
        return ClueFacts(
            id=id,
            on=who.on,
            recorded_on=who.recorded_on,
            source=source_of(who),
            body=who.agency,
            caller=who.certificate,
            holders={number: row.row for number, row in holders.items()},
            rests_on=tuple(row.rests_on for row in holders.values()),
            same=same,
            has_others=bool(joins and await self.store.where({"state.set_aside.same_as": id}, limit=1)),
            check_days=self.check_days,
        )

    async def today(self, clue: Clue | None, command: None, who: Origin) -> date:
        return who.on

    async def tick(self, id: str, who: Origin) -> Stored[Clue]:
        """Flag a clue that lay too long."""
        return await self.store.change(id, tick, None, who, self.today)


def source_of(who: Origin) -> ClueSource:
    """Return the source of a clue that this caller records."""
    if Role.HOTLINE in who.roles:
        return ClueSource.HOTLINE
    return ClueSource.SUPERVISOR if Role.SUPERVISOR in who.roles else ClueSource.PATROL

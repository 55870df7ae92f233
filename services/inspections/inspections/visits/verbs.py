"""Commands on visits, and reading one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date

from chassis.deadlines import claim_then_decide
from chassis.documents import ends_of
from chassis.store import Aggregate, Gather, Listed, Store, Stored
from contracts.inspections import VisitEvent, VisitOpened
from contracts.origin import Origin
from contracts.values import Sha256, SocialCreditCode, VisitId
from inspections.caps.domain.cap import ClaimPlace
from inspections.pictures import Pictures
from inspections.sight import check_body, check_takes_part
from inspections.visits.domain import visit, waiting
from inspections.visits.domain.assigning import AssignVisit, assign_visit
from inspections.visits.domain.facts import Facts, VisitCommand
from inspections.visits.domain.reserved import Reserved
from inspections.visits.domain.visit import Visit
from inspections.visits.domain.visiting import OpenVisit, flag_overdue, open_visit
from inspections.visits.domain.withdrawing import WithdrawVisit, withdraw_visit
from inspections.visits.facts import VisitFacts


def found_by(visit: Visit) -> list[str]:
    """Return the texts by which a visit is found: the firm's code; its name stands in the register."""
    return ends_of(visit.assigned.firm)


def listed(visit: Visit) -> Listed:
    """Return what lists of visits filter by; one that is over is open while anything waits."""
    waits, late = bool(waiting.work_items(visit)), waiting.late(visit)
    return {"stage": visit.stage.value, "open": waits, "late": late, "withheld_from": sorted(visit.recused)}


VISIT = Aggregate(
    kind="visit",
    shape=5,
    state=Visit,
    event=VisitEvent,
    evolve=visit.evolve,
    due=waiting.due,
    work_items=waiting.work_items,
    indexes=("assigned.township", "assigned.firm", "assigned.officers", "assigned.draw", "assigned.inspect_until"),
    found_by=found_by,
    listed=listed,
    listed_form=2,
)

type Decision[C] = Callable[[Visit, C, Facts], list[VisitEvent]]
type ClaimVerb = Callable[[ClaimPlace, Origin], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Visits:
    """Assign, open and change visits; `claim_place` takes a place under the firm's yearly cap.

    `rules` names the version of the rules by which they are judged.
    """

    store: Store[Visit, VisitEvent]
    facts: VisitFacts
    claim_place: ClaimVerb
    pictures: Pictures
    rules: Sha256

    async def read(self, id: VisitId, who: Origin) -> Stored[Visit]:
        """Read a visit; refuses another body's as unknown."""
        stored = await self.store.read(id)
        check_body(stored.state.assigned.body, who)
        check_takes_part(stored.state.recused, who)
        return stored

    async def assign(self, id: str, command: AssignVisit, who: Origin) -> None:
        """Assign a visit that a draw or a task calls for."""
        await self.store.create(id, assign_visit, command, who, self.facts.gather_to_assign)

    async def withdraw(self, id: str, command: WithdrawVisit, who: Origin) -> None:
        """Take back a visit whose task was withdrawn; one that was never assigned stays unassigned."""
        if await self.store.find(id):
            await self.store.change(id, withdraw_visit, command, who, today)

    async def change[C: VisitCommand](self, id: VisitId, decide: Decision[C], command: C, who: Origin) -> Stored[Visit]:
        """Decide on a command on a visit and write what it leads to."""
        return await self.store.change(id, decide, command, who, self.facts.gather)

    async def show[C: VisitCommand](self, id: VisitId, decide: Decision[C], command: C, who: Origin) -> Stored[Visit]:
        """Decide on what pictures show, if there are any, once they show no other visit or patrol."""
        if not command.files():
            return await self.change(id, decide, command, who)

        async def claim(foreseen: Visit, who: Origin) -> Gather[Visit, C, Facts]:
            # None of them is taken before all can be had: what is refused leaves no picture behind.
            for asking in (replace(who, dry_run=True), who):
                for picture in command.files():
                    take = self.pictures.quote if picture in command.quoted() else self.pictures.take
                    await take(picture, id, asking)
            return self.facts.gather_holding(Reserved.PICTURE, *command.files())

        return await claim_then_decide(self.store.change, id, decide, command, who, self.facts.as_granted, claim)

    async def open(self, id: VisitId, command: OpenVisit, who: Origin) -> Stored[Visit]:
        """Open a visit once it has a place under the cap, so that two openings can't share the last one."""

        async def claim(foreseen: Visit, who: Origin) -> Gather[Visit, OpenVisit, Facts]:
            opened = foreseen.opened
            if opened is None or not opened.counted:
                return self.facts.gather
            await self.claim_place(place_of(id, foreseen, opened), who)
            return self.facts.gather_holding(Reserved.CAP, str(opened.opened_on.year))

        return await claim_then_decide(self.store.change, id, open_visit, command, who, self.facts.as_granted, claim)

    async def tick(self, id: str, who: Origin) -> None:
        """Flag what is late, once its last day has passed."""
        await self.store.change(id, flag_overdue, None, who, today)


async def today(visit: Visit | None, command: object, who: Origin) -> date:
    return who.on


def place_of(id: str, visit: Visit, opened: VisitOpened) -> ClaimPlace:
    """The place that the visit takes under its firm's cap, in the year in which it began."""
    assigned = visit.assigned
    return ClaimPlace(
        visit=id,
        firm=assigned.firm,
        body=assigned.body,
        kind=assigned.kind,
        reason=visit.reason,
        on=opened.opened_on,
    )


def firm_in(visits: Store[Visit, VisitEvent]) -> Callable[[str], Awaitable[SocialCreditCode | None]]:
    """Return how to tell the firm of a visit; None for what is none."""

    async def firm(id: str) -> SocialCreditCode | None:
        found = await visits.find(id)
        return found.state.assigned.firm if found else None

    return firm

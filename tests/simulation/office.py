"""Box-office service for tests: each seat is sold once, tickets have a deadline, decisions need a second document."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from libs.chassis.tests.box_office import (
    HALL,
    TICKET,
    Facts,
    Hall,
    LendHall,
    OpenHall,
    Seat,
    Sell,
    Ticket,
    flag_overdue,
    open_hall,
    seat,
    sell,
)
from libs.chassis.tests.language import HallEvent, TicketEvent, TicketSeated

from chassis.deadlines import Claims, Fate
from chassis.http import key_of
from chassis.process import Parts
from chassis.recovery import Reclaimed, facts
from chassis.store import Store
from contracts.origin import Origin
from contracts.refusal import Rule

SEAT_TAKEN = Rule("tests/seat-taken", "{holder} 已占")

type Decision[C] = Callable[[Ticket, C, Facts], list[TicketEvent]]
type HallDecision[C] = Callable[[Hall, C, Facts], list[HallEvent]]


@dataclass(frozen=True, kw_only=True)
class Office:
    """The box office; `linger` melays the gathering of facts, sometimes for long."""

    halls: Store[Hall, HallEvent]
    tickets: Store[Ticket, TicketEvent]
    claims: Claims
    linger: Callable[[], Awaitable[None]]

    async def open_hall(self, id: str, command: OpenHall, who: Origin) -> None:
        await self.halls.create(id, open_hall, command, who, self.of_hall)

    async def change_hall[C](self, id: str, decide: HallDecision[C], command: C, who: Origin) -> None:
        await self.halls.change(id, decide, command, who, self.of_hall)

    async def sell(self, command: Sell, who: Origin) -> None:
        await self.tickets.create(f"ticket-{key_of(who)}", sell, command, who, self.of_ticket)

    async def change[C](self, id: str, decide: Decision[C], command: C, who: Origin) -> Ticket:
        return (await self.tickets.change(id, decide, command, who, self.of_ticket)).state

    async def seat(self, id: str, command: Seat, who: Origin) -> None:
        """Seat the ticket: decide dry, claim the seat, then decide."""
        ticket = await self.change(id, seat, command, replace(who, dry_run=True))
        await self.claims.take(claim_id(ticket.sold.hall, command.seat), f"{id}/{command.seat}", SEAT_TAKEN, who)
        await self.change(id, seat, command, who)

    async def flag_overdue(self, id: str, who: Origin) -> None:
        await self.tickets.change(id, flag_overdue, None, who, self.of_ticket)

    async def of_hall(self, state: Hall | None, command: object, who: Origin) -> Facts:
        known = isinstance(command, LendHall) and await self.tickets.find(command.ticket) is not None
        return Facts(who.on, known=known)

    async def of_ticket(self, state: Ticket | None, command: object, who: Origin) -> Facts:
        name = command.hall if isinstance(command, Sell) else state.sold.hall if state else ""
        found = await self.halls.find(name) if command else None
        await self.linger()
        return Facts(who.on, hall=found.state if found else None)


def claim_id(hall: str, number: int) -> str:
    return f"claim-{hall}-{number}"


def assemble(parts: Parts, linger: Callable[[], Awaitable[None]]) -> Office:
    tickets = parts.store(TICKET)

    async def fate(claimant: str) -> Fate:
        """Return the fate of a claimant, a ticket and a seat; once seated or closed it will sit nowhere else."""
        id, _, number = claimant.rpartition("/")
        found = await tickets.find(id)
        if found is None or not (found.state.seated or found.state.closed):
            return Fate.OPEN
        here = found.state.seated and found.state.seated.seat == int(number)
        return Fate.USED if here else Fate.UNUSED

    service = Office(halls=parts.store(HALL), tickets=tickets, claims=parts.claims(fate), linger=linger)
    parts.tick(service.tickets, service.flag_overdue)
    return service


async def reclaim(service: Office) -> Reclaimed:
    """Reclaim after a restore: each seat belongs to the ticket seated there."""
    reclaimed = Reclaimed()
    async for fact in facts(service.tickets, TicketSeated):
        id = claim_id(fact.record["data"]["hall"], fact.record["data"]["seat"])
        claimant = f"{fact.id}/{fact.record['data']['seat']}"
        reclaimed.count(id, claimant, await service.claims.reclaim(id, claimant, fact.who))
    return reclaimed

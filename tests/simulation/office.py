"""The box office: a service with a cap (each seat once), a deadline, and facts from a second document."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date

from tests.simulation.language import (
    HallEvent,
    HallLent,
    HallNamed,
    HallOpened,
    HallShut,
    TicketClosed,
    TicketEvent,
    TicketNoted,
    TicketOverdue,
    TicketSeated,
    TicketSold,
)

from chassis.deadlines import Claims, Fate
from chassis.http import key_of
from chassis.process import Parts
from chassis.recovery import Reclaimed, facts
from chassis.store import Aggregate, Store
from contracts.calendar import WorkingDays
from contracts.folding import Landing
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse

NO_HALL = Rule("sim/no-hall", "没有 {hall}", category=Category.UNKNOWN)
NO_TICKET = Rule("sim/no-ticket", "没有 {ticket}", category=Category.UNKNOWN)
SHUT = Rule("sim/shut", "{hall} 已关闭")
CLOSED = Rule("sim/closed", "已结束")
SEATED = Rule("sim/seated", "已入座")
NO_SEAT = Rule("sim/no-seat", "没有这个座位")
SEAT_TAKEN = Rule("sim/seat-taken", "{holder} 已占")


@dataclass(frozen=True, kw_only=True)
class Hall:
    opened: HallOpened
    named: HallNamed | None = None
    lent: tuple[HallLent, ...] = ()
    shut: HallShut | None = None


@dataclass(frozen=True, kw_only=True)
class Ticket:
    sold: TicketSold
    noted: tuple[TicketNoted, ...] = ()
    seated: TicketSeated | None = None
    closed: TicketClosed | None = None
    overdue: TicketOverdue | None = None


def due(ticket: Ticket, calendar: WorkingDays) -> date | None:
    return None if ticket.closed or ticket.overdue else ticket.sold.use_by


HALL = Aggregate(kind="hall", state=Hall, event=HallEvent, evolve=Landing(Hall))
TICKET = Aggregate(kind="ticket", state=Ticket, event=TicketEvent, evolve=Landing(Ticket), due=due)


@dataclass(frozen=True)
class Facts:
    """`hall` as it was when they were gathered: another document, which may change in between."""

    on: date
    hall: Hall | None = None
    known: bool = False


@dataclass(frozen=True)
class OpenHall:
    seats: int


@dataclass(frozen=True)
class NameHall:
    name: str


@dataclass(frozen=True)
class LendHall:
    ticket: str


@dataclass(frozen=True)
class ShutHall:
    pass


@dataclass(frozen=True)
class Sell:
    hall: str
    use_by: date
    buyer: str = "王老五"


@dataclass(frozen=True)
class Note:
    text: str


@dataclass(frozen=True)
class Seat:
    seat: int


@dataclass(frozen=True)
class Close:
    pass


def open_hall(command: OpenHall, facts: Facts) -> list[HallEvent]:
    return [HallOpened(seats=command.seats)]


def name_hall(hall: Hall, command: NameHall, facts: Facts) -> list[HallEvent]:
    """Comes to nothing if it is called so."""
    return [] if hall.named and hall.named.name == command.name else [HallNamed(name=command.name)]


def lend_hall(hall: Hall, command: LendHall, facts: Facts) -> list[HallEvent]:
    if not facts.known:
        refuse(NO_TICKET, ticket=command.ticket)
    return [HallLent(ticket=command.ticket)]


def shut_hall(hall: Hall, command: ShutHall, facts: Facts) -> list[HallEvent]:
    return [] if hall.shut else [HallShut()]


def sell(command: Sell, facts: Facts) -> list[TicketEvent]:
    check_open(command.hall, facts)
    return [TicketSold(hall=command.hall, use_by=command.use_by, buyer=command.buyer)]


def note(ticket: Ticket, command: Note, facts: Facts) -> list[TicketEvent]:
    """Comes to nothing if it says what the last one says; two events for a long one."""
    if ticket.noted and ticket.noted[-1].text == command.text:
        return []
    check_open(ticket.sold.hall, facts)
    more = [TicketNoted(text=f"{command.text}+")] if command.text.endswith("…") else []
    return [TicketNoted(text=command.text), *more]


def seat(ticket: Ticket, command: Seat, facts: Facts) -> list[TicketEvent]:
    check_going_on(ticket)
    hall = check_open(ticket.sold.hall, facts)
    if ticket.seated:
        refuse(SEATED)
    if command.seat > hall.opened.seats:
        refuse(NO_SEAT)
    return [TicketSeated(hall=ticket.sold.hall, seat=command.seat)]


def close(ticket: Ticket, command: Close, facts: Facts) -> list[TicketEvent]:
    check_going_on(ticket)
    return [TicketClosed()]


def flag_overdue(ticket: Ticket, command: None, facts: Facts) -> list[TicketEvent]:
    if ticket.closed or ticket.overdue or facts.on <= ticket.sold.use_by:
        return []
    return [TicketOverdue(use_by=ticket.sold.use_by)]


def check_going_on(ticket: Ticket) -> None:
    if ticket.closed:
        refuse(CLOSED)


def check_open(name: str, facts: Facts) -> Hall:
    hall = facts.hall or refuse(NO_HALL, hall=name)
    if hall.shut:
        refuse(SHUT, hall=name)
    return hall


type Decision[C] = Callable[[Ticket, C, Facts], list[TicketEvent]]
type HallDecision[C] = Callable[[Hall, C, Facts], list[HallEvent]]


@dataclass(frozen=True, kw_only=True)
class Office:
    """`linger`: gathering facts takes its time, now and then a long one."""

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
        """Decided dry, then the seat is claimed, then the ticket has it."""
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
        """A claimant is a ticket and a seat; once it sits, or is closed, it will sit nowhere else."""
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
    """After a restore: every seat belongs to the ticket that sits on it."""
    reclaimed = Reclaimed()
    async for fact in facts(service.tickets, TicketSeated):
        id = claim_id(fact.record["data"]["hall"], fact.record["data"]["seat"])
        claimant = f"{fact.id}/{fact.record['data']['seat']}"
        reclaimed.count(id, claimant, await service.claims.reclaim(id, claimant, fact.who))
    return reclaimed

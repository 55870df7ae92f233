"""The domain that tests run on: a box office opens halls, sells tickets for them, and seats their holders."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from libs.chassis.tests.language import (
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

from chassis.store import Aggregate
from contracts.calendar import WorkingDays
from contracts.folding import Landing
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import PersonId
from contracts.work_items import WorkItem

BUYER = "王老五"
NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)

NO_HALL = Rule("tests/no-hall", "没有 {hall}", category=Category.UNKNOWN)
NO_TICKET = Rule("tests/no-ticket", "没有 {ticket}", category=Category.UNKNOWN)
SHUT = Rule("tests/shut", "{hall} 已关闭")
CLOSED = Rule("tests/closed", "已结束")
SEATED = Rule("tests/seated", "已入座")
NO_SEAT = Rule("tests/no-seat", "没有这个座位")


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
    last = ticket.sold.use_by
    return None if ticket.closed or ticket.overdue or last is None else calendar.next_working(last)


def work_items(ticket: Ticket) -> list[WorkItem]:
    return [] if ticket.closed else [WorkItem(who="usher", what="seat", until=ticket.sold.use_by)]


land = Landing(Ticket)


def evolve(ticket: Ticket | None, event: TicketEvent) -> Ticket:
    return land(ticket, event)


HALL = Aggregate(kind="hall", state=Hall, event=HallEvent, evolve=Landing(Hall))
TICKET = Aggregate(
    kind="ticket",
    state=Ticket,
    event=TicketEvent,
    evolve=evolve,
    due=due,
    work_items=work_items,
    indexes=("sold.price",),
)


@dataclass(frozen=True)
class Facts:
    """`hall` as it was when the facts were gathered: another document, which may change in between."""

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
    hall: str = "hall-1"
    use_by: date | None = None
    price: int = 1
    buyer: str = BUYER


@dataclass(frozen=True)
class Note:
    text: str


@dataclass(frozen=True)
class Seat:
    seat: int


@dataclass(frozen=True)
class Close:
    """`on` is the day of the command unless given."""

    on: date | None = None
    signature: str = BUYER


def open_hall(command: OpenHall, facts: Facts) -> list[HallEvent]:
    return [HallOpened(seats=command.seats)]


def name_hall(hall: Hall, command: NameHall, facts: Facts) -> list[HallEvent]:
    """Name the hall; no event if that is its name."""
    return [] if hall.named and hall.named.name == command.name else [HallNamed(name=command.name)]


def lend_hall(hall: Hall, command: LendHall, facts: Facts) -> list[HallEvent]:
    if not facts.known:
        refuse(NO_TICKET, ticket=command.ticket)
    return [HallLent(ticket=command.ticket)]


def shut_hall(hall: Hall, command: ShutHall, facts: Facts) -> list[HallEvent]:
    return [] if hall.shut else [HallShut()]


def sell(command: Sell, facts: Facts) -> list[TicketEvent]:
    check_open(command.hall, facts)
    return [TicketSold(hall=command.hall, price=command.price, use_by=command.use_by, buyer=command.buyer)]


def note(ticket: Ticket, command: Note, facts: Facts) -> list[TicketEvent]:
    """Note on the ticket: no event if it repeats the last note, two for a long one."""
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
    return [TicketClosed(closed_on=command.on or facts.on, signature=command.signature)]


def flag_overdue(ticket: Ticket, command: None, facts: Facts) -> list[TicketEvent]:
    last = ticket.sold.use_by
    if ticket.closed or ticket.overdue or last is None or facts.on <= last:
        return []
    return [TicketOverdue(use_by=last)]


def check_going_on(ticket: Ticket) -> None:
    if ticket.closed:
        refuse(CLOSED)


def check_open(name: str, facts: Facts) -> Hall:
    hall = facts.hall or refuse(NO_HALL, hall=name)
    if hall.shut:
        refuse(SHUT, hall=name)
    return hall


OPEN_HALL = Hall(opened=HallOpened(seats=2))


async def at_an_open_hall(state: object, command: object, who: Origin) -> Facts:
    """Return facts with an open hall of any name, for tests without halls."""
    return Facts(who.on, hall=OPEN_HALL)


def note_twice(ticket: Ticket, command: Note, facts: Facts) -> list[TicketEvent]:
    return [*note(ticket, command, facts), TicketNoted(text=f"{command.text}+")]


def note_north(ticket: Ticket, command: Note, facts: Facts) -> list[TicketEvent]:
    """Note "north"; no event for any other text."""
    return note(ticket, command, facts) if command.text == "north" else []


def sell_or_note(ticket: Ticket | None, command: Note, facts: Facts) -> list[TicketEvent]:
    return note(ticket, command, facts) if ticket else sell(Sell(), facts)


def asked(
    cause: str, request: str = "r", *, expected: int | None = None, dry_run: bool = False, at: datetime = NOW
) -> Origin:
    """Return the origin of a person's request with a key of its own."""
    return Origin(
        actor=PersonId("officer-1"),
        agency="130624100",
        township="130624100",
        cause=f"http:officer-1:{cause}",
        request=request,
        at=at,
        expected=expected,
        dry_run=dry_run,
    )

"""A service that listens to the box office: rows with counts, files and boards of its own that follow foreign facts."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from libs.chassis.tests.language import (
    TICKETS,
    BoardEvent,
    BoardHung,
    BoardLent,
    BoardNamed,
    BoardTaken,
    FileBegun,
    FileDeclined,
    FileEvent,
    FileExtended,
    FileFinished,
    FileFlagged,
    FileStamped,
    FileUrged,
    HallLent,
    HallNamed,
    HallOpened,
    HallShut,
    TicketClosed,
    TicketNoted,
    TicketOverdue,
    TicketSeated,
    TicketSold,
)

from chassis.consuming import Reactions, Rows, RowStore
from chassis.process import Parts
from chassis.store import Aggregate, Store
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.folding import Landing
from contracts.origin import Origin
from contracts.refusal import Category, Refusal, Rule, refuse

NO_BOARD = Rule("tests/no-board", "没有 {hall} 的告示牌", category=Category.UNKNOWN)
NO_ROW = Rule("tests/no-row", "没有 {ticket}", category=Category.UNKNOWN)
NOT_FLAGGED = Rule("tests/not-flagged", "未标记，不能办结")


@dataclass(frozen=True)
class TicketRow:
    hall: str
    status: str = "sold"
    seat: int = 0
    notes: tuple[str, ...] = ()
    overdue: bool = False


def advance(row: TicketRow | None, event: Event, envelope: Envelope) -> TicketRow | None:
    match event:
        case TicketSold():
            return TicketRow(event.hall)
        case TicketNoted() if row:
            return replace(row, notes=(*row.notes, event.text))
        case TicketSeated() if row:
            return replace(row, status="seated", seat=event.seat)
        case TicketClosed() if row:
            return replace(row, status="closed")
        case TicketOverdue() if row:
            return replace(row, overdue=True)
        case _:
            return row


def buckets(row: TicketRow) -> frozenset[str]:
    late = frozenset({f"late/{row.hall}"}) if row.overdue else frozenset()
    return frozenset({f"hall/{row.hall}", f"status/{row.status}"}) | late


TICKET_ROWS = Rows(
    collection="ticket_rows", row=TicketRow, topics=(TICKETS.name,), advance=advance, buckets=buckets, indexes=("hall",)
)


@dataclass(frozen=True, kw_only=True)
class Board:
    hung: BoardHung
    named: tuple[BoardNamed, ...] = ()
    lent: tuple[BoardLent, ...] = ()
    taken: BoardTaken | None = None


@dataclass(frozen=True, kw_only=True)
class File:
    begun: FileBegun
    flagged: FileFlagged | None = None
    extended: tuple[FileExtended, ...] = ()
    urged: FileUrged | None = None
    finished: FileFinished | None = None
    declined: FileDeclined | None = None
    stamped: tuple[FileStamped, ...] = ()


BOARD = Aggregate(kind="board", state=Board, event=BoardEvent, evolve=Landing(Board))
FILE = Aggregate(kind="file", state=File, event=FileEvent, evolve=Landing(File))


async def no_facts(state: object, command: object, who: Origin) -> None:
    """The decisions here need none."""


def hang(command: None, facts: None) -> list[BoardEvent]:
    return [BoardHung()]


def write_up(board: Board, fact: BoardEvent, facts: None) -> list[BoardEvent]:
    return [fact]


def begin(command: None, facts: None) -> list[FileEvent]:
    return [FileBegun()]


def enter_in(file: File, fact: FileEvent, facts: None) -> list[FileEvent]:
    return [fact]


def extend(file: File, note: FileExtended, facts: None) -> list[FileEvent]:
    """Extend; without effect before the flag, also when the event is heard again after it."""
    return [note] if file.flagged else []


def finish(file: File, command: None, facts: None) -> list[FileEvent]:
    if not file.flagged:
        refuse(NOT_FLAGGED)
    return [FileFinished()]


@dataclass(frozen=True, kw_only=True)
class Listener:
    """The listener; `spoil` raises while the reaction has a bug."""

    boards: Store[Board, BoardEvent]
    files: Store[File, FileEvent]
    tickets: RowStore[TicketRow]
    spoil: Callable[[str], None] = field(default=lambda id: None)

    async def stamp(self, id: str, stamp: str, who: Origin) -> None:
        await self.files.change(id, enter_in, FileStamped(stamp=stamp), who, no_facts)

    async def write(self, fact: BoardEvent, who: Origin) -> None:
        await self.boards.change(f"board-{who.subject}", write_up, fact, who, no_facts)

    async def file(self, fact: FileEvent, who: Origin) -> None:
        await self.files.change(f"file-{who.subject}", enter_in, fact, who, no_facts)


reaction = Reactions[Listener]()


@reaction
async def hall_opened(event: HallOpened, who: Origin, service: Listener) -> None:
    service.spoil(who.subject)
    await service.boards.create(f"board-{who.subject}", hang, None, who, no_facts)


@reaction
async def hall_named(event: HallNamed, who: Origin, service: Listener) -> None:
    service.spoil(who.subject)
    await service.write(BoardNamed(name=event.name), who)


@reaction
async def hall_lent(event: HallLent, who: Origin, service: Listener) -> None:
    """Hear of a lent hall, which has no row; the events after it must wait behind it all the same."""
    if await service.tickets.find(event.ticket) is None:
        refuse(NO_ROW, ticket=event.ticket)
    await service.write(BoardLent(ticket=event.ticket), who)


@reaction
async def hall_shut(event: HallShut, who: Origin, service: Listener) -> None:
    await service.write(BoardTaken(), who)


@reaction
async def ticket_sold(event: TicketSold, who: Origin, service: Listener) -> None:
    await service.files.create(f"file-{who.subject}", begin, None, who, no_facts)


@reaction
async def ticket_noted(event: TicketNoted, who: Origin, service: Listener) -> None:
    service.spoil(who.subject)
    await service.files.change(f"file-{who.subject}", extend, FileExtended(text=event.text), who, no_facts)


@reaction
async def ticket_seated(event: TicketSeated, who: Origin, service: Listener) -> None:
    if await service.boards.find(f"board-{event.hall}") is None:
        refuse(NO_BOARD, hall=event.hall)
    await service.file(FileFlagged(seat=event.seat), who)


@reaction
async def ticket_overdue(event: TicketOverdue, who: Origin, service: Listener) -> None:
    await service.file(FileUrged(), who)


@reaction
async def ticket_closed(event: TicketClosed, who: Origin, service: Listener) -> None:
    """Finish the file, or decline; a declined event is handled and holds up nothing."""
    id = f"file-{who.subject}"
    try:
        await service.files.change(id, finish, None, who, no_facts)
    except Refusal as refusal:
        if refusal.rule.category is not Category.UNLAWFUL:
            raise
        await service.file(FileDeclined(rule=refusal.rule.code), who)


def assemble(parts: Parts, spoil: Callable[[str], None]) -> Listener:
    return Listener(boards=parts.store(BOARD), files=parts.store(FILE), tickets=parts.rows(TICKET_ROWS), spoil=spoil)

"""A service that listens to the box office: it keeps rows of halls, and sells a ticket for each hall that is opened."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from libs.chassis.tests.box_office import Note, Sell, Ticket, asked, at_an_open_hall, note, sell
from libs.chassis.tests.doubles import tickets
from libs.chassis.tests.language import HALLS, HallEvent, HallNamed, HallOpened, TicketEvent

from chassis.consuming import Consuming, Parking, Reactions, Rows, RowStore
from chassis.documents import Documents
from chassis.kafka import Record
from chassis.kafka.record import Headers
from chassis.store import Store, enveloped, recorded
from contracts.envelope import Envelope
from contracts.event import Event, Registry
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse

UNKNOWN_NAME = Rule("tests/unknown-name", "没有 {name}", category=Category.UNKNOWN)


@dataclass(frozen=True)
class HallRow:
    name: str
    names: tuple[str, ...] = ()


def advance(row: HallRow | None, event: Event, envelope: Envelope) -> HallRow | None:
    match event:
        case HallOpened():
            return HallRow(event.name)
        case HallNamed() if row:
            return replace(row, name=event.name, names=(*row.names, event.name))
        case _:
            return row


def buckets(row: HallRow) -> frozenset[str]:
    return frozenset({f"name/{row.name}", "all"})


HALL_ROWS = Rows(
    collection="hall_rows", row=HallRow, topics=(HALLS.name,), advance=advance, buckets=buckets, indexes=("name",)
)


class Source:
    """The topic of the halls, as the box office fills it."""

    def __init__(self) -> None:
        self.offset = 0
        self.heads: dict[str, tuple[int, str]] = {}

    def event(self, hall: str, event: Event) -> Record:
        """Return the next event of a hall."""
        sequence, head = self.heads.get(hall, (0, ""))
        kept = recorded([event], asked(f"{hall}-{sequence}"), sequence, head)[0]
        self.heads[hall] = (kept["sequence"], kept["digest"])
        envelope = enveloped(kept, hall, "elsewhere")
        return self.raw(hall.encode(), envelope.value(), tuple((name, value) for name, value in envelope.headers()))

    def opened(self, hall: str, name: str = "north") -> Record:
        return self.event(hall, HallOpened(seats=2, name=name))

    def named(self, hall: str, name: str = "south") -> Record:
        return self.event(hall, HallNamed(name=name))

    def raw(self, key: bytes | None, value: bytes | None, headers: Headers) -> Record:
        self.offset += 1
        return Record(HALLS.name, 0, self.offset, key, value, headers)

    def later(self, record: Record) -> Record:
        """Return the same record as it comes again at the end of the topic."""
        self.offset += 1
        return replace(record, offset=self.offset)


@dataclass
class Kiosk:
    """The listening service: what it handled, and its bug, `spoil`."""

    tickets: Store[Ticket, TicketEvent]
    handled: list[str] = field(default_factory=list)
    spoil: Callable[[str], None] = field(default=lambda name: None)
    names: set[str] | None = None

    async def hear(self, name: str, who: Origin) -> None:
        self.spoil(name)
        if self.names is not None and name not in self.names:
            refuse(UNKNOWN_NAME, name=name)
        self.handled.append(f"{who.subject}:{name}")


listening: Reactions[Kiosk] = Reactions()


@listening
async def hall_opened(event: HallOpened, who: Origin, service: Kiosk) -> None:
    await service.hear(event.name, who)
    await service.tickets.create(f"ticket-from-{who.subject}", sell, Sell(), who, at_an_open_hall)


@listening
async def hall_named(event: HallNamed, who: Origin, service: Kiosk) -> None:
    await service.hear(event.name, who)
    await service.tickets.change(f"ticket-from-{who.subject}", note, Note(event.name), who, at_an_open_hall)


def bug_in(name: str) -> Callable[[str], None]:
    def spoil(seen: str) -> None:
        if seen == name:
            raise RuntimeError(name)

    return spoil


def well(name: str) -> None:
    """Do nothing: the service has no bug."""


def no_pause(attempt: int) -> float:
    return 0.0


class Listener:
    """The service with its store, rows and parking, fed by the test."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self.kiosk = Kiosk(tickets(documents))
        self.rows = RowStore(HALL_ROWS, documents)
        self.parking = Parking(documents, "tests")
        registry = Registry.below(HallEvent)
        self.consuming = Consuming(self.kiosk, registry, listening, [self.rows], self.parking, no_pause)

    async def take(self, *records: Record) -> None:
        await self.consuming.take(records)

    async def parked(self) -> list[tuple[int, str, str]]:
        """Return offset, reason and detail of each parked record."""
        return [(record.offset, record.reason, record.detail) for record in await self.parking.listed()]

    async def names(self, hall: str) -> list[str]:
        """Return the names that the hall was given, as noted in the history of its ticket."""
        history = await self.kiosk.tickets.history(f"ticket-from-{hall}")
        return [record["data"]["text"] for record in history[1:]]

    async def row(self, hall: str) -> tuple[int, str]:
        row = await self.rows.find(hall)
        return (row.sequence, row.row.name) if row else (0, "")

    async def replay(self, offset: int) -> bool:
        return await self.parking.replay(f"tests/{HALLS.name}/0/{offset}")

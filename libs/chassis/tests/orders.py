"""A foreign language and a service that listens to it: orders arrive, and parcels are made of them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from libs.chassis.tests.doubles import parcels
from libs.chassis.tests.parcels import MoveTo, Parcel, ParcelEvent, Post, asked, move, no_facts, post

from chassis.consuming import Consuming, Parking, Reactions, Rows, RowStore
from chassis.documents import Documents
from chassis.kafka import Record
from chassis.kafka.record import Headers
from chassis.store import Store, enveloped, recorded
from contracts.envelope import Envelope
from contracts.event import Event, Registry
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.topics import Topic

ORDERS = Topic("tests.order", "elsewhere", ("tests",), partitions=3)
UNKNOWN_TOWN = Rule("orders/unknown-town", "没有 {town}", category=Category.UNKNOWN)


class OrderEvent(Event, topic=ORDERS):
    """What can happen to an order."""


class OrderPlaced(OrderEvent, type="tests.order-placed.v1", word="下单"):
    order: str
    town: str


class OrderMoved(OrderEvent, type="tests.order-moved.v1", word="改址"):
    order: str
    town: str


class OrderPraised(OrderEvent, type="tests.order-praised.v1", word="好评"):
    """Nobody in the service listens to it."""


@dataclass(frozen=True)
class OrderRow:
    town: str
    moves: tuple[str, ...] = ()


def advance(row: OrderRow | None, event: Event, envelope: Envelope) -> OrderRow | None:
    match event:
        case OrderPlaced():
            return OrderRow(event.town)
        case OrderMoved() if row:
            return replace(row, town=event.town, moves=(*row.moves, event.town))
        case _:
            return row


def buckets(row: OrderRow) -> frozenset[str]:
    return frozenset({f"town/{row.town}", "all"})


ORDER_ROWS = Rows(
    collection="orders", row=OrderRow, topics=(ORDERS.name,), advance=advance, buckets=buckets, indexes=("town",)
)


class Source:
    """The topic of the orders, as the service that owns them fills it."""

    def __init__(self) -> None:
        self.offset = 0
        self.heads: dict[str, tuple[int, str]] = {}

    def event(self, order: str, event: Event) -> Record:
        """The next event of an order."""
        sequence, head = self.heads.get(order, (0, ""))
        kept = recorded([event], asked(f"{order}-{sequence}"), sequence, head)[0]
        self.heads[order] = (kept["sequence"], kept["digest"])
        envelope = enveloped(kept, order, "elsewhere")
        return self.raw(order.encode(), envelope.value(), tuple((name, value) for name, value in envelope.headers()))

    def placed(self, order: str, town: str = "north") -> Record:
        return self.event(order, OrderPlaced(order=order, town=town))

    def moved(self, order: str, town: str = "south") -> Record:
        return self.event(order, OrderMoved(order=order, town=town))

    def raw(self, key: bytes | None, value: bytes | None, headers: Headers) -> Record:
        self.offset += 1
        return Record(ORDERS.name, 0, self.offset, key, value, headers)

    def later(self, record: Record) -> Record:
        """The same record as it comes again at the end of the topic."""
        self.offset += 1
        return replace(record, offset=self.offset)


@dataclass
class Shop:
    """The listening service: what it did, and what spoils it."""

    parcels: Store[Parcel, ParcelEvent]
    handled: list[str] = field(default_factory=list)
    spoil: Callable[[str], None] = field(default=lambda town: None)
    towns: set[str] | None = None

    async def hear(self, order: str, town: str, who: Origin) -> None:
        self.spoil(town)
        if self.towns is not None and town not in self.towns:
            refuse(UNKNOWN_TOWN, town=town)
        self.handled.append(f"{order}:{town}")


listening: Reactions[Shop] = Reactions()


@listening
async def order_placed(event: OrderPlaced, who: Origin, service: Shop) -> None:
    await service.hear(event.order, event.town, who)
    await service.parcels.create(f"parcel-from-{event.order}", post, Post(), who, no_facts)


@listening
async def order_moved(event: OrderMoved, who: Origin, service: Shop) -> None:
    await service.hear(event.order, event.town, who)
    await service.parcels.change(f"parcel-from-{event.order}", move, MoveTo(event.town), who, no_facts)


def no_pause(attempt: int) -> float:
    return 0.0


class Listener:
    """The service with its store, rows and parking, fed by the test."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self.shop = Shop(parcels(documents))
        self.rows = RowStore(ORDER_ROWS, documents)
        self.parking = Parking(documents, "tests")
        registry = Registry.below(OrderEvent)
        self.consuming = Consuming(self.shop, registry, listening, [self.rows], self.parking, no_pause)

    async def take(self, *records: Record) -> None:
        await self.consuming.take(records)

    async def parked(self) -> list[tuple[int, str, str]]:
        """Offset, reason and detail of each."""
        return [(it.offset, it.reason, it.detail) for it in await self.parking.listed()]

    async def towns(self, order: str) -> list[str]:
        """Where the parcel of an order was moved, by its history."""
        history = await self.shop.parcels.history(f"parcel-from-{order}")
        return [record["data"]["to"] for record in history[1:]]

    async def row(self, order: str) -> tuple[int, str]:
        row = await self.rows.find(order)
        return (row.sequence, row.row.town) if row else (0, "")

    async def replay(self, offset: int) -> bool:
        return await self.parking.replay(f"tests/{ORDERS.name}/0/{offset}")

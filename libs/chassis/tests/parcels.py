"""A small domain that the tests of the chassis run on: parcels are posted, moved and delivered."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from chassis.store import Aggregate
from contracts.calendar import WorkingDays
from contracts.event import Event
from contracts.folding import Landing
from contracts.origin import Origin
from contracts.personal import Personal
from contracts.refusal import Category, Rule, refuse
from contracts.topics import Topic
from contracts.values import PersonId
from contracts.work_items import WorkItem

PARCELS = Topic("tests.parcel", "tests", (), partitions=3)
SENDER = "王老五"
NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)

GONE = Rule("parcels/gone", "包裹 {to} 已经送达")
NOT_KNOWN = Rule("parcels/not-known", "没有 {to} 这个地方", category=Category.UNKNOWN)


class ParcelEvent(Event, topic=PARCELS):
    """What can happen to a parcel."""


class ParcelPosted(ParcelEvent, type="tests.parcel-posted.v1", word="寄出"):
    weight: int
    deliver_by: date | None = None
    sender: Personal[str]


class ParcelMoved(ParcelEvent, type="tests.parcel-moved.v1", word="转运"):
    to: str


class ParcelDelivered(ParcelEvent, type="tests.parcel-delivered.v1", word="妥投"):
    delivered_on: date
    signature: Personal[str]


class ParcelOverdue(ParcelEvent, type="tests.parcel-overdue.v1", word="逾期未投"):
    since: date


@dataclass(frozen=True, kw_only=True)
class Parcel:
    posted: ParcelPosted
    moved: tuple[ParcelMoved, ...] = ()
    delivered: ParcelDelivered | None = None
    overdue: ParcelOverdue | None = None


land = Landing(Parcel)


def evolve(parcel: Parcel | None, event: ParcelEvent) -> Parcel:
    return land(parcel, event)


def due(parcel: Parcel, calendar: WorkingDays) -> date | None:
    last = parcel.posted.deliver_by
    return None if parcel.delivered or parcel.overdue or last is None else calendar.next_working(last)


def work_items(parcel: Parcel) -> list[WorkItem]:
    return [] if parcel.delivered else [WorkItem(who="postman", what="deliver", until=parcel.posted.deliver_by)]


PARCEL = Aggregate(
    kind="parcel",
    state=Parcel,
    event=ParcelEvent,
    evolve=evolve,
    due=due,
    work_items=work_items,
    indexes=("posted.weight",),
)


@dataclass(frozen=True)
class Post:
    weight: int = 1
    deliver_by: date | None = None
    sender: str = SENDER


@dataclass(frozen=True)
class MoveTo:
    to: str


@dataclass(frozen=True)
class Deliver:
    on: date
    signature: str = SENDER


async def no_facts(state: object, command: object, who: Origin) -> Origin:
    """All that the decisions here need besides the state is who asks."""
    return who


def post(command: Post, facts: Origin) -> list[ParcelEvent]:
    return [ParcelPosted(weight=command.weight, deliver_by=command.deliver_by, sender=command.sender)]


def move(parcel: Parcel, command: MoveTo, facts: Origin) -> list[ParcelEvent]:
    if parcel.delivered:
        refuse(GONE, to=command.to)
    return [ParcelMoved(to=command.to)]


def move_twice(parcel: Parcel, command: MoveTo, facts: Origin) -> list[ParcelEvent]:
    return [*move(parcel, command, facts), ParcelMoved(to=f"{command.to}+")]


def move_to_the_north(parcel: Parcel, command: MoveTo, facts: Origin) -> list[ParcelEvent]:
    """Comes to nothing for any other direction."""
    return [ParcelMoved(to=command.to)] if command.to == "north" else []


def deliver(parcel: Parcel, command: Deliver, facts: Origin) -> list[ParcelEvent]:
    return [ParcelDelivered(delivered_on=command.on, signature=command.signature)]


def post_or_move(parcel: Parcel | None, command: MoveTo, facts: Origin) -> list[ParcelEvent]:
    return [ParcelMoved(to=command.to)] if parcel else [ParcelPosted(weight=1, sender=SENDER)]


def mark_overdue(parcel: Parcel, command: None, facts: Origin) -> list[ParcelEvent]:
    late = parcel.posted.deliver_by
    return [ParcelOverdue(since=late)] if late and facts.on > late and not parcel.delivered else []


def asked(
    cause: str, request: str = "r", *, expected: int | None = None, dry_run: bool = False, at: datetime = NOW
) -> Origin:
    """A person's request with a key of its own."""
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

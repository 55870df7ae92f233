"""Which function answers which event."""

import pytest
from libs.chassis.tests.orders import OrderEvent, OrderMoved, OrderPlaced
from libs.chassis.tests.parcels import asked

from chassis.consuming import Reactions
from contracts.event import Event
from contracts.origin import Origin

type Heard = list[str]


async def test_one_function_may_answer_several_kinds_of_event() -> None:
    reactions: Reactions[Heard] = Reactions()

    async def write_down(event: Event, who: Origin, heard: Heard) -> None:
        heard.append(event.type)

    for kind in (OrderPlaced, OrderMoved):
        reactions.register(kind, write_down)
    heard: Heard = []
    events: list[OrderEvent] = [OrderMoved(order="1", town="north"), OrderPlaced(order="1", town="north")]
    for event in events:
        await reactions.deliver(event, asked("1"), heard)
    assert heard == [OrderMoved.type, OrderPlaced.type]


async def test_two_functions_never_answer_one_kind_of_event() -> None:
    reactions: Reactions[Heard] = Reactions()

    @reactions
    async def order_placed(event: OrderPlaced, who: Origin, heard: Heard) -> None:
        """The first one."""

    async def another(event: Event, who: Origin, heard: Heard) -> None:
        """The second one."""

    with pytest.raises(TypeError, match="two reactions"):
        reactions.register(OrderPlaced, another)

"""Reactions are found by the class of the event."""

import pytest
from libs.chassis.tests.box_office import asked
from libs.chassis.tests.language import HallEvent, HallNamed, HallOpened

from chassis.consuming import Reactions
from contracts.event import Event
from contracts.origin import Origin

type Heard = list[str]


async def test_one_function_may_answer_several_kinds_of_event() -> None:
    reactions: Reactions[Heard] = Reactions()

    async def write_down(event: Event, who: Origin, heard: Heard) -> None:
        heard.append(event.type)

    for kind in (HallOpened, HallNamed):
        reactions.register(kind, write_down)
    heard: Heard = []
    events: list[HallEvent] = [HallNamed(name="north"), HallOpened(seats=2, name="north")]
    for event in events:
        await reactions.deliver(event, asked("1"), heard)
    assert heard == [HallNamed.type, HallOpened.type]


async def test_two_functions_never_answer_one_kind_of_event() -> None:
    reactions: Reactions[Heard] = Reactions()

    @reactions
    async def hall_opened(event: HallOpened, who: Origin, heard: Heard) -> None:
        """The first one."""

    async def another(event: Event, who: Origin, heard: Heard) -> None:
        """The second one."""

    with pytest.raises(TypeError, match="two reactions"):
        reactions.register(HallOpened, another)


async def test_one_function_may_look_at_all_below_a_base_before_they_are_answered() -> None:
    reactions: Reactions[Heard] = Reactions()

    @reactions
    async def hall_opened(event: HallOpened, who: Origin, heard: Heard) -> None:
        heard.append("opened")

    async def look(event: HallEvent, who: Origin, heard: Heard) -> None:
        heard.append("looked")

    reactions.of_all(HallEvent, look)
    heard: Heard = []
    events: list[HallEvent] = [HallOpened(seats=2, name="north"), HallNamed(name="north")]
    for event in events:
        await reactions.deliver(event, asked("1"), heard)
    assert heard == ["looked", "opened", "looked"]

"""A restore may be broken off anywhere and run again, and two at once do no harm."""

from collections.abc import Callable
from itertools import product

import pytest
from libs.chassis.tests.box_office import note_twice
from libs.chassis.tests.copies import Depot, each, lost_after, published_part
from libs.chassis.tests.doubles import Unreliable

from chassis.documents import StoreUnreachable
from chassis.recovery import restore, verify


@pytest.fixture
async def depot() -> Depot:
    """Return two tickets, all published; one of them was noted on."""
    depot = Depot()
    await depot.sell("ticket-0")
    await depot.sell("ticket-1")
    await depot.note("north")
    await depot.publish()
    return depot


def from_the(number: int, *, performed: bool) -> Callable[[str, bool], bool]:
    """Return a fault: no answer from the n-th operation on, which is performed or not."""
    asked: list[str] = []

    def ill(name: str, done: bool) -> bool:
        if done is performed:
            asked.append(name)
        return done is performed and len(asked) > number

    return ill


@pytest.mark.parametrize("batch", [1, 2, 3, 100])
@pytest.mark.parametrize("performed", [False, True])
async def test_interrupted_anywhere_and_run_again_it_ends_the_same(
    depot: Depot, batch: int, performed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store answers no more at its n-th question, for every n until it is asked no more questions than that."""
    monkeypatch.setattr("chassis.recovery.restoring.BATCH", batch)
    copy = await depot.noted("up")
    await lost_after(depot)
    depot.use(copy)
    whole, broken_off = Depot(), 0
    whole.use(depot.copy())
    await whole.restore(depot.topic)
    expected = [published_part(document) for document in await whole.all()]
    while True:
        torn = Depot()
        torn.use(depot.copy())
        sound = torn.documents
        torn.use(Unreliable(sound, from_the(broken_off, performed=performed)))
        try:
            await torn.restore(depot.topic)
            break
        except StoreUnreachable:
            broken_off += 1
        torn.use(sound)
        assert (await torn.restore(depot.topic)).clean
        assert [published_part(document) for document in await torn.all()] == expected
        assert await verify(torn.store) == []
    assert broken_off > 5


async def test_a_store_that_somebody_writes_to_meanwhile_is_looked_at_again(depot: Depot) -> None:
    """Nothing should; if something does, it is told and not overwritten."""
    copy = depot.copy()
    await depot.note("south")
    await depot.publish()
    held = [True]

    class Overtaken(Unreliable):
        async def update(self, collection: str, where: dict[str, object], change: dict[str, object]) -> bool:
            if held.pop() if held else False:
                await other.note("astray")
            return await self.documents.update(collection, where, change)

    other = Depot()
    other.use(copy)
    depot.use(Overtaken(copy, lambda name, done: False))
    assert [fork.sequence for fork in (await depot.restore()).forks] == [3]
    assert (await depot.kept())["events"][2]["data"] == {"text": "astray"}


@pytest.mark.parametrize(("batch", "moment"), [*product([1], range(8)), *product([100], range(4))])
async def test_two_runs_at_once_append_each_event_once(
    depot: Depot, batch: int, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one runs to its end before the n-th write of the first."""
    monkeypatch.setattr("chassis.recovery.restoring.BATCH", batch)
    copy = depot.copy()
    await depot.note("away", "ticket-0")
    await depot.note("back", "ticket-0")
    await depot.note("south", decide=note_twice)
    await depot.publish()
    depot.use(copy)
    before = [moment]

    class Overtaken(Unreliable):
        async def update(self, collection: str, where: dict[str, object], change: dict[str, object]) -> bool:
            before[0] -= 1
            if before[0] == -1:
                await restore([other.store], each(depot.topic))
            return await self.documents.update(collection, where, change)

    other = Depot()
    other.use(copy)
    depot.use(Overtaken(copy, lambda name, done: False))
    assert (await depot.restore()).clean
    assert before[0] < 0
    assert await verify(depot.store) == []

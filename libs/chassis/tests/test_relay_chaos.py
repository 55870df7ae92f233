"""Two relays of one store under random failures: nothing lost, nothing reordered, whatever the interleaving."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress

import pytest
from libs.chassis.tests.broker import NO_DELAY, Broker, ScriptedProducer, running
from libs.chassis.tests.doubles import Unreliable, eventually
from libs.chassis.tests.office import Office

from chassis.documents import MemoryDocuments
from chassis.outbox import sweep
from contracts.refusal import Refusal

TICKETS = [f"ticket-{number}" for number in range(6)]
MOVES = 15


class Chaos:
    """Decides from a seed who fails when; `well` ends all failures."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.well = False
        self.broker = Broker(automatic=False)
        self.documents = MemoryDocuments()
        self.offices = [Office(self.broker, Unreliable(self.documents, self.ill())) for _ in range(2)]

    def ill(self) -> Callable[[str, bool], bool]:
        return lambda name, done: not self.well and name != "insert" and self.random.random() < 0.03

    async def live(self) -> None:
        """Let things happen at the broker until cancelled."""
        while True:
            await asyncio.sleep(self.random.choice([0, 0, 0.001, 0.004]))
            self.broker.away = not self.well and self.random.random() < 0.1
            for producer in self.broker.producers:
                if producer.line:
                    self.happens_to(producer)

    def happens_to(self, producer: ScriptedProducer) -> None:
        fate = 1.0 if self.well else self.random.random()
        if fate < 0.05:
            producer.fail()
        elif fate < 0.1:
            self.broker.refused.add(producer.line[0][0].id)
            producer.deliver(3)
            self.broker.refused.clear()
        elif fate < 0.6:
            producer.deliver(self.random.randint(1, 4))
        elif fate > 0.8:
            producer.deliver()

    async def work(self, office: Office, name: str) -> None:
        for number in range(MOVES):
            for id in self.random.sample(TICKETS, 3):
                with suppress(Refusal):  # that the outcome is unknown; what counts is what the store holds
                    await office.note(f"{name}-{number}-{id}", id)
            await asyncio.sleep(self.random.choice([0, 0.001, 0.01]))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in {"REST_SECONDS": 0.02, "FLUSH_SECONDS": 0.005, "FULL_SECONDS": 0.01}.items():
        monkeypatch.setattr(f"chassis.outbox.relay.{name}", seconds)
    monkeypatch.setattr("chassis.store.store.PAUSES", (0.0, *[0.002] * 30))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("seed", range(6))
async def test_whatever_fails_every_history_is_published_in_order(seed: int) -> None:
    chaos = Chaos(seed)
    mine, theirs = chaos.offices
    for id in TICKETS:
        await Office(chaos.broker, chaos.documents).sell(id)
    living = asyncio.create_task(chaos.live())
    async with running(mine.relay, theirs.relay, sweeping=True):
        await asyncio.gather(chaos.work(mine, "mine"), chaos.work(theirs, "theirs"))
        chaos.well = True
        await eventually(lambda: settled(chaos))
    living.cancel()
    histories = {id: (await mine.kept(id))["sequence"] for id in TICKETS}
    assert chaos.broker.first_seen() == {id: list(range(1, last + 1)) for id, last in histories.items()}
    assert min(histories.values()) > 1
    assert len(chaos.broker.producers) > 2
    assert not mine.relay.in_flight
    assert not theirs.relay.in_flight


async def settled(chaos: Chaos) -> bool:
    """Sweep like new processes, which know no quarantine; return True if everything is published."""
    for office in chaos.offices:
        office.relay.quarantine.aside.clear()
        await sweep(office.relay, NO_DELAY)
    idle = not any(office.relay.in_flight or office.relay.quarantine.suspects for office in chaos.offices)
    return idle and await chaos.offices[0].all_published()

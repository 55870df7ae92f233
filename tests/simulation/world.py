"""All that is outside the processes: time, the stores, the broker, and what happens to operations on their way."""

from dataclasses import dataclass, field

from tests.simulation.broker import Broker
from tests.simulation.clock import VirtualClock
from tests.simulation.fates import Fates
from tests.simulation.loop import VirtualLoop
from tests.simulation.remote import Keeper
from tests.simulation.tracing import Trace


@dataclass
class World:
    """`spoilt` are those whose reactions have a bug just now.

    `restored` are the services that lost their store, `forgotten` the causes whose notes were lost with it.
    """

    loop: VirtualLoop
    clock: VirtualClock
    trace: Trace
    fates: Fates
    broker: Broker
    keepers: dict[str, Keeper]
    spoilt: set[str] = field(default_factory=set)
    restored: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)

"""Everything outside the processes: time, stores, broker, and the fates of operations."""

from dataclasses import dataclass, field

from tests.simulation.broker import Broker
from tests.simulation.clock import VirtualClock
from tests.simulation.fates import Fates
from tests.simulation.loop import VirtualLoop
from tests.simulation.remote import Keeper
from tests.simulation.tracing import Trace


@dataclass
class World:
    """The outside; `spoilt` are the services whose reactions have a bug at present.

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

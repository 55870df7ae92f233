"""The history is the outbox: publishes what was written, in order."""

from chassis.outbox.queue import Full, Producer
from chassis.outbox.relay import Relay
from chassis.outbox.sweeper import sweep, sweep_on

__all__ = ["Full", "Producer", "Relay", "sweep", "sweep_on"]

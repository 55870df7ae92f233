"""The history is the outbox: publishes what was written, in order."""

from chassis.outbox.queue import Producer, QueueFull
from chassis.outbox.relay import Relay
from chassis.outbox.sweeper import sweep, sweep_on

__all__ = ["Producer", "QueueFull", "Relay", "sweep", "sweep_on"]

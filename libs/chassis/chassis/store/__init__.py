"""Aggregates: one document each, one guarded write a command, chained histories."""

from chassis.store.aggregate import Aggregate
from chassis.store.codec import Codec, Stored
from chassis.store.handover import Handover, Outbox, aggregate_key
from chassis.store.recording import broken_at, decoded, enveloped, is_whole, recorded
from chassis.store.store import KEY_REUSED, STALE, UNCERTAIN, UNKNOWN, Store, no_facts

__all__ = [
    "KEY_REUSED",
    "STALE",
    "UNCERTAIN",
    "UNKNOWN",
    "Aggregate",
    "Codec",
    "Handover",
    "Outbox",
    "Store",
    "Stored",
    "aggregate_key",
    "broken_at",
    "decoded",
    "enveloped",
    "is_whole",
    "no_facts",
    "recorded",
]

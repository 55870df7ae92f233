"""Aggregates: one document each, one guarded write a command, chained histories."""

from chassis.store.aggregate import Aggregate
from chassis.store.codec import Codec, Stored
from chassis.store.comparing import Judges, judged_last
from chassis.store.handover import Handover, Outbox, aggregate_key
from chassis.store.locks import Locks
from chassis.store.making import moves_are_made
from chassis.store.reader import whole
from chassis.store.recording import broken_at, decoded, enveloped, is_whole, personal_values, recorded
from chassis.store.rules import KEY_REUSED, STALE, UNCERTAIN, UNKNOWN
from chassis.store.shapes import AggregateDocument, EventRecord, Listed, Move, Note, PersonalValue
from chassis.store.store import Gather, Store, no_facts

__all__ = [
    "KEY_REUSED",
    "STALE",
    "UNCERTAIN",
    "UNKNOWN",
    "Aggregate",
    "AggregateDocument",
    "Codec",
    "EventRecord",
    "Gather",
    "Handover",
    "Judges",
    "Listed",
    "Locks",
    "Move",
    "Note",
    "Outbox",
    "PersonalValue",
    "Store",
    "Stored",
    "aggregate_key",
    "broken_at",
    "decoded",
    "enveloped",
    "is_whole",
    "judged_last",
    "moves_are_made",
    "no_facts",
    "personal_values",
    "recorded",
    "whole",
]

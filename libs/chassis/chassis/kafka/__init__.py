"""Kafka's clients: a producer, a consumer group, topics read from their beginning."""

from chassis.kafka.group import LEAVING_SECONDS, Group, Take
from chassis.kafka.producer import producing
from chassis.kafka.reading import KafkaUnreachable, Published, envelope_of, newest_records
from chassis.kafka.record import Record
from chassis.kafka.rewinding import rewind
from chassis.kafka.watchdog import STOP_SECONDS

__all__ = [
    "LEAVING_SECONDS",
    "STOP_SECONDS",
    "Group",
    "KafkaUnreachable",
    "Published",
    "Record",
    "Take",
    "envelope_of",
    "newest_records",
    "producing",
    "rewind",
]

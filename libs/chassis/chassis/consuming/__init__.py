"""From records to effects: rows, counts, reactions, and what has to wait."""

from chassis.consuming.consumer import Consuming
from chassis.consuming.counts import COUNTS, CountDifference, CountStore, newest, recount, recount_on
from chassis.consuming.parking import Parking
from chassis.consuming.reactions import Reactions
from chassis.consuming.row_cache import RowCache, RowGroups
from chassis.consuming.rows import TOUCHED, Row, Rows, RowStore
from chassis.consuming.sessions import HasSession, Sessions

__all__ = [
    "COUNTS",
    "TOUCHED",
    "Consuming",
    "CountDifference",
    "CountStore",
    "HasSession",
    "Parking",
    "Reactions",
    "Row",
    "RowCache",
    "RowGroups",
    "RowStore",
    "Rows",
    "Sessions",
    "newest",
    "recount",
    "recount_on",
]

"""From records to effects: rows, counts, reactions, and what has to wait."""

from chassis.consuming.consumer import Consuming
from chassis.consuming.counts import NOTED, recount
from chassis.consuming.parking import Parking
from chassis.consuming.reactions import Reactions
from chassis.consuming.row_cache import RowCache
from chassis.consuming.rows import Row, Rows, RowStore

__all__ = ["NOTED", "Consuming", "Parking", "Reactions", "Row", "RowCache", "RowStore", "Rows", "recount"]

"""After an older copy of a store was put back: close, complete, look for losses, open."""

from chassis.recovery.causes import remember_sources
from chassis.recovery.door import EVERY_SECONDS, Door, close, first_missing, reopen
from chassis.recovery.losses import Losses, losses
from chassis.recovery.reclaiming import Fact, Reclaim, Reclaimed, facts, nothing_claimed
from chassis.recovery.restoring import Report, restore
from chassis.recovery.verify import verify

__all__ = [
    "EVERY_SECONDS",
    "Door",
    "Fact",
    "Losses",
    "Reclaim",
    "Reclaimed",
    "Report",
    "close",
    "facts",
    "first_missing",
    "losses",
    "nothing_claimed",
    "remember_sources",
    "reopen",
    "restore",
    "verify",
]

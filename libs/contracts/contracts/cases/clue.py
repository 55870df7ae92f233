from datetime import date
from enum import StrEnum

from contracts.cases.event import ClueEvent
from contracts.personal import Personal
from contracts.values import TownshipCode


class ClueSource(StrEnum):
    HOTLINE = "hotline"
    PATROL = "patrol"
    SUPERVISOR = "supervisor"


class ClueRegistered(ClueEvent, type="cases.clue-registered.v1"):
    """Somebody pointed to a suspected act (线索, APL 54); who it was stays confidential."""

    source: ClueSource
    township: TownshipCode
    received_on: date
    seen_on: date
    place: str
    description: Personal[str]
    informant: Personal[str]


class ClueTaken(ClueEvent, type="cases.clue-taken.v1"):
    """A case was opened from the clue."""

    case: str


class ClueSetAside(ClueEvent, type="cases.clue-set-aside.v1"):
    """The clue did not meet the filing standard."""

    set_aside_on: date
    reasons: Personal[str]

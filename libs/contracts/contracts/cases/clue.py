from datetime import date

from contracts.cases.event import ClueEvent
from contracts.code import Code
from contracts.personal import Personal
from contracts.values import RestsOn, TownshipCode


class ClueSource(Code):
    HOTLINE = "hotline", "12345热线"
    PATROL = "patrol", "日常巡查"
    SUPERVISOR = "supervisor", "执法监督机构"


class ClueRegistered(ClueEvent, type="cases.clue-registered.v1", word="登记线索"):
    """Somebody pointed to a suspected act (线索, APL 54); who it was stays confidential.

    `received_on` is the day on which it came in, `recorded_on` the day on which it was registered. It is to be checked
    by `check_until`; clues of older versions have no such day.
    """

    source: ClueSource
    township: TownshipCode
    received_on: date
    seen_on: date
    place: str
    recorded_on: date | None = None
    check_until: date | None = None
    description: Personal[str]
    informant: Personal[str]


class ClueTaken(ClueEvent, type="cases.clue-taken.v1", word="线索转立案"):
    """A case was opened from the clue."""

    case: str


class ClueSetAside(ClueEvent, type="cases.clue-set-aside.v1", word="线索不予立案"):
    """The clue did not meet the filing standard, or is about the same act as another one: `same_as`.

    `rests_on` is what identity said of the officer who checked it; clues of older versions have none.
    """

    set_aside_on: date
    reasons: Personal[str]
    same_as: str | None = None
    rests_on: tuple[RestsOn, ...] = ()


class ClueOverdue(ClueEvent, type="cases.clue-overdue.v1", word="线索逾期未核查"):
    """Nobody checked the clue in time: flagged, nothing is barred (APL 54)."""

    township: TownshipCode
    until: date
    noticed_on: date


class ClueOverdueLifted(ClueEvent, type="cases.clue-overdue-lifted.v1", word="撤销线索逾期未核查的标记"):
    """A late clue proved to have been checked in time, by what became known afterwards (APL 54)."""

    until: date
    lifted_on: date

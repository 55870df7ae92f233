"""The counts that a row belongs to, as strings of one form: `<kind>/<township>/<month>[/<part>]`.

`county` stands for all townships and `all` for all months, so that every total is a bucket of its own. `part` is the
rule of a refused attempt, or the number of a violation within its row: a row is counted once in a bucket, so its
second violation needs another one.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from contracts.values import TownshipCode

COUNTY = "county"
ALWAYS = "all"

type Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class Kind(StrEnum):
    """What is counted, under the month of the fact; `open` and `overdue` cases under the month of filing."""

    OPENED = "opened"
    OPEN = "open"
    OVERDUE = "overdue"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    VISITS_ASSIGNED = "visits-assigned"
    VISITS_OPENED = "visits-opened"
    VISITS_UNMET = "visits-unmet"
    VISITS_CONCLUDED = "visits-concluded"
    VIOLATIONS = "violations"
    PATROLS = "patrols"
    CLUES = "clues"
    CLUES_TAKEN = "clues-taken"
    CLUES_SET_ASIDE = "clues-set-aside"
    REFERRALS_ACCEPTED = "referrals-accepted"
    REFERRALS_DECLINED = "referrals-declined"
    DRAWS = "draws"
    TASKS_ISSUED = "tasks-issued"
    TASKS_COMPLETED = "tasks-completed"
    TASKS_FAILED = "tasks-failed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Bucket:
    kind: Kind
    township: str
    month: str
    part: str = ""

    def __str__(self) -> str:
        return "/".join([self.kind, self.township, self.month, *([self.part] if self.part else [])])


def path(kind: Kind, township: str | None) -> str:
    """The path that the buckets of a kind lie below, or those of one township."""
    return f"{kind}/{township}" if township else str(kind)


def read(text: str) -> Bucket:
    kind, township, month, *part = text.split("/", 3)
    return Bucket(Kind(kind), township, month, *part)


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def once(kind: Kind, township: TownshipCode | None, day: date, part: str = "") -> list[str]:
    """Buckets of a fact that happens once: those of its township and month, and the totals."""
    places = [township, COUNTY] if township else [COUNTY]
    return [str(Bucket(kind, place, month, part)) for place in places for month in (month_of(day), ALWAYS)]


def numbered(kind: Kind, township: TownshipCode, days: Iterable[date]) -> list[str]:
    """Buckets of what happens several times in one row: the first, the second … of each month, and of all."""
    met: Counter[str] = Counter()
    found = []
    for month in [span for day in days for span in (month_of(day), ALWAYS)]:
        met[month] += 1
        found += [str(Bucket(kind, place, month, str(met[month]))) for place in (township, COUNTY)]
    return found

"""The counts that a row belongs to, as strings of one form: `<kind>/<township>/<month>[/<part>]`.

`county` stands for all townships and `all` for all months, so that every total is a bucket of its own. `part` is the
rule of a refused attempt, the minutes that a visit took, or the number of a violation within its row: a row is counted
once in a bucket, so its second violation needs another one.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from contracts.code import Code
from contracts.values import TownshipCode

type Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class Total(Code):
    """Name that stands in the place of a township or a month."""

    COUNTY = "county", "全县"
    ALWAYS = "all", "全部月份"


class Kind(Code):
    """Counted facts, each under its month; `open` and `overdue` cases under the month of filing."""

    OPENED = "opened", "立案"
    OPEN = "open", "在办"
    OVERDUE = "overdue", "逾期"
    DECIDED = "decided", "已作出决定"
    WITHDRAWN = "withdrawn", "撤销立案"
    CLOSED = "closed", "结案"
    VISITS_ASSIGNED = "visits-assigned", "派出检查"
    VISITS_OPENED = "visits-opened", "开始检查"
    VISITS_UNMET = "visits-unmet", "未能检查"
    VISITS_CONCLUDED = "visits-concluded", "完成检查"
    VISITS_WITHDRAWN = "visits-withdrawn", "撤销派出的检查"
    VISITS_TIMED = "visits-timed", "计时的检查"
    VIOLATIONS = "violations", "移交的违法线索"
    PATROLS = "patrols", "巡查"
    CLUES = "clues", "线索"
    CLUES_TAKEN = "clues-taken", "线索转立案"
    CLUES_SET_ASIDE = "clues-set-aside", "线索不予立案"
    REFERRALS_ACCEPTED = "referrals-accepted", "移交后立案"
    REFERRALS_DECLINED = "referrals-declined", "移交不予立案"
    DRAWS = "draws", "双随机抽取"
    TASKS_ISSUED = "tasks-issued", "交办任务"
    TASKS_COMPLETED = "tasks-completed", "完成任务"
    TASKS_FAILED = "tasks-failed", "未能办理的任务"
    TASKS_WITHDRAWN = "tasks-withdrawn", "撤回的任务"
    REFUSED = "refused", "被拒绝的办理"
    JUDGED_CONFIRMED = "judged-confirmed", "手机预判一致的办理"
    JUDGED_RULES = "judged-rules", "手机预判不一致的办理：规则版本不同"
    JUDGED_MOVED_ON = "judged-case-moved-on", "手机预判不一致的办理：所办事项已变化"
    JUDGED_FACTS = "judged-facts-changed", "手机预判不一致的办理：所依据的情况已变化"
    JUDGED_DAY = "judged-day", "手机预判不一致的办理：日期或者时钟不同"
    JUDGED_UNEXPLAINED = "judged-unexplained", "手机预判不一致的办理：原因不明"
    JUDGED_UNDECIDED = "judged-undecided", "手机未作预判的办理"


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
    places = [township, Total.COUNTY] if township else [Total.COUNTY]
    return [str(Bucket(kind, place, month, part)) for place in places for month in (month_of(day), Total.ALWAYS)]


def numbered(kind: Kind, township: TownshipCode, days: Iterable[date]) -> list[str]:
    """Buckets of what happens several times in one row: the first, the second … of each month, and of all."""
    met: Counter[str] = Counter()
    found = []
    for month in [span for day in days for span in (month_of(day), Total.ALWAYS)]:
        met[month] += 1
        found += [str(Bucket(kind, place, month, str(met[month]))) for place in (township, Total.COUNTY)]
    return found

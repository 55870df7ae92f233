"""The day of what is recorded later than it happened (docs/decisions/0038)."""

from contracts.done_at import ActMoment
from contracts.fact_day import FactDay
from contracts.refusal import Category, Rule

FUTURE = Rule("inspections/future-day", "{on} 尚未到来", law="APL 47", category=Category.MALFORMED)
EARLY = Rule(
    "inspections/day-too-early", "{on} 早于其所依据的事实（{since}）", law="APL 47", category=Category.MALFORMED
)

DONE_AHEAD = Rule(
    "inspections/done-ahead",
    "办理时间 {at} 尚未到来",
    law="APL 47",
    category=Category.MALFORMED,
    remedy="请核对手机的日期和时间",
)
DONE_EARLY = Rule(
    "inspections/done-too-early",
    "办理时间 {at} 早于其所依据的事项（{since}）",
    law="APL 47",
    category=Category.MALFORMED,
    remedy="请核对手机的日期和时间，再按实际情况重新办理",
)
DONE_LATE = Rule(
    "inspections/done-too-late",
    "{at} 办理的事项最迟应在 {latest} 上报",
    law="APL 47",
    remedy="请重新办理，按办理之日登记",
)

FACT_DAY = FactDay(ahead=FUTURE, early=EARLY)
DONE_AT = ActMoment(ahead=DONE_AHEAD, early=DONE_EARLY, late=DONE_LATE)

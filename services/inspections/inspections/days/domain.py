"""The day of what is recorded later than it happened (docs/decisions/0038)."""

from contracts.fact_day import FactDay
from contracts.refusal import Category, Rule

FUTURE = Rule("inspections/future-day", "{on} 尚未到来", law="APL 47", category=Category.MALFORMED)
EARLY = Rule(
    "inspections/day-too-early", "{on} 早于其所依据的事实（{since}）", law="APL 47", category=Category.MALFORMED
)

FACT_DAY = FactDay(ahead=FUTURE, early=EARLY)

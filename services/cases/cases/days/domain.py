"""The day of what is recorded later than it happened (docs/decisions/0038)."""

from datetime import date, timedelta

from contracts.done_at import ActMoment
from contracts.fact_day import FactDay
from contracts.refusal import Category, Rule, refuse

FUTURE = Rule("cases/future-day", "{on} 尚未到来", law="APL 47", category=Category.MALFORMED)
EARLY = Rule(
    "cases/day-too-early", "{on} 早于其所依据的事实（{since}）", law="APL 47", category=Category.MALFORMED
)
RECORDED_TOO_LATE = Rule(
    "cases/recorded-too-late",
    "{on} 送达当事人的文书最迟应在 {latest} 登记",
    law="APL 47",
    remedy="请重新送达当事人，按送达之日登记",
)
LOOKED_TOO_LATE = Rule(
    "cases/look-recorded-too-late",
    "{on} 的复查最迟应在 {latest} 登记",
    law="APL 28(1), 47",
    remedy="请重新到场复查，按复查之日登记",
)

DONE_AHEAD = Rule(
    "cases/done-ahead",
    "办理时间 {at} 尚未到来",
    law="APL 47",
    category=Category.MALFORMED,
    remedy="请核对手机的日期和时间",
)
DONE_EARLY = Rule(
    "cases/done-too-early",
    "办理时间 {at} 早于其所依据的事项（{since}）",
    law="APL 47",
    category=Category.MALFORMED,
    remedy="请核对手机的日期和时间，再按实际情况重新办理",
)
DONE_LATE = Rule(
    "cases/done-too-late",
    "{at} 办理的事项最迟应在 {latest} 上报",
    law="APL 47",
    remedy="请重新办理，按办理之日登记",
)

FACT_DAY = FactDay(ahead=FUTURE, early=EARLY)
DONE_AT = ActMoment(ahead=DONE_AHEAD, early=DONE_EARLY, late=DONE_LATE)


def recorded_day(
    given: date | None, today: date, since: date | None, record_days: int, too_late: Rule, *, recorded_on: date
) -> date:
    """Return the day of what can be done anew: neither ahead, nor before `since`, nor longer ago than `record_days`.

    `today` is the day on which it is done if none is given. What the party itself said, and what it signed for, is
    never refused for being recorded late.
    """
    day = FACT_DAY.of(given, today, since=since)
    if recorded_on > (latest := day + timedelta(days=record_days)):
        refuse(too_late, on=day, latest=latest)
    return day


def recordable_since(today: date, since: date | None, record_days: int) -> date:
    """Return the earliest day that `recorded_day` takes."""
    earliest = today - timedelta(days=record_days)
    return max(since, earliest) if since else earliest

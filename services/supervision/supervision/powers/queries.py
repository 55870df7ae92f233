"""Use of powers and of laws in a period, by township."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from pydantic import Field

from chassis.consuming import RowStore, newest
from chassis.documents import Document
from contracts.envelope import stamp
from contracts.labels import labels_in, words
from contracts.origin import Origin
from contracts.places import TOWNSHIPS
from contracts.refusal import Category, Rule, refuse
from contracts.values import CHINA, TownshipCode, Value
from supervision.cases.row import CaseRow
from supervision.counts.buckets import Total
from supervision.powers.row import PowerRow
from supervision.powers.usage import Period, used_in
from supervision.powers.view import PowersUsed, PowersUsedAnswer
from supervision.sight import territory

BACKWARDS = Rule("supervision/backwards", "截止日不得早于起始日", category=Category.MALFORMED)

FIRST_DAY: Final = date.min + timedelta(days=1)
"""The first whole day in China: the day before began earlier than any time in UTC."""


class PowersUsedQuery(Value):
    """Days of acts, both included; without a township the county and each of its townships."""

    township: TownshipCode | None = None
    start: date = Field(alias="from")
    until: date


@dataclass(frozen=True)
class Powers:
    """The rows of powers, and of the cases that use them."""

    powers: RowStore[PowerRow]
    cases: RowStore[CaseRow]


async def powers_used(rows: Powers, query: PowersUsedQuery, who: Origin) -> PowersUsedAnswer:
    """Use of powers and laws in the period: by the township, or by the county and each of its townships."""
    if query.until < query.start:
        refuse(BACKWARDS)
    place, period = territory(who, query.township), Period(query.start, query.until)
    powers = [found.row for found in await rows.powers.where({})]
    cases = await acted_on(rows.cases, place, period)
    bodies = [used_in(each, cases, powers, period) for each in ([place] if place else [Total.COUNTY, *TOWNSHIPS])]
    return PowersUsedAnswer(
        start=query.start,
        until=query.until,
        as_of=await newest([rows.cases, rows.powers]),
        bodies=bodies,
        labels=labels_in(bodies) | words(Total) | names(cases, powers, bodies),
    )


async def acted_on(cases: RowStore[CaseRow], place: TownshipCode | None, period: Period) -> list[CaseRow]:
    """Cases that may have acts in the period: an act is recorded on its day or later."""
    begins = stamp(datetime.combine(max(period.start, FIRST_DAY), time.min, CHINA))
    where: Document = {"row.filed_on": {"$lte": period.until.isoformat()}, "row.last_at": {"$gte": begins}}
    return [found.row for found in await cases.where(where | ({"row.township": place} if place else {}))]


def names(cases: Iterable[CaseRow], powers: Iterable[PowerRow], shown: Iterable[PowersUsed]) -> dict[str, str]:
    """The names of the powers that are shown, by code; those of the list go before those of a case."""
    found = {case.power: case.power_name for case in cases if case.power_name}
    found |= {power.power: power.name for power in powers if power.name}
    codes = {known.power for body in shown for known in body.known}
    return {code: name for code, name in found.items() if code in codes}

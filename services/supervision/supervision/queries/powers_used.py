"""Use of powers and of laws (职权使用率、法律法规适用率), by the platform's own definition: no statute gives one."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Final, Self

from pydantic import BaseModel, Field

from chassis.documents import Document
from chassis.rows import Row
from contracts.envelope import stamp
from contracts.labels import labels_in
from contracts.origin import Origin
from contracts.places import TOWNSHIPS
from contracts.refusal import Category, Rule, refuse
from contracts.values import CHINA, PowerCode, TownshipCode, Value
from supervision.jurisdiction import territory
from supervision.queries.freshness import newest
from supervision.rows import CaseRow, PowerRow
from supervision.rows.buckets import COUNTY
from supervision.rows.steps import DECISIONS
from supervision.service import Service
from supervision.words import TOTALS

BACKWARDS = Rule("supervision/backwards", "截止日不得早于起始日", category=Category.MALFORMED)

FORMULA: Final = (
    "平台定义：职权使用率＝期间内至少有一项执法行为的职权数÷期间内该主体有效的职权数；"
    "法律法规适用率＝期间内决定所适用的法律法规数÷有效职权所依据的法律法规数"
)


class PowersUsedQuery(Value):
    """Days of acts, both included; without a township the county and each of its townships."""

    township: TownshipCode | None = None
    start: date = Field(alias="from")
    until: date


class Use(BaseModel):
    """How much of what is there was used; `ratio` is None where nothing is there."""

    used: list[str]
    there: int
    ratio: float | None

    @classmethod
    def of(cls, used: set[str], there: set[str]) -> Self:
        share = round(len(used & there) / len(there), 4) if there else None
        return cls(used=sorted(used & there), there=len(there), ratio=share)


class PowersUsed(BaseModel):
    """`laws` counts those that the published lists name."""

    township: str
    powers: Use
    laws: Use


class PowersUsedAnswer(BaseModel):
    formula: str = FORMULA
    start: date = Field(serialization_alias="from")
    until: date
    as_of: str | None
    bodies: list[PowersUsed]
    labels: dict[str, str] = {}


async def powers_used(service: Service, query: PowersUsedQuery, who: Origin) -> PowersUsedAnswer:
    if query.until < query.start:
        refuse(BACKWARDS)
    place = territory(who, query.township)
    powers = [found.row for found in await service.powers.where({})]
    cases = [found.row for found in await acted_on(service, place, query)]
    places = [place] if place else [COUNTY, *TOWNSHIPS]
    bodies = [used_in(each, cases, powers, query) for each in places]
    return PowersUsedAnswer(
        start=query.start,
        until=query.until,
        as_of=await newest([service.cases, service.powers]),
        bodies=bodies,
        labels={**labels_in(bodies), **TOTALS},
    )


async def acted_on(service: Service, place: TownshipCode | None, query: PowersUsedQuery) -> Sequence[Row[CaseRow]]:
    """Cases that may have acts in the period: an act is recorded on its day or later."""
    begins = stamp(datetime.combine(query.start, time.min, CHINA))
    where: Document = {"row.filed_on": {"$lte": query.until.isoformat()}, "row.last_at": {"$gte": begins}}
    return await service.cases.where(where | ({"row.township": place} if place else {}))


def used_in(place: str, cases: Iterable[CaseRow], powers: Iterable[PowerRow], query: PowersUsedQuery) -> PowersUsed:
    """Of a township's own body; of all township bodies for the county."""
    township = None if place == COUNTY else place
    in_force = [power for power in powers if power.in_force(township, query.start, query.until)]
    own = [case for case in cases if (case.body == township if township else case.body in TOWNSHIPS)]
    used = {case.power for case in own if acts(case, query)}
    decided = {case.power for case in own if acts(case, query, DECISIONS)}
    return PowersUsed(
        township=place,
        powers=Use.of(used, {power.power for power in in_force}),
        laws=Use.of(laws_of(in_force, decided), laws_of(in_force, {power.power for power in in_force})),
    )


def acts(case: CaseRow, query: PowersUsedQuery, types: Sequence[str] = ()) -> bool:
    """Whether the body acted in the case in the period (by a step of these types, if some are named)."""
    days = [step.on for step in case.steps if step.on and (not types or step.type in types)]
    return any(query.start <= day <= query.until for day in days)


def laws_of(powers: Iterable[PowerRow], codes: set[PowerCode]) -> set[str]:
    return {law for power in powers if power.power in codes for law in power.laws}

"""Use of powers and of laws (职权使用率、法律法规适用率), by the platform's own definition: no statute gives one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, Self

from pydantic import BaseModel, Field

from chassis.consuming import Row
from chassis.documents import Document
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
    "平台定义：职权使用率＝期间内至少有一项执法行为的职权数÷平台所知的职权数；所知职权包括期间内经司法局清单确认的职权，"
    "以及虽未经清单确认（由法律直接赋予或者列入省公布清单）但期间内已使用的职权，后者未使用的不在其列，可查事项目录；"
    "法律法规适用率＝期间内决定所适用的法律法规数÷所知职权所依据的法律法规数"
)

FIRST_DAY: Final = date.min + timedelta(days=1)
"""In China; the one before began before there was any time in UTC."""


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
        share = round(len(used) / len(there), 4) if there else None
        return cls(used=sorted(used), there=len(there), ratio=share)


class KnownPower(BaseModel):
    """A power that the body held: `used` if it acted by it, `confirmed` if the bureau's list gave it in the period.

    What is confirmed and not used sleeps (僵尸职权), and the bureau may take it back. What is used without being
    confirmed is given by a law or by the province's list, or ends an older case after a recall.
    """

    power: PowerCode
    used: bool
    confirmed: bool


class PowersUsed(BaseModel):
    """`known` has every power that was confirmed or used in the period, the others count the same.

    What a law or the province's list gives and nobody used can't be seen from here, so the ratio may be too high, never
    too low; the catalogue of cases (`/api/cases/powers?township=`) tells all that a township holds. `laws` are those
    that lists and cases name.
    """

    township: str
    powers: Use
    laws: Use
    known: list[KnownPower]


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
        labels={**labels_in(bodies), **TOTALS, **names(cases, powers, bodies)},
    )


def names(cases: Iterable[CaseRow], powers: Iterable[PowerRow], shown: Iterable[PowersUsed]) -> dict[str, str]:
    """The offences that the answer names by code; the list's words go before those of a case."""
    found = {case.power: case.power_name for case in cases if case.power_name}
    found |= {power.power: power.name for power in powers if power.name}
    codes = {known.power for body in shown for known in body.known}
    return {code: name for code, name in found.items() if code in codes}


async def acted_on(service: Service, place: TownshipCode | None, query: PowersUsedQuery) -> Sequence[Row[CaseRow]]:
    """Cases that may have acts in the period: an act is recorded on its day or later."""
    begins = stamp(datetime.combine(max(query.start, FIRST_DAY), time.min, CHINA))
    where: Document = {"row.filed_on": {"$lte": query.until.isoformat()}, "row.last_at": {"$gte": begins}}
    return await service.cases.where(where | ({"row.township": place} if place else {}))


def used_in(place: str, cases: Iterable[CaseRow], powers: Iterable[PowerRow], query: PowersUsedQuery) -> PowersUsed:
    """Of a township's own body; of all township bodies for the county."""
    township = None if place == COUNTY else place
    confirmed = {power.power: power for power in powers if power.in_force(township, query.start, query.until)}
    own = [case for case in cases if (case.body == township if township else case.body in TOWNSHIPS)]
    acted = [case for case in own if acts(case, query)]
    decided = [case for case in acted if acts(case, query, DECISIONS)]
    used = {case.power for case in acted}
    listed = {law for power in confirmed.values() for law in power.laws}
    return PowersUsed(
        township=place,
        powers=Use.of(used, used | confirmed.keys()),
        laws=Use.of(applied(decided, confirmed), applied(acted, confirmed) | listed),
        known=[
            KnownPower(power=power, used=power in used, confirmed=power in confirmed)
            for power in sorted(used | confirmed.keys())
        ],
    )


def acts(case: CaseRow, query: PowersUsedQuery, types: Sequence[str] = ()) -> bool:
    """Whether the body acted in the case in the period (by a step of these types, if some are named)."""
    days = [step.on for step in case.steps if step.on and (not types or step.type in types)]
    return any(query.start <= day <= query.until for day in days)


def applied(cases: Iterable[CaseRow], confirmed: Mapping[PowerCode, PowerRow]) -> set[str]:
    """The laws of the cases; of one that names none, those of its power."""
    named = [case.laws or (confirmed[case.power].laws if case.power in confirmed else ()) for case in cases]
    return {law for laws in named for law in laws}

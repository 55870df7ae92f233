"""Work out which powers and laws were used in a period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.places import TOWNSHIPS
from contracts.values import PowerCode
from supervision.cases.row import CaseRow
from supervision.cases.steps import DECISIONS
from supervision.counts.buckets import Total
from supervision.powers.row import PowerRow
from supervision.powers.view import KnownPower, PowersUsed, Use


@dataclass(frozen=True)
class Period:
    """The days from `start` to `until`, both included."""

    start: date
    until: date


def used_in(place: str, cases: Iterable[CaseRow], powers: Iterable[PowerRow], period: Period) -> PowersUsed:
    """Use by the township's own body; by all township bodies for the county."""
    township = None if place == Total.COUNTY else place
    confirmed = {power.power: power for power in powers if power.in_force(township, period.start, period.until)}
    own = [case for case in cases if (case.body == township if township else case.body in TOWNSHIPS)]
    acted = [case for case in own if acts(case, period)]
    decided = [case for case in acted if acts(case, period, DECISIONS)]
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


def acts(case: CaseRow, period: Period, types: Sequence[str] = ()) -> bool:
    """True if the body acted in the case in the period (by a step of these types, if some are named)."""
    days = [step.on for step in case.steps if step.on and (not types or step.type in types)]
    return any(period.start <= day <= period.until for day in days)


def applied(cases: Iterable[CaseRow], confirmed: Mapping[PowerCode, PowerRow]) -> set[str]:
    """The laws of the cases; for a case that names none, those of its power."""
    named = [case.laws or (confirmed[case.power].laws if case.power in confirmed else ()) for case in cases]
    return {law for laws in named for law in laws}

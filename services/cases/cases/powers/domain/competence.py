"""Competence: who holds a power, and which text of the law applies (X-04, X-05)."""

from datetime import date

from cases.powers.domain.confirmation import Confirmations
from cases.powers.domain.power import Delegation, Power, Powers
from contracts.refusal import Rule, refuse
from contracts.values import BodyCode, PowerCode, TownshipCode

UNKNOWN_POWER = Rule("cases/unknown-power", "事项目录中没有 {power}", law="APL 24, 38")
NOT_HELD = Rule(
    "cases/power-not-held",
    "{on} 当日事项 {power} 未赋予本县乡镇行使",
    law="APL 17, 24, 38",
    remedy="由县司法局依公布的赋权清单确认后方可行使",
)
OUTSIDE_LIST = Rule(
    "cases/power-outside-list", "{on} 当日事项 {power} 不在 {township} 的赋权清单内", law="APL 24, 38"
)
OUTSIDE_TERRITORY = Rule(
    "cases/outside-territory",
    "违法行为发生在 {township}，不属 {body} 管辖",
    law="APL 22",
    remedy="移送有管辖权的机关",
)
NOT_IN_FORCE = Rule(
    "cases/law-not-in-force",
    "{on} 违法行为发生时，事项 {power} 所选的法律文本不在有效期内",
    law="APL 37; EEC 1057, 1242",
    remedy="适用行为发生时有效的文本；从旧兼从轻须有比较记录",
)


def version_in_force(powers: Powers, code: PowerCode, on: date) -> Power:
    """The text of the day of the act, which is the one that applies (APL 37)."""
    versions = powers.get(code) or refuse(UNKNOWN_POWER, power=code)
    in_force = (power for power in versions if power.valid(on))
    return next(in_force, None) or refuse(NOT_IN_FORCE, power=code, on=on)


def check_competence(power: Power, confirmations: Confirmations, township: TownshipCode, on: date) -> None:
    """Refuse a township that does not hold the power on the day; check the day of the decision as well (X-04)."""
    townships = holders(power, confirmations, on) or refuse(NOT_HELD, power=power.code, on=on)
    if township not in townships:
        refuse(OUTSIDE_LIST, power=power.code, township=township, on=on)


def holders(power: Power, confirmations: Confirmations, on: date) -> frozenset[TownshipCode]:
    """Return who holds the power on a day: the bureau's word overrides the file; no list takes what a law gives."""
    if Delegation.STATUTE in power.delegation:
        return power.townships
    if confirmation := confirmations.get(power.code):
        return confirmation.townships if confirmation.valid(on) else frozenset()
    return frozenset() if power.needs_confirmation else power.townships


def check_territory(body: BodyCode, township: TownshipCode) -> None:
    """Refuse an act outside of the township (X-04, APL 22)."""
    if body != township:
        refuse(OUTSIDE_TERRITORY, body=body, township=township)

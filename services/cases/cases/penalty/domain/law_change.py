"""Changes of the law between act and decision: the lighter text applies (从旧兼从轻, APL 37; EEC 1057)."""

from datetime import date

from cases.penalty.domain.unsupported import CODE, TITLE
from cases.powers.domain.clause import FineClause
from cases.powers.domain.power import Power, Powers
from contracts.refusal import Rule, refuse

COMPARISON_DUE = Rule(
    CODE,
    "事项 {power} 的法律已修改，新的规定可能较轻，须有比较记录；系统尚不支持",
    law="APL 37; EEC 1057",
    title=TITLE,
)


def check_law_change(powers: Powers, power: Power, decided_on: date) -> None:
    """Refuse to decide by the law in force on the day of the act if today's may be lighter, or no longer punishes."""
    today = [version for version in powers[power.code] if version.valid(decided_on)]
    if not any(no_lighter(version, power) for version in today):
        refuse(COMPARISON_DUE, power=power.code)


def no_lighter(new: Power, old: Power) -> bool:
    """True if nobody is better off under the new version."""
    return (
        new.precondition is old.precondition
        and set(old.sanctions) <= set(new.sanctions)
        and all(any(at_least(mine, yours) for mine in new.fines) for yours in old.fines)
    )


def at_least(new: FineClause, old: FineClause) -> bool:
    """True if the new fine is the old one, or the same with higher ends."""
    return kind(new) == kind(old) and new.least >= old.least and (new.most or 0) >= (old.most or 0)


def kind(fine: FineClause) -> tuple[object, ...]:
    return fine.payer, fine.when, fine.amount, fine.of, fine.optional, fine.circumstance

"""What an article provides in a case: its clauses, those under a circumstance only where that was established."""

from collections.abc import Collection
from dataclasses import dataclass

from cases.powers.domain.clause import FineClause, SanctionClause, When
from cases.powers.domain.power import Power
from contracts.cases import Sanction
from contracts.refusal import Rule, refuse
from contracts.values import PowerCode, Subject

CIRCUMSTANCE_UNSHOWN = Rule(
    "cases/circumstance-unshown",
    "事项 {power} 的该项处罚以“{circumstances}”为条件，尚未认定",
    law="APL 4, 40",
    remedy="请由两名执法人员依证据认定该情形并经确认",
)


@dataclass(frozen=True, kw_only=True)
class Provisions:
    """The clauses of a power that apply; none of them depends on a circumstance any more."""

    code: PowerCode
    fines: tuple[FineClause, ...]
    sanctions: tuple[SanctionClause, ...]


def provisions(power: Power, established: Collection[str]) -> Provisions:
    """Return the clauses without a circumstance, and those whose circumstance was established."""
    there = {"", *established}
    return Provisions(
        code=power.code,
        fines=tuple(unconditional(fine) for fine in power.fines if fine.circumstance in there),
        sanctions=tuple(unconditional(one) for one in power.sanctions if one.circumstance in there),
    )


def unconditional[C: (FineClause, SanctionClause)](clause: C) -> C:
    return type(clause).model_validate({**dict(clause), "circumstance": ""}) if clause.circumstance else clause


def provided(here: Provisions, subject: Subject, after_order: bool) -> bool:
    """Tell whether anything may be imposed on the party at this stage."""
    stages = {When.AT_ONCE, When.SERIOUS} | ({When.AFTER_ORDER} if after_order else set())
    clauses: list[FineClause | SanctionClause] = [*here.fines, *here.sanctions]
    return any(clause.payer.covers(subject) and clause.when in stages for clause in clauses)


def missing(power: Power, subject: Subject, established: Collection[str]) -> list[str]:
    """Return the circumstances of clauses for the party that were not established, in the order of the article."""
    return list(dict.fromkeys(missing_of((*power.fines, *power.sanctions), subject, established)))


def check_circumstances(
    power: Power, subject: Subject, fine: int, sanctions: Collection[Sanction], established: Collection[str]
) -> None:
    """Refuse what the article provides under a circumstance only that was not established."""
    here = provisions(power, established)
    kinds = {one.sanction for one in here.sanctions}
    open_fines = missing_of(power.fines, subject, established)
    if fine and open_fines and not any(clause.payer.covers(subject) for clause in here.fines):
        refuse(CIRCUMSTANCE_UNSHOWN, power=power.code, circumstances="；".join(open_fines))
    for sanction in set(sanctions) - kinds:
        mine = tuple(one for one in power.sanctions if one.sanction is sanction)
        if lacking := missing_of(mine, subject, established):
            refuse(CIRCUMSTANCE_UNSHOWN, power=power.code, circumstances="；".join(lacking))


def missing_of(
    clauses: Collection[FineClause | SanctionClause], subject: Subject, established: Collection[str]
) -> list[str]:
    mine = [clause.circumstance for clause in clauses if clause.payer.covers(subject)]
    return [circumstance for circumstance in mine if circumstance not in {"", *established}]

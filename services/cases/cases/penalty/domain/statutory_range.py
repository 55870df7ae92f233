"""Statutory range of a fine (法定幅度): from the clauses of a power to an amount in fen."""

from typing import NoReturn

from cases.penalty.domain.provisions import Provisions
from cases.penalty.domain.unsupported import CODE, TITLE
from cases.powers.domain.clause import Amount, FineClause, Payer, When
from cases.powers.domain.power import Power
from contracts.refusal import Rule, refuse
from contracts.unit import Unit
from contracts.values import Subject, Value

NO_FINE = Rule("cases/no-fine-in-law", "法律未对事项 {power} 设定罚款", law="APL 16, 38")
WRONG_SUBJECT = Rule("cases/wrong-subject", "事项 {power} 的罚款不适用于此类当事人", law="APL 4, 76(1)(2)")
ORDER_FIRST = Rule(
    "cases/fine-before-order",
    "事项 {power} 须先责令改正，逾期或者拒不改正的方可罚款",
    law="APL 28(1)",
    remedy="送达责令改正通知书，期满复查并记录未改正",
)
SERIOUS_ONLY = Rule(CODE, "事项 {power} 的该项处罚以情节严重为条件，系统尚不支持认定", law="APL 57", title=TITLE)
RESPONSIBLE_ONLY = Rule(
    CODE, "事项 {power} 对个人的罚款仅适用于单位的直接责任人员，系统尚不支持", law="APL 76(1)(2)", title=TITLE
)
CIRCUMSTANCE_OPEN = Rule(
    CODE, "事项 {power} 的罚款幅度取决于“{circumstances}”，系统尚不支持认定", law="APL 57", title=TITLE
)
NO_AMOUNT = Rule(
    CODE, "国家规定未设事项 {power} 的罚款数额，地方规定尚未载入，系统不支持罚款", law="APL 16", title=TITLE
)
BASE_OPEN = Rule(CODE, "事项 {power} 的罚款按{base}计算，本案尚无该数额，系统不支持罚款", law="APL 40", title=TITLE)


UNITS_OF_BASE = {
    Amount.MULTIPLE: Unit.FEN,
    Amount.PERCENT: Unit.FEN,
    Amount.PER_SQUARE_METRE: Unit.SQUARE_METRE,
}
AREA = "面积"


class FineRange(Value):
    """Least and most fine in fen, both included; `optional` where the body may leave the fine out."""

    least: int
    most: int
    optional: bool


def statutory_range(power: Power | Provisions, subject: Subject, after_order: bool, *, base: int | None) -> FineRange:
    """The range for the party, the higher one after an order to correct that stayed unfulfilled.

    `base` is what a multiple or percentage is taken of, in fen, or the area in full square metres.
    """
    clauses = applicable(power, subject, after_order)
    if not clauses:
        refuse_none(power, subject)
    if len(clauses) > 1:
        refuse(CIRCUMSTANCE_OPEN, power=power.code, circumstances="；".join(clause.circumstance for clause in clauses))
    return measured(power, clauses[0], base)


def applicable(power: Power | Provisions, subject: Subject, after_order: bool) -> tuple[FineClause, ...]:
    """The party's clauses at this stage; where nothing higher follows an order, the ordinary ones stay."""
    mine = clauses_for(power, subject)
    higher = tuple(clause for clause in mine if clause.when is When.AFTER_ORDER)
    if after_order and higher:
        return higher
    return tuple(clause for clause in mine if clause.when is When.AT_ONCE)


def measured_by(power: Power | Provisions, subject: Subject, after_order: bool) -> FineClause | None:
    """Return the clause whose fine is measured by what the case has to name (the base); None where none is."""
    mine = applicable(power, subject, after_order)
    return next((clause for clause in mine if clause.amount in UNITS_OF_BASE), None)


def unit_of(clause: FineClause) -> Unit:
    """Return the unit of the base of a clause that is measured by one."""
    return UNITS_OF_BASE[clause.amount]


def clauses_for(power: Power | Provisions, subject: Subject) -> tuple[FineClause, ...]:
    return tuple(clause for clause in power.fines if clause.payer.covers(subject))


def highest_fine(power: Power | Provisions, subject: Subject) -> tuple[int, int] | None:
    """Return the most that the law gives such a party, and its least, in fen; None where it depends on the case."""
    clauses = clauses_for(power, subject)
    fixed = [(one.most, one.least) for one in clauses if one.amount is Amount.FIXED and one.most is not None]
    return max(fixed, default=(0, 0)) if len(fixed) == len(clauses) else None


def refuse_none(power: Power | Provisions, subject: Subject) -> NoReturn:
    """Say why no clause applies."""
    stages = {clause.when for clause in clauses_for(power, subject)}
    if not power.fines:
        refuse(NO_FINE, power=power.code)
    if When.AFTER_ORDER in stages:
        refuse(ORDER_FIRST, power=power.code)
    if When.SERIOUS in stages:
        refuse(SERIOUS_ONLY, power=power.code)
    if subject is Subject.CITIZEN and any(clause.payer is Payer.RESPONSIBLE_PERSON for clause in power.fines):
        refuse(RESPONSIBLE_ONLY, power=power.code)
    refuse(WRONG_SUBJECT, power=power.code)


def measured(power: Power | Provisions, clause: FineClause, base: int | None) -> FineRange:
    """The figures of a clause in fen."""
    most = refuse(NO_AMOUNT, power=power.code) if clause.most is None else clause.most
    if clause.amount is Amount.FIXED:
        return FineRange(least=clause.least, most=most, optional=clause.optional)
    if base is None:
        refuse(BASE_OPEN, power=power.code, base=clause.of or AREA)
    parts = 100 if clause.amount is Amount.PERCENT else 1
    # Parts of a fen fall inside the range: the least is rounded up, the most down.
    least = -(-clause.least * base // parts)
    return FineRange(least=least, most=most * base // parts, optional=clause.optional)

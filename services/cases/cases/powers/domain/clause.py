"""Clauses of the penalty article: orders, fines and other penalties, and when each applies."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from contracts.cases import Sanction
from contracts.code import Code
from contracts.unit import Unit, figure_by
from contracts.values import Subject, Value

Quantity = Annotated[int, Field(ge=0, le=10**10, strict=True)]


class When(Code):
    AT_ONCE = "at-once", "发现违法行为时"
    AFTER_ORDER = "after-order", "拒不改正或者逾期不改正"
    SERIOUS = "serious", "情节严重"


class Payer(Code):
    """Whom the clause strikes; `anyone` where the law makes no difference."""

    ANYONE = "anyone", "单位和个人"
    CITIZEN = "citizen", "公民"
    ORGANISATION = "organisation", "法人或者其他组织"
    RESPONSIBLE_PERSON = "responsible-person", "直接负责的主管人员和其他直接责任人员"

    def covers(self, subject: Subject) -> bool:
        return self is Payer.ANYONE or self.value == subject.value


class Amount(Code):
    """Unit of a fine's figures: fen, fen per square metre, times, per cent, or no figure in national law."""

    FIXED = "fixed", "固定幅度"
    PER_SQUARE_METRE = "per-square-metre", "按平方米计算"
    MULTIPLE = "multiple", "按倍数计算"
    PERCENT = "percent", "按百分比计算"
    NONE_NATIONALLY = "none-nationally", "国家规定未设数额"


class Order(Code):
    """Order that is made beside a penalty (APL 28(1)); not a penalty itself."""

    STOP = "stop", "责令停止违法行为"
    CORRECT = "correct", "责令改正"
    CORRECT_IN_TIME = "correct-in-time", "责令限期改正"
    DEMOLISH_IN_TIME = "demolish-in-time", "责令限期拆除"
    DEMOLISH = "demolish", "拆除"
    RETURN_LAND = "return-land", "责令退还土地"
    RESTORE = "restore", "责令恢复原状"
    REPLANT = "replant", "责令补种树木"
    REMOVE = "remove", "责令清除、消除"
    REMEDY = "remedy", "责令采取补救措施"
    PERSUADE = "persuade", "说服教育"
    EDUCATE = "educate", "批评教育"
    COMPENSATE = "compensate", "赔偿损失"
    VEHICLE_OFF_ROAD = "vehicle-off-road", "车辆不得上道路行驶"
    FORCED_AT_COST = "forced-at-cost", "强制执行，费用由违法行为人承担"
    DONE_AT_COST = "done-at-cost", "代为处理，费用由违法行为人承担"


class Clause(Value):
    """`circumstance` is a condition in the words of the law; `may` leaves it to the body's discretion."""

    when: When = When.AT_ONCE
    may: bool = False
    circumstance: str = ""


class OrderClause(Clause):
    """`times` tells least and most trees to plant per tree lost."""

    order: Order
    times: tuple[Quantity, Quantity] | None = None


class SanctionClause(Clause):
    """A kind of penalty beside the fine (APL 9); `wording` where the law's own words differ.

    `instead_of` names another kind that it may stand for, never beside it.
    """

    sanction: Sanction
    payer: Payer = Payer.ANYONE
    needs_approval: bool = False
    instead_of: Sanction | None = None
    wording: str = ""


UNITS = {
    Amount.FIXED: Unit.FEN,
    Amount.PER_SQUARE_METRE: Unit.FEN_PER_SQUARE_METRE,
    Amount.MULTIPLE: Unit.TIMES,
    Amount.PERCENT: Unit.HUNDREDTHS,
}
Figure = Annotated[Quantity, figure_by("amount", UNITS)]


class FineClause(Clause):
    """A fine from `least` to `most`, both included, in the unit of `amount`; `of` names what it is measured by."""

    payer: Payer
    amount: Amount = Amount.FIXED
    least: Figure = 0
    most: Figure | None = None
    of: str = ""
    instead_of: Sanction | None = None

    @model_validator(mode="after")
    def consistent(self) -> Self:
        if (self.most is None) != (self.amount is Amount.NONE_NATIONALLY):
            raise ValueError("a fine names its most, unless the law names no amount")
        if self.most is not None and self.least > self.most:
            raise ValueError("least lies above most")
        if bool(self.of) != (self.amount in (Amount.MULTIPLE, Amount.PERCENT)):
            raise ValueError("of names what a multiple or percentage is taken of, and nothing else")
        return self

    @property
    def optional(self) -> bool:
        """True if the body may leave the fine out: at its discretion, or for the penalty that it stands for."""
        return self.may or self.instead_of is not None

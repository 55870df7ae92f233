"""What the penalty article provides: orders, fines and other penalties, and when each applies."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from contracts.cases import Sanction
from contracts.values import Subject, Value

Quantity = Annotated[int, Field(ge=0, le=10**10, strict=True)]


class When(StrEnum):
    AT_ONCE = "at-once"
    AFTER_ORDER = "after-order"
    SERIOUS = "serious"


class Payer(StrEnum):
    """Whom the clause strikes; `anyone` where the law makes no difference."""

    ANYONE = "anyone"
    CITIZEN = "citizen"
    ORGANISATION = "organisation"
    RESPONSIBLE_PERSON = "responsible-person"

    def covers(self, subject: Subject) -> bool:
        return self is Payer.ANYONE or self.value == subject.value


class Amount(StrEnum):
    """What the figures of a fine mean: fen, fen per square metre, times, per cent, or no figure in national law."""

    FIXED = "fixed"
    PER_SQUARE_METRE = "per-square-metre"
    MULTIPLE = "multiple"
    PERCENT = "percent"
    NONE_NATIONALLY = "none-nationally"


class Order(StrEnum):
    """What is demanded beside a penalty (APL 28(1)); not a penalty itself."""

    STOP = "stop"
    CORRECT = "correct"
    CORRECT_IN_TIME = "correct-in-time"
    DEMOLISH_IN_TIME = "demolish-in-time"
    DEMOLISH = "demolish"
    RETURN_LAND = "return-land"
    RESTORE = "restore"
    REPLANT = "replant"
    REMOVE = "remove"
    REMEDY = "remedy"
    PERSUADE = "persuade"
    EDUCATE = "educate"
    COMPENSATE = "compensate"
    VEHICLE_OFF_ROAD = "vehicle-off-road"
    FORCED_AT_COST = "forced-at-cost"
    DONE_AT_COST = "done-at-cost"


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
    """A kind of penalty beside the fine (APL 9); `wording` where the law's own words differ."""

    sanction: Sanction
    payer: Payer = Payer.ANYONE
    needs_approval: bool = False
    wording: str = ""


class FineClause(Clause):
    """A fine from `least` to `most`, both included, in the unit of `amount`; `of` names what it is measured by."""

    payer: Payer
    amount: Amount = Amount.FIXED
    least: Quantity = 0
    most: Quantity | None = None
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
        """Whether the body may leave the fine out: at its discretion, or for the penalty that it stands for."""
        return self.may or self.instead_of is not None

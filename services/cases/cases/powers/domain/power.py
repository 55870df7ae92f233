"""Powers: what may be punished, since when, by which article, and who holds it (domain §7.2)."""

from collections.abc import Mapping
from itertools import combinations
from typing import Self

from pydantic import model_validator

from cases.powers.domain.citation import Citation
from cases.powers.domain.clause import FineClause, OrderClause, Payer, SanctionClause, When
from cases.powers.domain.limitation import Limitation
from contracts.code import Code
from contracts.dated import Dated
from contracts.fields import EnforcementField
from contracts.values import BodyCode, PowerCode, TownshipCode, Word


class Delegation(Code):
    """Ground on which a township holds the power: the law itself, a published list, or nothing yet."""

    STATUTE = "statute", "法律法规直接赋予"
    PUBLISHED_LIST = "published-list", "已列入公布的赋权清单"
    UNCONFIRMED = "unconfirmed", "待县司法局确认"


class Precondition(Code):
    """Condition that an order to correct stayed unfulfilled: before a fine, or before the heavier one."""

    NONE = "none", "无前置条件"
    ORDER = "order", "责令改正逾期不改的，方可罚款"
    HIGHER_AFTER_ORDER = "higher-after-order", "可以直接罚款，拒不改正的另有更重处理"


class Power(Dated):
    """One version of one offence; `note` tells what is uncertain. Keys and units: data/README.md."""

    code: PowerCode
    name: Word
    field: EnforcementField
    department: BodyCode
    duty: tuple[Citation, ...]
    penalty: tuple[Citation, ...]
    precondition: Precondition
    delegation: tuple[Delegation, ...]
    check_before_use: bool = False
    townships: frozenset[TownshipCode]
    orders: tuple[OrderClause, ...] = ()
    fines: tuple[FineClause, ...] = ()
    sanctions: tuple[SanctionClause, ...] = ()
    limitation: Limitation
    note: str = ""

    @model_validator(mode="after")
    def cited(self) -> Self:
        if not (self.duty and self.penalty and self.delegation):
            raise ValueError("a power names its duty, its penalty and who gave it")
        if Delegation.UNCONFIRMED in self.delegation and len(self.delegation) > 1:
            raise ValueError("an unconfirmed power has no other source")
        return self

    @model_validator(mode="after")
    def staged(self) -> Self:
        stages = {clause.when for clause in (*self.orders, *self.fines, *self.sanctions)}
        if (When.AFTER_ORDER in stages) is (self.precondition is Precondition.NONE):
            raise ValueError("the precondition does not fit what follows an order to correct")
        if self.precondition is Precondition.ORDER and any(fine.when is When.AT_ONCE for fine in self.fines):
            raise ValueError("a fine at once, though an order to correct must come first")
        return self

    @model_validator(mode="after")
    def unambiguous(self) -> Self:
        for one, other in combinations(self.fines, 2):
            if one.when is other.when and not (one.circumstance and other.circumstance) and overlap(one, other):
                raise ValueError(f"two fines for {one.payer} {one.when}, and nothing tells them apart")
        return self

    @property
    def laws(self) -> tuple[str, ...]:
        """The names of the laws that its penalty rests on."""
        return tuple(sorted({citation.law for citation in self.penalty}))

    @property
    def needs_confirmation(self) -> bool:
        return self.check_before_use or Delegation.UNCONFIRMED in self.delegation


type Powers = Mapping[PowerCode, tuple[Power, ...]]


def overlap(one: FineClause, other: FineClause) -> bool:
    payers = {one.payer, other.payer}
    return len(payers) == 1 or (Payer.ANYONE in payers and Payer.RESPONSIBLE_PERSON not in payers)

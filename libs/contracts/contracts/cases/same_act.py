from datetime import date

from contracts.cases.event import CaseEvent
from contracts.code import Code
from contracts.personal import Personal
from contracts.values import Sha256


class HigherFine(Code):
    """Which of two cases of one act rests on the power with the higher fine (APL 29)."""

    HERE = "here", "本案适用的规范罚款数额高"
    THERE = "there", "另案适用的规范罚款数额高"
    UNCLEAR = "unclear", "两案适用的规范罚款数额不能直接比较"


class SameActJudged(CaseEvent, type="cases.same-act-judged.v1", word="认定是否同一违法行为"):
    """An officer said whether another case of the same party, of about the same days, is about the same act (APL 29).

    `other` is a keyed hash that names the other case. `higher` is None where both give the same fine.
    """

    other: Sha256
    same: bool
    higher: HigherFine | None = None
    judged_on: date
    reasons: Personal[str]

"""Findings of a review: the rule, its article, what is wrong, and the event that shows it."""

from dataclasses import dataclass
from typing import Any

from contracts.code import Code
from contracts.values import Part
from supervision.review.domain.history import Published


class Weight(Code):
    """What a finding means (domain §10): a step that must not have been taken, or one that is lawful to record late."""

    UNLAWFUL = "against-the-law", "违法"
    FLAG = "flag", "提示"


class Finding(Part):
    """`sequence` and `type` name the event that shows it; `law` is the article, in our notation."""

    rule: str
    law: str
    weight: Weight
    what: str
    sequence: int
    type: str


@dataclass(frozen=True)
class Point:
    """A row of what must be refused or flagged, and its articles."""

    rule: str
    law: str

    def by(self, law: str) -> "Point":
        """Return the row under the article that is closest to what was found."""
        return Point(self.rule, law)

    def found(self, one: Published[Any], what: str) -> Finding:
        return self.finding(one, what, Weight.UNLAWFUL)

    def flagged(self, one: Published[Any], what: str) -> Finding:
        return self.finding(one, what, Weight.FLAG)

    def finding(self, one: Published[Any], what: str, weight: Weight) -> Finding:
        event = one.event
        return Finding(rule=self.rule, law=self.law, weight=weight, what=what, sequence=one.sequence, type=event.type)


TWO_OFFICERS = Point("X-01", "APL 42")
CERTIFICATE = Point("X-02", "APL 42, 55, 76(1)(5)")
RECUSAL = Point("X-03", "APL 43")
COMPETENCE = Point("X-04", "APL 17, 22, 24, 38")
TEXT_IN_FORCE = Point("X-05", "APL 37; EEC 1057, 1242")
LIMITATION = Point("X-06", "APL 36; EEC 1054")
ONE_FINE = Point("X-08", "APL 29")
RANGE = Point("X-09", "APL 30-33, 76(1)(2)")
ORDER_FIRST = Point("X-11", "APL 28(1)")
NOTICE = Point("X-15", "APL 44, 62")
DEFENCE = Point("X-16", "APL 45, 62")
AS_TOLD = Point("X-17", "APL 44, 45(2)")
HEARING = Point("X-18", "APL 63, 64")
CONTENTS = Point("X-23", "APL 59")
NINETY_DAYS = Point("X-24", "APL 60")
SERVICE = Point("X-25", "APL 61")
PAYMENT = Point("X-26", "APL 66, 67, 70")
COURT = Point("X-28", "ACL 53, 54")
CLOSING = Point("X-31", "APL 66, 72")
EVIDENCE = Point("X-32", "APL 46, 47")
PRIVACY = Point("X-33", "APL 50")
APPROVAL = Point("X-34", "Doc 54")
CAP = Point("X-35", "Doc 54")
BY_LOT = Point("X-36", "OBE 54")
INSPECTOR = Point("X-37", "APL 42")
TO_BE_FILED = Point("X-40", "APL 54(2), 76(2)")
RECORD = Point("X-41", "APL 47")

POINTS = (
    TWO_OFFICERS,
    CERTIFICATE,
    RECUSAL,
    COMPETENCE,
    TEXT_IN_FORCE,
    LIMITATION,
    ONE_FINE,
    RANGE,
    ORDER_FIRST,
    NOTICE,
    DEFENCE,
    AS_TOLD,
    HEARING,
    CONTENTS,
    NINETY_DAYS,
    SERVICE,
    PAYMENT,
    COURT,
    CLOSING,
    EVIDENCE,
    PRIVACY,
    APPROVAL,
    CAP,
    BY_LOT,
    INSPECTOR,
    TO_BE_FILED,
    RECORD,
)

NOT_SHOWN = {
    "X-07": "尚无简易程序的事件，普通程序的历史不显示当场处罚",
    "X-10": "尚未载入裁量基准，已发布的事件不含阶次",
    "X-12": "尚无先行登记保存、查封、扣押的事件",
    "X-13": "尚无先行登记保存的事件",
    "X-14": "尚无查封、扣押的事件",
    "X-19": "尚无听证通知的事件",
    "X-20": "尚无法制审核的事件",
    "X-21": "尚无法制审核的事件，人员的职业资格不公布",
    "X-22": "尚无集体讨论的事件",
    "X-27": "尚无加处罚款的事件",
    "X-29": "尚无强制执行的事件",
    "X-30": "移送司法机关尚无事件，拘留不在处罚种类之列",
    "X-38": "是报表的禁止事项，不在案件的历史中",
    "X-39": "信用风险分类不出现在案件的历史中",
}
"""Rows that no published history can show, and why."""

"""How far a case has come, in one word: cases tells it of its own, supervision of what it hears.

Not among the words of the published language: no event says `closed` of a case, and of a firm it means something else.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    FILED = "filed"
    INVESTIGATED = "investigated"
    NOTICED = "noticed"
    DEFENDED = "defended"
    DECIDED = "decided"
    NOT_PUNISHED = "not-punished"
    SERVED = "served"
    PAID = "paid"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


STAGES: Final[Mapping[str, str]] = {
    Stage.FILED: "已立案",
    Stage.INVESTIGATED: "调查取证",
    Stage.NOTICED: "已事先告知",
    Stage.DEFENDED: "已听取陈述申辩",
    Stage.DECIDED: "已作出处罚决定",
    Stage.NOT_PUNISHED: "不予处罚",
    Stage.SERVED: "已送达",
    Stage.PAID: "已缴清罚款",
    Stage.WITHDRAWN: "撤销立案",
    Stage.CLOSED: "结案",
}

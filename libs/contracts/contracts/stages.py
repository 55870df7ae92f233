"""How far a case has come, in one word: cases tells it of its own, supervision of what it hears.

Not among the words of the published language: no event says `closed` of a case, and of a firm it means something else.
"""

from collections.abc import Mapping
from typing import Final

STAGES: Final[Mapping[str, str]] = {
    "filed": "已立案",
    "investigated": "调查取证",
    "noticed": "已事先告知",
    "defended": "已听取陈述申辩",
    "decided": "已作出处罚决定",
    "not-punished": "不予处罚",
    "served": "已送达",
    "paid": "已缴清罚款",
    "withdrawn": "撤销立案",
    "closed": "结案",
}

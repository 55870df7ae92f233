"""Stages of a case: cases shows those of its own cases, supervision those of the cases it follows.

Not among the words of the published language: no event says `closed` of a case, and of a firm it means something else.
"""

from contracts.code import Code


class Stage(Code):
    FILED = "filed", "已立案"
    INVESTIGATED = "investigated", "调查取证"
    NOTICED = "noticed", "已事先告知"
    DEFENDED = "defended", "已听取陈述申辩"
    DECIDED = "decided", "已作出处罚决定"
    NOT_PUNISHED = "not-punished", "不予处罚"
    SERVED = "served", "已送达"
    PAID = "paid", "已缴清罚款"
    WITHDRAWN = "withdrawn", "撤销立案"
    CLOSED = "closed", "结案"

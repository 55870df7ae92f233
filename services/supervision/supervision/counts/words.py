"""The Chinese words for what is counted, and for totals."""

from collections.abc import Mapping
from typing import Final

from contracts.words import Words
from supervision.counts.buckets import ALWAYS, COUNTY, Kind

KINDS: Final[Words] = {
    Kind: {
        Kind.OPENED: "立案",
        Kind.OPEN: "在办",
        Kind.OVERDUE: "逾期",
        Kind.DECIDED: "已作出决定",
        Kind.WITHDRAWN: "撤销立案",
        Kind.CLOSED: "结案",
        Kind.VISITS_ASSIGNED: "派出检查",
        Kind.VISITS_OPENED: "开始检查",
        Kind.VISITS_UNMET: "未能检查",
        Kind.VISITS_CONCLUDED: "完成检查",
        Kind.VIOLATIONS: "移交的违法线索",
        Kind.PATROLS: "巡查",
        Kind.CLUES: "线索",
        Kind.CLUES_TAKEN: "线索转立案",
        Kind.CLUES_SET_ASIDE: "线索不予立案",
        Kind.REFERRALS_ACCEPTED: "移交后立案",
        Kind.REFERRALS_DECLINED: "移交不予立案",
        Kind.DRAWS: "双随机抽取",
        Kind.TASKS_ISSUED: "交办任务",
        Kind.TASKS_COMPLETED: "完成任务",
        Kind.TASKS_FAILED: "未能办理的任务",
        Kind.REFUSED: "被拒绝的办理",
    }
}

TOTALS: Final[Mapping[str, str]] = {COUNTY: "全县", ALWAYS: "全部月份"}

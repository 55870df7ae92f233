"""How far a visit is."""

from contracts.code import Code


class VisitStage(Code):
    ASSIGNED = "assigned", "待批准"
    APPROVED = "approved", "待检查"
    OPENED = "opened", "检查中"
    UNMET = "unmet", "未能检查"
    CONCLUDED = "concluded", "已结束"
    WITHDRAWN = "taken-back", "已撤回"

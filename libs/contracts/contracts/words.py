"""The Chinese word for every code of the published language (terms of domain §9 and of the laws named there).

A code means one thing wherever it stands: two enums may share one only with the same word.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from contracts.cases import ClueSource, EvidenceKind, MitigatedGround, NoPenaltyGround, Sanction, ServiceMethod
from contracts.credit import FirmKind, Risk
from contracts.inspections import Answer, UnmetReason, VisitKind, VisitResult
from contracts.refusal import Category
from contracts.supervision import AlertKind, TaskKind
from contracts.values import BodyKind, Role, Subject, Tier

type Words = Mapping[type[StrEnum], Mapping[str, str]]

PEOPLE: Final[Words] = {
    Role: {
        Role.OFFICER: "执法人员",
        Role.CAPTAIN: "执法队长",
        Role.HEAD: "行政机关负责人",
        Role.LEGAL_REVIEWER: "法制审核员",
        Role.DRAW_OFFICE: "双随机办公室",
        Role.SUPERVISOR: "执法监督机构",
        Role.ADMINISTRATOR: "平台管理员",
        Role.REGISTRAR: "市场主体登记员",
        Role.HOTLINE: "12345热线",
    },
    BodyKind: {
        BodyKind.TOWNSHIP: "乡镇人民政府",
        BodyKind.DEPARTMENT: "县级业务主管部门",
        BodyKind.OFFICE: "县级办事机构",
    },
    Subject: {Subject.CITIZEN: "公民", Subject.ORGANISATION: "法人或者其他组织"},
}

CASES: Final[Words] = {
    ClueSource: {
        ClueSource.HOTLINE: "12345热线",
        ClueSource.PATROL: "日常巡查",
        ClueSource.SUPERVISOR: "执法监督机构",
    },
    # APL 46
    EvidenceKind: {
        EvidenceKind.DOCUMENTARY: "书证",
        EvidenceKind.PHYSICAL: "物证",
        EvidenceKind.AUDIO_VISUAL: "视听资料",
        EvidenceKind.ELECTRONIC: "电子数据",
        EvidenceKind.WITNESS: "证人证言",
        EvidenceKind.PARTY_STATEMENT: "当事人的陈述",
        EvidenceKind.EXPERT_OPINION: "鉴定意见",
        EvidenceKind.SITE_RECORD: "勘验笔录、现场笔录",
    },
    # APL 9
    Sanction: {
        Sanction.WARNING: "警告",
        Sanction.CRITICISM: "通报批评",
        Sanction.CONFISCATE_GAINS: "没收违法所得",
        Sanction.CONFISCATE_PROPERTY: "没收非法财物",
        Sanction.WITHHOLD_LICENCE: "暂扣许可证件",
        Sanction.LOWER_QUALIFICATION: "降低资质等级",
        Sanction.REVOKE_LICENCE: "吊销许可证件",
        Sanction.RESTRICT_BUSINESS: "限制开展生产经营活动",
        Sanction.SUSPEND_BUSINESS: "责令停产停业",
        Sanction.CLOSE: "责令关闭",
        Sanction.RESTRICT_TRADE: "限制从业",
    },
    # APL 30-32
    MitigatedGround: {
        MitigatedGround.AGE_14_TO_17: "已满十四周岁不满十八周岁",
        MitigatedGround.REDUCED_CAPACITY: "尚未完全丧失辨认或者控制自己行为能力",
        MitigatedGround.REMOVED_HARM: "主动消除或者减轻违法行为危害后果",
        MitigatedGround.COERCED: "受他人胁迫或者诱骗实施违法行为",
        MitigatedGround.CONFESSED_UNKNOWN: "主动供述行政机关尚未掌握的违法行为",
        MitigatedGround.MERITORIOUS: "配合行政机关查处违法行为有立功表现",
    },
    # APL 30, 31, 33, 36, 57
    NoPenaltyGround: {
        NoPenaltyGround.MINOR: "轻微不罚",
        NoPenaltyGround.FIRST: "首违不罚",
        NoPenaltyGround.NO_FAULT: "无主观过错",
        NoPenaltyGround.AGE: "不满十四周岁",
        NoPenaltyGround.CAPACITY: "不能辨认或者不能控制自己行为",
        NoPenaltyGround.TIME: "超过追责时效",
        NoPenaltyGround.FACTS: "违法事实不能成立",
    },
    # APL 61, CPL 88-90
    ServiceMethod: {
        ServiceMethod.IN_PERSON: "直接送达",
        ServiceMethod.LEFT: "留置送达",
        ServiceMethod.POST: "邮寄送达",
    },
}

INSPECTIONS: Final[Words] = {
    VisitKind: {VisitKind.ROUTINE: "日常检查", VisitKind.CASE: "个案检查", VisitKind.SPECIAL: "专项检查"},
    UnmetReason: {
        UnmetReason.NOT_FOUND: "通过登记的住所或者经营场所无法联系",
        UnmetReason.CLOSED: "停业未营业",
        UnmetReason.REFUSED: "拒绝检查",
    },
    VisitResult: {
        VisitResult.CLEAN: "未发现问题",
        VisitResult.RECTIFIED: "现场整改",
        VisitResult.ORDERED: "责令限期改正",
        VisitResult.REFERRED: "移交立案处理",
    },
    Answer: {Answer.FINE: "符合要求", Answer.PROBLEM: "发现问题", Answer.NOT_APPLICABLE: "不适用"},
}

CREDIT: Final[Words] = {
    FirmKind: {
        FirmKind.ENTERPRISE: "企业",
        FirmKind.HOUSEHOLD: "个体工商户",
        FirmKind.COOPERATIVE: "农民专业合作社",
    },
    Risk: {Risk.LOW: "低风险", Risk.ORDINARY: "一般风险", Risk.HIGH: "高风险"},
    # Classes of risk, not marks for the firm (Doc 6).
    Tier: {Tier.A: "信用风险低", Tier.B: "信用风险一般", Tier.C: "信用风险较高", Tier.D: "信用风险高"},
}

SUPERVISION: Final[Words] = {
    TaskKind: {TaskKind.REPORT: "核查报告", TaskKind.VISIT: "入企检查"},
    AlertKind: {
        AlertKind.DECISION_OVERDUE: "逾期未作出决定",
        AlertKind.PAYMENT_OVERDUE: "逾期未缴纳罚款",
        AlertKind.VISIT_OVERDUE: "逾期未检查",
        AlertKind.TASK_OVERDUE: "交办任务逾期",
        AlertKind.REFERRAL_DECLINED: "移交不予立案",
    },
    Category: {
        Category.UNLAWFUL: "于法不符",
        Category.NOT_ALLOWED: "无权办理",
        Category.NOT_SIGNED_IN: "未登录",
        Category.TOO_OFTEN: "尝试过多",
        Category.UNKNOWN: "查无此项",
        Category.CONFLICT: "与现状冲突",
        Category.UNAVAILABLE: "暂不可用",
        Category.MALFORMED: "内容有误",
    },
}

WORDS: Final[Words] = {**PEOPLE, **CASES, **INSPECTIONS, **CREDIT, **SUPERVISION}

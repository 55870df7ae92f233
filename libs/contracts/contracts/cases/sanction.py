from contracts.code import Code


class Sanction(Code):
    """Kinds of penalty that may stand beside a fine (APL 9)."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    CONFISCATE_GAINS = "confiscate-gains", "没收违法所得"
    CONFISCATE_PROPERTY = "confiscate-property", "没收非法财物"
    WITHHOLD_LICENCE = "withhold-licence", "暂扣许可证件"
    LOWER_QUALIFICATION = "lower-qualification", "降低资质等级"
    REVOKE_LICENCE = "revoke-licence", "吊销许可证件"
    RESTRICT_BUSINESS = "restrict-business", "限制开展生产经营活动"
    SUSPEND_BUSINESS = "suspend-business", "责令停产停业"
    CLOSE = "close", "责令关闭"
    RESTRICT_TRADE = "restrict-trade", "限制从业"


class MitigatedGround(Code):
    """Facts that allow a penalty below the minimum (减轻, APL 30-32)."""

    AGE_14_TO_17 = "age-14-to-17", "已满十四周岁不满十八周岁"
    REDUCED_CAPACITY = "reduced-capacity", "尚未完全丧失辨认或者控制自己行为能力"
    REMOVED_HARM = "removed-harm", "主动消除或者减轻违法行为危害后果"
    COERCED = "coerced", "受他人胁迫或者诱骗实施违法行为"
    CONFESSED_UNKNOWN = "confessed-unknown", "主动供述行政机关尚未掌握的违法行为"
    MERITORIOUS = "meritorious", "配合行政机关查处违法行为有立功表现"


class NoPenaltyGround(Code):
    """Why there is no penalty (APL 30, 31, 33, 36, 57)."""

    MINOR = "minor", "轻微不罚"
    FIRST = "first", "首违不罚"
    NO_FAULT = "no-fault", "无主观过错"
    AGE = "age", "不满十四周岁"
    CAPACITY = "capacity", "不能辨认或者不能控制自己行为"
    TIME = "time", "超过追责时效"
    FACTS = "facts", "违法事实不能成立"

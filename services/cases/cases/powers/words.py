"""Chinese for the codes that only the catalogue of powers has; those of the published language are in `contracts`."""

from typing import Final

from cases.powers.domain.clause import Amount, Order, Payer, When
from cases.powers.domain.power import Delegation, EnforcementField, Precondition
from contracts.fields import ENFORCEMENT
from contracts.words import Words

WORDS: Final[Words] = {
    EnforcementField: {field: ENFORCEMENT[field] for field in EnforcementField},
    Delegation: {
        Delegation.STATUTE: "法律法规直接赋予",
        Delegation.PUBLISHED_LIST: "已列入公布的赋权清单",
        Delegation.UNCONFIRMED: "待县司法局确认",
    },
    Precondition: {
        Precondition.NONE: "无前置条件",
        Precondition.ORDER: "责令改正逾期不改的，方可罚款",
        Precondition.HIGHER_AFTER_ORDER: "可以直接罚款，拒不改正的另有更重处理",
    },
    When: {
        When.AT_ONCE: "发现违法行为时",
        When.AFTER_ORDER: "拒不改正或者逾期不改正",
        When.SERIOUS: "情节严重",
    },
    Payer: {
        Payer.ANYONE: "单位和个人",
        Payer.CITIZEN: "公民",
        Payer.ORGANISATION: "法人或者其他组织",
        Payer.RESPONSIBLE_PERSON: "直接负责的主管人员和其他直接责任人员",
    },
    Amount: {
        Amount.FIXED: "固定幅度",
        Amount.PER_SQUARE_METRE: "按平方米计算",
        Amount.MULTIPLE: "按倍数计算",
        Amount.PERCENT: "按百分比计算",
        Amount.NONE_NATIONALLY: "国家规定未设数额",
    },
    Order: {
        Order.STOP: "责令停止违法行为",
        Order.CORRECT: "责令改正",
        Order.CORRECT_IN_TIME: "责令限期改正",
        Order.DEMOLISH_IN_TIME: "责令限期拆除",
        Order.DEMOLISH: "拆除",
        Order.RETURN_LAND: "责令退还土地",
        Order.RESTORE: "责令恢复原状",
        Order.REPLANT: "责令补种树木",
        Order.REMOVE: "责令清除、消除",
        Order.REMEDY: "责令采取补救措施",
        Order.PERSUADE: "说服教育",
        Order.EDUCATE: "批评教育",
        Order.COMPENSATE: "赔偿损失",
        Order.VEHICLE_OFF_ROAD: "车辆不得上道路行驶",
        Order.FORCED_AT_COST: "强制执行，费用由违法行为人承担",
        Order.DONE_AT_COST: "代为处理，费用由违法行为人承担",
    },
}

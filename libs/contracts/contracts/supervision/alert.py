from datetime import date

from contracts.code import Code
from contracts.event import Event
from contracts.topics import ALERTS
from contracts.values import RestsOn, TownshipCode


class AlertEvent(Event, topic=ALERTS):
    """Base of the events of an alert."""


class AlertKind(Code):
    DECISION_OVERDUE = "decision-overdue", "逾期未作出决定"
    PAYMENT_OVERDUE = "payment-overdue", "逾期未缴纳罚款"
    SERVICE_OVERDUE = "service-overdue", "逾期未送达"
    VISIT_OVERDUE = "visit-overdue", "逾期未完成检查"
    PATROL_OVERDUE = "patrol-overdue", "逾期未完成巡查"
    RECHECK_OVERDUE = "recheck-overdue", "责令改正期满未复查"
    FOLLOW_UP_OVERDUE = "follow-up-overdue", "复查未改正逾期未跟进"
    REFERRAL_OVERDUE = "referral-overdue", "复查未改正逾期未移送"
    REFERRAL_FORGONE = "referral-forgone", "复查未改正而不移送"
    CLUE_OVERDUE = "clue-overdue", "线索逾期未核查"
    TASK_OVERDUE = "task-overdue", "交办任务逾期"
    GROUND_JUDGED = "ground-judged", "由人认定的减轻、不予处罚、无须责令改正的情节，法定情形或者当事人"
    REFERRAL_DECLINED = "referral-declined", "移交不予立案"
    REVIEW_FINDING = "review-finding", "案卷评查发现问题"
    RIPE_CASE_STRUCK = "ripe-case-struck", "证据齐备或者已经告知的案件被撤销"
    REPORTED_CASE_STRUCK = "reported-case-struck", "由线索或者检查、巡查发现立案的案件被撤销"
    CLUE_SET_ASIDE = "clue-set-aside", "线索由一人决定不予立案"
    FINDING_SET_ASIDE = "finding-set-aside", "巡查发现由一人决定不予移送"
    PAID_BY_HANDLER = "payment-by-handler", "缴款由承办人或者负责人登记"
    ENFORCEMENT_ENDED = "enforcement-ended", "终结执行"
    ANOTHER_ACT = "another-act", "同一当事人时间相近的案件被认定为不同违法行为"
    TWO_POWERS = "one-act-two-powers", "同一违法行为触犯多个规范，应当按照罚款数额高的规定处罚"
    RESET_ALONE = "reset-alone", "一名管理员单独重置了他人的登录密码"
    OPENED_ALONE = "opened-alone", "一名管理员单独登记了人员并开立了登录名"
    OWN_RIGHTS = "own-rights", "管理员变更了本人的职责或者执法证"
    ROLES_ALONE = "roles-alone", "一名管理员单独为他人增加了决定或者监督的职责"
    RIGHTS_TAKEN = "rights-taken", "一名管理员单独取消了他人决定或者监督的职责，或者注销了其账户"
    TOKEN_COPIED = "token-copied", "设备的登录凭证被重复使用，可能已被他人复制"
    DRAW_OVERDUE = "draw-overdue", "封存抽取名单后逾期未抽取"
    SEALED_AGAIN = "sealed-again", "同一检查事项清单已有进行中的抽取，又封存了一次"
    UNEXPLAINED_VERDICT = "unexplained-verdict", "手机预判与平台认定不一致，原因不明"
    ANSWER_CORRECTED = "answer-corrected", "经两名执法人员确认的问题被更正"
    RECUSAL_ENTERED = "recusal-entered", "抽取中的回避由双随机办公室登记，不是负责人本人决定"


class AlertRaised(AlertEvent, type="supervision.alert-raised.v1", word="发出预警"):
    """Something is late or went wrong; the head and the supervisor see it (domain §10 FLAG).

    `rests_on` is the event that says so. A finding of a review names its rule, its article and what is wrong.
    """

    kind: AlertKind
    subject: str
    township: TownshipCode | None
    until: date | None
    raised_on: date
    rests_on: tuple[RestsOn, ...] = ()
    rule: str = ""
    law: str = ""
    what: str = ""


class Settling(Code):
    """Why an alert is settled."""

    DONE = "done", "已经办理"
    IN_TIME = "in-time", "事后查明未逾期"
    NOT_FOUND = "not-found-again", "再次评查未发现该问题"
    REVIEWED = "reviewed", "监督机构已经核查"


class AlertSettled(AlertEvent, type="supervision.alert-settled.v1", word="解除预警"):
    """What was late has been done, or proved to be no matter for an alert, as `reason` says (None: done)."""

    settled_on: date
    reason: Settling | None = None
    remark: str = ""

"""Values for golden examples: one story of Fuping, by field name, or by event and field where needed.

A restaurant in Fuping Town is drawn, its escape route found blocked, and the matter becomes a case that ends with a
fine. Another field, another word: a name that is not here gets a plain value of its type.
"""

from datetime import date
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5


def id_of(kind: str, name: str = "example") -> str:
    return f"{kind}-{uuid5(NAMESPACE_URL, f'zhifatong/{kind}/{name}')}"


def hash_of(name: str) -> str:
    """Return a made-up sha256."""
    return uuid5(NAMESPACE_URL, name).hex + uuid5(NAMESPACE_URL, f"{name}/2").hex


FIRM: Final = "91350100M000100Y43"  # the example code of GB 32100-2015
OFFICERS: Final = ("HB-130624-1001", "HB-130624-1002")
CASE: Final = id_of("case")
VISIT: Final = id_of("visit")
DRAW: Final = id_of("draw")
TASK: Final = id_of("task")
PERSON: Final = id_of("officer")
FINDING: Final = f"{VISIT}-fire-01"

DAYS: Final[dict[str, date]] = {
    "valid_from": date(2026, 1, 1),
    "valid_until": date(2030, 12, 31),
    "effective_from": date(2026, 3, 2),
    "seen_on": date(2026, 3, 1),
    "sealed_on": date(2026, 3, 2),
    "held_on": date(2026, 3, 3),
    "approved_on": date(2026, 3, 9),
    "inspect_until": date(2026, 5, 29),
    "act_on": date(2026, 3, 11),
    "found_on": date(2026, 3, 11),
    "opened_on": date(2026, 3, 11),
    "concluded_on": date(2026, 3, 11),
    "filed_on": date(2026, 3, 12),
    "decide_until": date(2026, 6, 10),
    "served_on": date(2026, 3, 24),
    "defence_until": date(2026, 3, 31),
    "waived_on": date(2026, 3, 25),
    "decided_on": date(2026, 4, 2),
    "paid_on": date(2026, 4, 13),
    "closed_on": date(2026, 4, 15),
    "ordered_on": date(2026, 3, 11),
    "until": date(2026, 3, 25),
    "rechecked_on": date(2026, 3, 26),
    "due_on": date(2026, 3, 27),
    "done_on": date(2026, 3, 20),
    "completed_on": date(2026, 3, 20),
    "changed_on": date(2026, 4, 15),
    "happened_on": date(2026, 4, 2),
    "noticed_on": date(2026, 5, 30),
}

WORDS: Final[dict[str, str]] = {
    "address": "河北省保定市阜平县阜平镇东街 12 号",
    "case": CASE,
    "certificate": OFFICERS[0],
    "clue": id_of("clue"),
    "demand": "清除疏散通道内堆放的杂物，保持通道畅通",
    "draw": DRAW,
    "education": "已告知当事人保持疏散通道畅通的法定义务及占用通道的危害，当事人表示接受",
    "explanation": "受到行政处罚，按记分模型扣 12 分",
    "field": "catering",
    "finding": FINDING,
    "firm": FIRM,
    "instruction": "核实该店疏散通道是否已经清理，并报告结果",
    "item": "fire-01",
    "law": "APL 42",
    "legal_person": "张三",
    "model": "fuping-2026",
    "name": "阜平镇人民政府",
    "note": "安全出口处堆放有纸箱",
    "officer": OFFICERS[0],
    "outcome": "处罚决定履行完毕",
    "place": "阜平县阜平镇东街 12 号",
    "power": "FI-01",
    "receipt": "冀财 2026 00012345",
    "report": "已现场核实，通道畅通",
    "review": "经复核，当事人提出的理由不影响违法事实的认定",
    "route": "东街、南街沿街门店",
    "rule": "cases/two-officers",
    "seed": "03 11 14 22 27 33 09",
    "seed_issue": "2026094",
    "seed_source": "双色球 2026-03-03 开奖号码",
    "seed_title": "中国福利彩票双色球",
    "service": "cases",
    "source": "冀政字〔2026〕0 号（示例）",
    "subject": CASE,
    "task": TASK,
    "telephone": "10000000001",
    "text": "当事人陈述：杂物为临时堆放，已经清理",
    "township": "130624100",
    "visit": VISIT,
}

NUMBERS: Final[dict[str, int]] = {
    "amount": 1_000_000,
    "answered": 8,
    "excluded": 3,
    "findings": 2,
    "fine": 1_000_000,
    "firms": 500,
    "open": 1_000_000,
    "points": -12,
    "problems": 1,
    "proposed_fine": 1_000_000,
    "rows": 500,
    "score": 78,
    "sequence": 1,
    "wanted": 40,
    "year": 2026,
}

LISTS: Final[dict[str, tuple[Any, ...]]] = {
    "fields": ("fire", "safety"),
    "laws": ("消防法",),
    "item_lists": ("fire", "safety"),
    "officers": OFFICERS,
    "townships": ("130624100", "130624101"),
    "roles": ("officer", "captain"),
    "drawn": ({"firm": FIRM, "township": "130624100", "number": hash_of("ticket"), "officers": OFFICERS},),
    "sanctions": (),
    "proposed_sanctions": (),
    "rests_on": ({"id": PERSON, "sequence": 2},),
    "recused": ({"firm": FIRM, "certificate": OFFICERS[0]},),
    "recusal_reasons": ({"firm": FIRM, "certificate": OFFICERS[0], "reason": "与经营者有近亲属关系"},),
    "witnesses": ({"name": "张三", "role": "县人大代表"},),
    "witness_roles": ("县人大代表",),
}

HASHES: Final[dict[str, str]] = {
    name: hash_of(name)
    for name in (
        "act_mark",
        "after",
        "before",
        "blob",
        "file",
        "mark",
        "party_mark",
        "picture",
        "pool",
        "record",
        "signed_paper",
    )
}

SPECIAL: Final[dict[str, Any]] = {
    "cases.act-confirmed.v1.act": "evidence-1",
    "cases.act-confirmed.v1.certificate": OFFICERS[1],
    "cases.act-confirmed.v1.confirmed_on": date(2026, 3, 13),
    "cases.case-filed.v1.clue": None,
    "cases.case-filed.v1.power_name": "占用、堵塞、封闭疏散通道、安全出口",
    "cases.case-withdrawn.v1.reasons": "当事人主体认定有误，撤销立案",
    "cases.clue-registered.v1.description": "来电反映东街一饭店后门通道被杂物堵死",
    "cases.clue-registered.v1.informant": "李先生，13900000000",
    "cases.clue-registered.v1.received_on": date(2026, 3, 2),
    "cases.clue-set-aside.v1.reasons": "经核查，现场未发现违法行为",
    "cases.clue-set-aside.v1.set_aside_on": date(2026, 3, 4),
    "cases.correction-ordered.v1.act": "correction-1",
    "cases.correction-rechecked.v1.act": "recheck-1",
    "cases.decision-overdue.v1.until": date(2026, 6, 10),
    "cases.decision-overdue.v1.noticed_on": date(2026, 6, 11),
    "cases.decision-served.v1.act": "service-1",
    "cases.decision-served.v1.served_on": date(2026, 4, 3),
    "cases.decision-served.v1.pay_until": date(2026, 4, 20),
    "cases.decision-served.v1.review_until": date(2026, 6, 2),
    "cases.decision-served.v1.sue_until": date(2026, 10, 8),
    "cases.defence-received.v1.act": "defence-1",
    "cases.defence-received.v1.received_on": date(2026, 3, 25),
    "cases.defence-waived.v1.act": "defence-1",
    "cases.evidence-taken.v1.act": "evidence-1",
    "cases.evidence-taken.v1.description": "疏散通道被纸箱堵塞的照片，由东向西拍摄",
    "cases.evidence-taken.v1.kind": "audio-visual",
    "cases.no-penalty-decided.v1.reasons": "初次违法，危害后果轻微，已当场改正",
    "cases.party-identified.v1.age_group": None,
    "cases.party-identified.v1.licence": None,
    "cases.party-identified.v1.party": {"name": "阜平县某饭店", "number": FIRM, "address": WORDS["address"]},
    "cases.party-identified.v1.subject": "organisation",
    "cases.payment-overdue.v1.until": date(2026, 4, 20),
    "cases.payment-overdue.v1.noticed_on": date(2026, 4, 21),
    "cases.penalty-decided.v1.mitigated": None,
    "cases.penalty-decided.v1.mitigated_by": (),
    "cases.penalty-decided.v1.mitigated_reason": None,
    "cases.penalty-decided.v1.reasons": "占用疏散通道，违反消防法第二十八条，依照第六十条第一款第三项处罚",
    "cases.penalty-decided.v1.subject": "organisation",
    "cases.power-confirmed.v1.name": "占用、堵塞、封闭疏散通道、安全出口",
    "cases.prior-notice-served.v1.act": "notice-1",
    "cases.prior-notice-served.v1.mitigated_by": (),
    "cases.prior-notice-served.v1.mitigated_reason": None,
    "cases.prior-notice-served.v1.reasons": "拟认定占用疏散通道，拟处罚款一万元",
    "cases.referral-declined.v1.law": "APL 36",
    "cases.referral-declined.v1.rule": "cases/limitation-passed",
    "credit.entry-recorded.v1.rule": "penalty-decided",
    "credit.entry-recorded.v1.source": f"{CASE}:9",
    "credit.firm-registered.v1.code": FIRM,
    "credit.firm-registered.v1.name": "阜平县某饭店",
    "credit.firm-registered.v1.tier": "B",
    "credit.firm-registered.v1.risk": "high",
    "credit.firms-imported.v1.imported_on": date(2026, 2, 25),
    "credit.tier-changed.v1.code": FIRM,
    "credit.tier-changed.v1.previous": "B",
    "credit.tier-changed.v1.tier": "C",
    "identity.body-registered.v1.code": "130624100",
    "identity.certificate-suspended.v1.reason": "脱岗学习，暂停执法资格",
    "identity.certificate-withdrawn.v1.reason": "调离执法岗位",
    "identity.officer-certified.v1.body": "130624100",
    "identity.officer-identified.v1.number": "130624180101010018",
    "identity.officer-registered.v1.another": "",
    "identity.officer-registered.v1.maybe_same": (),
    "identity.officer-registered.v1.name": "王五",
    "identity.officer-registered.v1.number": "130624180101010018",
    "inspections.assignment-declined.v1.law": "Doc 54",
    "inspections.assignment-declined.v1.rule": "inspections/cap-reached",
    "inspections.patrol-found.v1.description": "店外堆放的纸箱占用人行道",
    "inspections.patrol-found.v1.finding": f"{id_of('patrol')}-1",
    "inspections.patrol-referred.v1.finding": f"{id_of('patrol')}-1",
    "inspections.patrol-referred.v1.power": "CG-05",
    "inspections.visit-assigned.v1.task": None,
    "inspections.visit-concluded.v1.task": None,
    "inspections.visit-concluded.v1.result": "referred",
    "inspections.visit-overdue.v1.until": date(2026, 5, 29),
    "inspections.visit-postponed.v1.reason": "店主外出，约定改期",
    "inspections.visit-postponed.v1.inspect_until": date(2026, 6, 12),
    "platform.attempt-refused.v1.command": "take_evidence",
    "platform.attempt-refused.v1.command_label": "调查取证",
    "platform.attempt-refused.v1.rule_label": "须由两名执法人员进行",
    "supervision.alert-raised.v1.until": date(2026, 6, 10),
    "supervision.alert-raised.v1.raised_on": date(2026, 6, 11),
    "supervision.alert-settled.v1.settled_on": date(2026, 6, 15),
    "supervision.task-failed.v1.law": "Doc 54",
    "supervision.task-failed.v1.rule": "inspections/cap-reached",
    "supervision.task-issued.v1.kind": "visit",
    "supervision.task-overdue.v1.until": date(2026, 3, 27),
    "supervision.task-overdue.v1.noticed_on": date(2026, 3, 28),
}

BY_NAME: Final[dict[str, Any]] = {**DAYS, **WORDS, **NUMBERS, **LISTS, **HASHES, "body": "130624100"}

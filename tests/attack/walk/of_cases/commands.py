"""Commands on a case, as who may give them would: lawful for the most part."""

from datetime import timedelta
from random import Random
from typing import Any

from tests.attack.walk.neighbours import FIRM, HOUSEHOLD, NUMBERS, some
from tests.attack.walk.people import OFFICERS
from tests.attack.walk.world import Body, Make, World

from cases.case.domain.case import Case
from contracts.cases import (
    EndingGround,
    EvidenceKind,
    ForgoneGround,
    MitigatedGround,
    NoPenaltyGround,
    PartyIdentified,
    Sanction,
    ServiceMethod,
)
from contracts.values import PartyDocument, Subject

ADDRESS = "阜平镇东街 12 号"
PARTY = {"name": "王老五", "number": NUMBERS[0], "address": ADDRESS}
OPERATOR = {"name": PARTY["name"], "number": PARTY["number"]}
FINES = {"FI-01": 300_00, "EN-09": 300_00, "NR-02": 600_00, "PH-01": 0, "AG-01": 500_00}
BESIDE = {"EN-12": ["warning"], "NR-08": ["warning"], "PH-01": ["warning"], "SF-07": ["suspend-business"]}
BASES = {"NR-02": 100_00}
FINES_OF_FIRMS = (20_000_00, 20_000_00, 10_000_00, 49_999_99, 50_000_00)
GROUNDS = (*NoPenaltyGround, NoPenaltyGround.FIRST, NoPenaltyGround.FIRST, NoPenaltyGround.MINOR)


def party(world: World, case: Case, draw: Random) -> Body:
    if draw.random() < 0.75:
        number = NUMBERS[0] if draw.random() < 0.85 else draw.choice(NUMBERS)
        return {"subject": "citizen", "party": PARTY | {"number": number}}
    if draw.random() < 0.3:
        shop = {"name": "阜平某店", "number": HOUSEHOLD, "address": "东街"}
        return {"subject": "citizen", "firm": HOUSEHOLD, "party": shop, "operator": OPERATOR}
    return {"subject": "organisation", "firm": FIRM, "party": {"name": "阜平某公司", "number": FIRM, "address": "东街"}}


def evidence(world: World, case: Case, draw: Random) -> Body:
    return {
        "kind": draw.choice(list(EvidenceKind)).value,
        "blob": world.files[0],
        "taken_at": (world.clock() - timedelta(minutes=5)).isoformat(),
        "description": "轮胎",
        "officers": list(case.officers),
    }


def circumstance(world: World, case: Case, draw: Random) -> Body:
    return {
        "circumstance": "造成公路路面损坏、污染或者影响公路畅通的",
        "evidence": shown(case, draw),
        "reason": "车辆须绕行",
        "officers": list(case.officers),
    }


def shown(case: Case, draw: Random) -> list[str]:
    """Return what a finding rests on: confirmed evidence, and now and then something that is not."""
    if draw.random() < 0.85:
        return list(case.confirmed_evidence)[:2]
    return [one.act for one in case.acts][:1]


def order(world: World, case: Case, draw: Random) -> Body:
    days = draw.choice((7, 7, 7, 1))
    return {
        "demand": "清除",
        "until": (world.today + timedelta(days=days)).isoformat(),
        "officers": list(case.officers),
    }


def forgone(world: World, case: Case, draw: Random) -> Body:
    return {
        "ground": draw.choice(list(ForgoneGround)).value,
        "evidence": shown(case, draw),
        "reason": "已经清除",
        "officers": list(case.officers),
    }


def recheck(world: World, case: Case, draw: Random) -> Body:
    over = case.order is not None and case.order.until < world.today
    return {
        "fulfilled": draw.random() < (0.4 if over else 0.8),
        "blob": world.files[1],
        "officers": list(case.officers),
    }


def notice(world: World, case: Case, draw: Random) -> Body:
    return {"officers": list(case.officers), "reasons": "焚烧轮胎"} | proposed(case, draw)


def proposed(case: Case, draw: Random) -> Body:
    """Return a penalty that the article provides, for the most part."""
    if draw.random() < 0.25:
        fine = draw.choice((1_000_00, 500_00, 2_000_00, 0, 10_000_00))
        return {"fine": fine, "sanctions": sanctions_too(None, case, None, draw) if draw.random() < 0.3 else []}
    firm = case.party is not None and case.party.subject is Subject.ORGANISATION
    power = case.filed.power
    body = {"fine": draw.choice(FINES_OF_FIRMS) if firm else FINES.get(power, 1_000_00)}
    base = {"base": BASES[power]} if power in BASES and draw.random() < 0.9 else {}
    return body | {"sanctions": BESIDE.get(power, []) if draw.random() < 0.9 else []} | base


def penalty(world: World, case: Case, draw: Random) -> Body:
    told = case.notice
    if told is None or draw.random() < 0.1:
        return {"reasons": "事实清楚"} | proposed(case, draw)
    same: Body = {"fine": told.proposed_fine, "sanctions": [one.value for one in told.proposed_sanctions]}
    if told.base:
        same["base"] = told.base
    if told.mitigated:
        same["mitigated"] = {"ground": told.mitigated, "evidence": list(told.mitigated_by), "reason": "主动供述"}
    return {"reasons": "事实清楚"} | same


def defence(world: World, case: Case, draw: Random) -> Body:
    return {"text": "初犯", "review": "不影响认定", "officers": list(case.officers)}


def waiver(world: World, case: Case, draw: Random) -> Body:
    papers = world.files[4:]
    return {"signed_paper": papers[len(case.papers) % len(papers)], "officers": list(case.officers)}


def no_penalty(world: World, case: Case, draw: Random) -> Body:
    return {
        "ground": draw.choice(GROUNDS).value,
        "reasons": "情节轻微",
        "education": "已教育",
        "evidence": shown(case, draw),
    }


def withdrawal(world: World, case: Case, draw: Random) -> Body:
    return {"reasons": "重复立案"}


def service(world: World, case: Case, draw: Random) -> Body:
    return {"method": ServiceMethod.IN_PERSON.value, "officers": list(case.officers)}


def payment(world: World, case: Case, draw: Random) -> Body:
    amount = case.fine_open if draw.random() < 0.7 else max(1, case.fine_open // 2)
    return {"paid_on": world.today.isoformat(), "amount": amount, "receipt": f"P-{draw.randrange(5)}"}


def recusal(world: World, case: Case, draw: Random) -> Body:
    return {"concerns": draw.choice((*case.officers, "head", None)), "reason": "与当事人是亲属"}


def recusal_decision(world: World, case: Case, draw: Random) -> Body:
    raised = case.recusals_pending[0] if case.recusals_pending else None
    body = {"recusal": raised.recusal if raised else "recusal-x", "granted": draw.random() < 0.6, "reason": "属实"}
    return body | ({"minutes": world.files[3]} if raised and raised.head else {})


def replacement(world: World, case: Case, draw: Random) -> Body:
    out = [number for number in case.officers if number in case.recused] or list(case.officers)
    others = [person.certificate for person in OFFICERS if person.certificate not in case.officers]
    joining = "HB-1003" if "HB-1003" in others and draw.random() < 0.7 else draw.choice(others)
    return {"leaving": out[0] if draw.random() < 0.5 else out[-1], "joining": joining, "reason": "回避"}


def same_act(world: World, case: Case, draw: Random) -> Body:
    marks = unjudged(world, case) or [world.bench.service.cases.facts.mark(id) for id in world.kept("case")]
    return {"other": draw.choice(marks), "same": draw.random() < 0.2, "reasons": "当日另一地点"}


def unjudged(world: World, case: Case) -> list[str]:
    """Return the marks of the party's other cases that nothing was said of."""
    if not case.party:
        return []
    mark = world.bench.service.cases.facts.mark
    parties = {id: other["state"]["party"] for id, other in world.kept("case").items() if other["state"]["party"]}
    others = [mark(id) for id, party in parties.items() if is_similar(party, case.party)]
    return [other for other in others if case.same_as(other) is None]


def is_similar(other: Body, party: PartyIdentified) -> bool:
    return bool({other["party_mark"], *other["alike"]} & party.marks and other["act_mark"] != party.act_mark)


def together(world: World, case: Case, draw: Random) -> Body:
    return {"officers": list(case.officers)}


def enforcement_end(world: World, case: Case, draw: Random) -> Body:
    ground = draw.choice(list(EndingGround)).value
    return {"ground": ground, "blob": world.files[3], "reasons": "无可供执行的财产"}


def nothing(world: World, case: Case, draw: Random) -> Body:
    return {}


def returned(world: World, case: Case, draw: Random) -> Body:
    return {"reason": "缺少现场照片"}


def handed_in(world: World, case: Case, draw: Random) -> Body:
    return {"note": "已补充"}


def a_document(world: World, case: Case | None, value: Any, draw: Random) -> str:
    return draw.choice([one.value for one in PartyDocument])


def a_licence(world: World, case: Case | None, value: Any, draw: Random) -> str:
    """Return an act of evidence, or what is none."""
    acts = [one.act for one in case.evidence] if case else []
    return draw.choice([*acts, "act-x"])


def another_mitigation(world: World, case: Case | None, value: Any, draw: Random) -> Body:
    acts = [*(one.act for one in case.evidence), *(one.act for one in case.rechecks)] if case else []
    return {"ground": draw.choice(list(MitigatedGround)).value, "evidence": acts[:1], "reason": "当事人主动供述"}


def sanctions_too(world: World | None, case: Case | None, value: Any, draw: Random) -> list[str]:
    return some(Sanction, draw)


COMMANDS: dict[str, tuple[str, Make]] = {
    "filing-approval": ("head", nothing),
    "filing-return": ("head", returned),
    "filing-hand-in": ("officer", handed_in),
    "party": ("officer", party),
    "evidence": ("officer", evidence),
    "circumstance": ("officer", circumstance),
    "correction-order": ("officer", order),
    "correction-forgone": ("officer", forgone),
    "correction-recheck": ("officer", recheck),
    "prior-notice": ("officer", notice),
    "defence": ("officer", defence),
    "defence-waiver": ("officer", waiver),
    "penalty": ("head", penalty),
    "no-penalty": ("head", no_penalty),
    "withdrawal": ("head", withdrawal),
    "service": ("officer", service),
    "payment": ("officer", payment),
    "same-act": ("officer", same_act),
    "demand": ("officer", together),
    "court-application": ("head", nothing),
    "enforcement-end": ("head", enforcement_end),
    "closing": ("head", nothing),
    "recusal": ("officer", recusal),
    "recusal-decision": ("head", recusal_decision),
    "officer-replacement": ("head", replacement),
}
"""Who gives each: the officer of the case who stands first, or the head."""

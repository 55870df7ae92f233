"""Steps of a walk: the lawful next one, its neighbours, and what nobody asked for, each drawn from its own number."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.attack.walk.doors import Asked
from tests.attack.walk.world import ELSEWHERE, PEOPLE, POWERS, TOWN, World

from cases.case.domain.case import Case
from contracts.cases import EvidenceKind, MitigatedGround, NoPenaltyGround, Sanction, ServiceMethod
from contracts.values import CHINA

PAIR = ("HB-1001", "HB-1002")
FIRM = "91130624MA0TETX1KD"
HOUSEHOLD = "92130624MA0TETX3XY"
NUMBERS = (
    "132423187001010017",
    "132423187001010017 ",
    "13242318700101001７",
    "132423187001010018",
    "110101199003077774",
)
PARTY = {"name": "王老五", "number": NUMBERS[0], "address": "阜平镇东街 12 号"}
DAYS = (-1100, -731, -730, -366, -91, -90, -61, -16, -15, -8, -7, -2, -1, 0, 1, 2, 7, 15, 30, 90, 365, 366)
WAITS = (1, 1, 2, 5, 7, 7, 8, 8, 14, 15, 16, 30, 61, 90, 91)

type Body = dict[str, Any]


def today(world: World) -> date:
    return world.clock().astimezone(CHINA).date()


def filing(world: World, draw: Random) -> Body:
    act_on = today(world) - timedelta(days=draw.choice((3, 12)))
    return {
        "power": draw.choice(POWERS) if draw.random() < 0.3 else "EN-03",
        "township": TOWN,
        "act_on": act_on.isoformat(),
        "place": "阜平镇东街",
        "officers": list(PAIR),
    }


def party(world: World, case: Case, draw: Random) -> Body:
    if draw.random() < 0.7:
        return {"subject": "citizen", "party": PARTY}
    return {"subject": "organisation", "firm": FIRM, "party": {"name": "阜平某公司", "number": FIRM, "address": "东街"}}


def evidence(world: World, case: Case, draw: Random) -> Body:
    return {
        "kind": draw.choice(list(EvidenceKind)).value,
        "blob": world.files[0],
        "taken_at": (world.clock() - timedelta(minutes=5)).isoformat(),
        "description": "轮胎",
        "officers": list(PAIR),
    }


def order(world: World, case: Case, draw: Random) -> Body:
    return {"demand": "清除", "until": (today(world) + timedelta(days=7)).isoformat(), "officers": list(PAIR)}


def recheck(world: World, case: Case, draw: Random) -> Body:
    return {"fulfilled": draw.random() < 0.6, "blob": world.files[1], "officers": list(PAIR)}


def notice(world: World, case: Case, draw: Random) -> Body:
    return {"officers": list(PAIR), "reasons": "焚烧轮胎"} | penalty(case, draw)


def penalty(case: Case, draw: Random) -> Body:
    told = case.notice
    if told and draw.random() < 0.8:
        same = {
            "fine": told.proposed_fine,
            "sanctions": [one.value for one in told.proposed_sanctions],
            "base": told.base,
        }
        return {name: value for name, value in same.items() if value is not None}
    fine = draw.choice((1_000_00, 1_000_00, 500_00, 2_000_00, 0, 10_000_00))
    return {"fine": fine, "sanctions": some(Sanction, draw) if draw.random() < 0.15 else []}


def some(kinds: Any, draw: Random) -> list[str]:
    return [one.value for one in draw.sample(list(kinds), draw.choice((0, 1, 1, 2)))]


def defence(world: World, case: Case, draw: Random) -> Body:
    return {"text": "初犯", "review": "不影响认定", "officers": list(PAIR)}


def waiver(world: World, case: Case, draw: Random) -> Body:
    return {"signed_paper": world.files[3], "officers": list(PAIR)}


def decision(world: World, case: Case, draw: Random) -> Body:
    return {"reasons": "事实清楚"} | penalty(case, draw)


def no_penalty(world: World, case: Case, draw: Random) -> Body:
    ground = draw.choice(list(NoPenaltyGround)).value
    return {
        "ground": ground,
        "reasons": "情节轻微",
        "education": "已教育",
        "evidence": [one.act for one in case.evidence][:2],
    }


def withdrawal(world: World, case: Case, draw: Random) -> Body:
    return {"reasons": "重复立案"}


def service(world: World, case: Case, draw: Random) -> Body:
    return {"method": ServiceMethod.IN_PERSON.value, "officers": list(PAIR)}


def payment(world: World, case: Case, draw: Random) -> Body:
    amount = case.fine_open if draw.random() < 0.6 else max(1, case.fine_open // 2)
    return {"paid_on": today(world).isoformat(), "amount": amount, "receipt": f"P-{draw.randrange(5)}"}


def nothing(world: World, case: Case, draw: Random) -> Body:
    return {}


type Neighbour = Callable[[World, Case | None, Any, Random], Any]
type Make = Callable[[World, Case, Random], Body]

COMMANDS: dict[str, tuple[str, Make]] = {
    "filing-approval": ("head", nothing),
    "party": ("first", party),
    "evidence": ("first", evidence),
    "correction-order": ("first", order),
    "correction-recheck": ("first", recheck),
    "prior-notice": ("first", notice),
    "defence": ("first", defence),
    "defence-waiver": ("first", waiver),
    "penalty": ("head", decision),
    "no-penalty": ("head", no_penalty),
    "withdrawal": ("head", withdrawal),
    "service": ("first", service),
    "payment": ("first", payment),
    "closing": ("head", nothing),
}
WAY = (
    *("filing-approval", "party", "evidence", "correction-order", "prior-notice"),
    *("penalty", "service", "payment", "closing"),
)
BEFORE = ("evidence", "correction-order", "correction-recheck", "defence", "no-penalty")


def next_command(case: Case, today: date, draw: Random) -> str:
    """Return what the law would have next, now and then another thing that may come in between."""
    lapsed = case.order if case.order and case.order.until < today and draw.random() < 0.9 else None
    waits = [one for one in case.acts if not case.is_confirmed(one) and one is not lapsed]
    if waits and draw.random() < 0.9:
        return f"acts/{draw.choice(waits).act}/confirmation"
    if case.decided:
        if not case.served:
            return "service"
        return "payment" if case.fine_open else "correction-recheck" if case.order_open else "closing"
    if not case.party:
        return "party"
    if not any(case.is_confirmed(item) for item in case.evidence):
        return "evidence"
    if (not case.order or (lapsed and not case.is_confirmed(lapsed))) and draw.random() < 0.5:
        return "correction-order"
    if case.order and case.order_open and draw.random() < 0.15:
        return "correction-recheck"
    if draw.random() < 0.12:
        return draw.choice(BEFORE)
    if case.awaits_approval and draw.random() < 0.9:
        return "filing-approval"
    if not case.notice:
        return "prior-notice"
    heard = case.waiver or today > case.notice.defence_until
    return "penalty" if heard or draw.random() < 0.2 else draw.choice(("defence-waiver", "defence-waiver", "defence"))


def ahead(name: str, draw: Random) -> str:
    """Return a step that would come later, as if what lies between had been done."""
    later = WAY[WAY.index(name) + 1 :] if name in WAY else WAY
    return draw.choice(later or WAY)


def given(world: World, id: str, case: Case, name: str, draw: Random) -> Asked:
    """Return a command as who may give it would."""
    if name.startswith("acts/"):
        act = next((one for one in case.acts if one.act == name.split("/")[1]), None)
        number = act.officers[-1] if act else PAIR[1]
        who = next(person for person in PEOPLE.values() if person.certificate == number)
        return Asked(who, f"/cases/{id}/{name}", {}, world.key())
    recorder, make = COMMANDS[name]
    return Asked(PEOPLE[recorder], f"/cases/{id}/{name}", make(world, case, draw), world.key())


def varied(world: World, case: Case | None, asked: Asked, draw: Random) -> Asked:
    """Return a neighbour of a command: another value of one of its fields, or another person."""
    fields = [name for name in asked.body if name in NEIGHBOURS]
    if not fields or draw.random() < 0.15:
        others = [person for person in PEOPLE.values() if person.role is asked.person.role]
        return Asked(draw.choice(others), asked.path, asked.body, asked.key, asked.expected)
    name = draw.choice(fields)
    value = NEIGHBOURS[name](world, case, asked.body[name], draw)
    return Asked(asked.person, asked.path, asked.body | {name: value}, asked.key, asked.expected)


def another_day(world: World, case: Case | None, value: Any, draw: Random) -> str:
    return (today(world) + timedelta(days=draw.choice(DAYS))).isoformat()


def another_moment(world: World, case: Case | None, value: Any, draw: Random) -> str:
    return (world.clock() + timedelta(days=draw.choice((*DAYS, 0, 0)), minutes=draw.choice((-1, 0, 1)))).isoformat()


def another_fine(world: World, case: Case | None, value: Any, draw: Random) -> Any:
    if draw.random() < 0.6:  # a neighbour of what was told or is due
        return max(0, int(value) + draw.choice((-500_00, -1, 1, 500_00)))
    around = draw.choice((0, 200_00, 500_00, 2_000_00, 5_000_00, 10_000_00, 100_000_00, 10**15))
    return max(0, around + draw.choice((-1, 0, 1)))


def other_officers(world: World, case: Case | None, value: Any, draw: Random) -> list[str]:
    known = [person.certificate or "" for person in PEOPLE.values() if person.certificate]
    spelled = ["hb-1001", "HB-1002 ", "ＨＢ-1002", "HB-9999"]
    return draw.choice(
        (
            [*PAIR][::-1],
            ["HB-1001"],
            ["HB-1001"] * 2,
            ["HB-1001", draw.choice([*known, *spelled])],
            [*PAIR, draw.choice(known)],
        )
    )


def another_party(world: World, case: Case | None, value: Any, draw: Random) -> Body:
    name, number = (
        draw.choice(("王老五", "王老六", " 王老五", "王 老五")),
        draw.choice((*NUMBERS, FIRM, FIRM.lower(), HOUSEHOLD)),
    )
    return {"name": name, "number": number, "address": draw.choice(("阜平镇东街 12 号", "阜平镇东街12号", "西街"))}


def one_of(*values: Any) -> Neighbour:
    return lambda world, case, value, draw: draw.choice(values)


def another_mitigation(world: World, case: Case | None, value: Any, draw: Random) -> Body:
    acts = [*(one.act for one in case.evidence), *(one.act for one in case.rechecks)] if case else []
    return {"ground": draw.choice(list(MitigatedGround)).value, "evidence": acts[:1], "reason": "当事人主动供述"}


def another_file(world: World, case: Case | None, value: Any, draw: Random) -> str:
    return draw.choice((*world.files, "0" * 64))


NEIGHBOURS: dict[str, Neighbour] = {
    "act_on": another_day,
    "until": another_day,
    "paid_on": another_day,
    "taken_at": another_moment,
    "fine": another_fine,
    "amount": another_fine,
    "officers": other_officers,
    "party": another_party,
    "firm": one_of(FIRM, FIRM.lower(), HOUSEHOLD, None),
    "subject": one_of("citizen", "organisation"),
    "power": one_of(*POWERS, "en-03", "EN-03 ", "EN-99", "EN-04"),
    "township": one_of(TOWN, ELSEWHERE, "130624999"),
    "place": one_of("阜平镇东街", "阜平镇 东街", "阜平镇东街。", "阜平镇西街", ""),
    "kind": one_of(*(kind.value for kind in EvidenceKind)),
    "blob": another_file,
    "signed_paper": another_file,
    "fulfilled": one_of(True, False),
    "sanctions": lambda world, case, value, draw: some(Sanction, draw),
    "reasons": one_of("事实清楚", "", "132423187001010017"),
    "ground": one_of(*(ground.value for ground in NoPenaltyGround)),
    "evidence": lambda world, case, value, draw: draw.choice(([], ["act-x"])),
    "method": one_of(*(method.value for method in ServiceMethod)),
    "receipt": one_of("P-1", "p-1", "Ｐ-1", " P-1", "P 1", "P-1.", "P-2"),
}
MORE: dict[str, tuple[str, Neighbour]] = {
    "evidence": ("taken_at", another_moment),
    "correction-recheck": ("rechecked_on", another_day),
    "service": ("served_on", another_day),
    "penalty": ("mitigated", another_mitigation),
    "prior-notice": ("mitigated", another_mitigation),
}
"""Fields that a command may leave out."""

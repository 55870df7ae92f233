"""Nine cases: one referred by a visit, eight from patrols and the hotline, mostly of persons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from contracts.credit_code import is_household
from contracts.identity_number import check_character
from season.days import Days, week
from season.player import Body
from season.prosecuting import Docket, Matter, Offender, Prosecuting

type Progress = Callable[[], None]

DEFENCE = timedelta(days=8)  # five working days and a weekend, from a Monday to a Tuesday


def citizen(number: int) -> Offender:
    """Return an identity number that belongs to nobody: its date of birth does not exist."""
    body = f"13062418700101{number:03}"  # of nobody who lives
    return Offender(f"样例当事人{number}", body + check_character(body), f"阜平县样例村{number}号")


def firm(name: str, code: str, address: str) -> Offender:
    """Return a registered firm; a household with an operator of its own."""
    operator = citizen(100 + int(code[8:17], 36) % 900) if is_household(code) else None
    named = {"name": operator.name, "number": operator.number} if operator else None
    return Offender(name, code, address, firm=code, operator=named)


STRAW = Matter("EN-01", citizen(1), fine=800)
RUBBISH = Matter("EN-03", citizen(2), fine=1_000)
SHED = Matter("CG-03", citizen(3), fine=2_000, base=12_000)
SLIGHT = Matter("EN-01", citizen(4), fine=500)
ANNEX = Matter("CG-03", citizen(5), fine=1_500, base=9_000)
UNDECIDED = Matter("EN-03", citizen(6), fine=600)
LATE = Matter("EN-01", citizen(7), fine=1_200)
SECOND_SHED = Matter("CG-03", citizen(8), fine=1_000, base=8_000)


@dataclass
class Dockets:
    """The cases, by their outcome."""

    referred: Docket
    referred_matter: Matter
    late: Docket
    undecided: Docket
    count: int


async def prosecute(prosecuting: Prosecuting, days: Days, referral: Body, progress: Progress) -> Dockets:
    """Play weeks 3 to 7: from filing to payment and closing, and the cases that do not get so far."""
    await days.go_to(week(4))
    referred, matter = await firm_case(prosecuting, days, referral)
    progress()
    straw = await prosecuting.from_patrol("130624102", STRAW.power, "平阳河滩地", days.today)
    await notified(prosecuting, days, straw, STRAW)
    for township, one, place in (("130624103", RUBBISH, "城南庄集市北侧"), ("130624206", UNDECIDED, "吴王口村东")):
        docket = await prosecuting.from_patrol(township, one.power, place, days.today)
        if one is UNDECIDED:
            undecided = docket
            await prosecuting.investigate(docket, one.offender, days.today)
            await prosecuting.order(docket)
        else:
            await settled(prosecuting, days, docket, one)
        progress()
    for township, one, place in (
        ("130624104", SHED, "天生桥村临时棚"),
        ("130624106", ANNEX, "砂窝镇街面"),
        ("130624203", SECOND_SHED, "大台乡路口"),
    ):
        docket = await prosecuting.from_hotline(township, one.power, place, days.today - timedelta(days=1))
        await settled(prosecuting, days, docket, one)
        progress()
    await no_penalty(prosecuting, days)
    progress()
    late = await served_only(prosecuting, days)
    progress()
    await days.go_to(week(4) + DEFENCE)
    await prosecuting.penalise(straw, STRAW)
    await prosecuting.pay_and_close(straw, STRAW, days.today)
    progress()
    return Dockets(referred, matter, late, undecided, count=9)


async def firm_case(prosecuting: Prosecuting, days: Days, referral: Body) -> tuple[Docket, Matter]:
    """Play the case that the visit referred: corrected in time, fined, paid, closed."""
    fact = referral["visit"]["referred"][0]
    docket = await prosecuting.referred(fact["finding"], fact["officers"], fact["township"], fact["power"])
    offender = firm("样例当事企业", referral["firm"], "阜平县样例地址")
    matter = Matter(fact["power"], offender, fine=8_000)
    await prosecuting.investigate(docket, offender, days.today)
    await prosecuting.order(docket)
    await prosecuting.recheck(docket)
    await prosecuting.notify(docket, matter)
    await prosecuting.waive(docket)
    await prosecuting.penalise(docket, matter)
    await prosecuting.pay_and_close(docket, matter, days.today)
    return docket, matter


async def notified(prosecuting: Prosecuting, days: Days, docket: Docket, matter: Matter) -> None:
    await prosecuting.investigate(docket, matter.offender, days.today)
    await prosecuting.notify(docket, matter)


async def settled(prosecuting: Prosecuting, days: Days, docket: Docket, matter: Matter) -> None:
    """Waive in writing, fine, pay at the bank; the head closes."""
    await notified(prosecuting, days, docket, matter)
    await prosecuting.waive(docket)
    await prosecuting.penalise(docket, matter)
    await prosecuting.pay_and_close(docket, matter, days.today)


async def no_penalty(prosecuting: Prosecuting, days: Days) -> None:
    """End a slight case, corrected at once and without harm, with education instead of a penalty (APL 33(1))."""
    docket = await prosecuting.from_patrol("130624105", SLIGHT.power, "王林口村南", days.today)
    await prosecuting.investigate(docket, SLIGHT.offender, days.today)
    await prosecuting.order(docket)
    await prosecuting.recheck(docket)
    fields = {
        "ground": "minor",
        "reasons": "违法行为轻微并及时改正，没有造成危害后果",
        "education": "已当面讲解秸秆禁烧规定",
    }
    await docket.decide("no-penalty", fields)
    await docket.act("service", {"method": "in-person"})
    await docket.decide("closing")


async def served_only(prosecuting: Prosecuting, days: Days) -> Docket:
    """Decide and serve; the party does not pay in time."""
    docket = await prosecuting.from_hotline("130624202", LATE.power, "台峪乡坡地", days.today - timedelta(days=1))
    await notified(prosecuting, days, docket, LATE)
    await prosecuting.waive(docket)
    await prosecuting.penalise(docket, LATE)
    return docket

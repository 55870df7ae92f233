"""Neighbours of a command: another value of one of its fields, or another person."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from tests.attack.walk.people import ELSEWHERE, HEADS_NUMBER, OFFICERS, OFFICERS_NUMBER, PAIR, PEOPLE, TOWN
from tests.attack.walk.world import Asked, Body, Neighbour, World

from contracts.cases import EndingGround, EvidenceKind, ForgoneGround, NoPenaltyGround, Sanction, ServiceMethod
from contracts.done_at import acts_in
from contracts.inspections import Answer, UnmetReason

FIRM = "91130624MA0TETX1KD"
HOUSEHOLD = "92130624MA0TETX3XB"
PERSON_AND_CODE = "131002196005020220"
"""The identity number of nobody we know, which passes the check of a credit code."""
NUMBERS = (
    PERSON_AND_CODE,
    "132423187001010017",
    "132423187001010017 ",
    "13242318700101001７",
    "132423187001010018",
    OFFICERS_NUMBER,
    HEADS_NUMBER,
    "132423201505050010",
    "132423201103030025",
)
POWERS = (
    "EN-03",
    "EN-06",
    "EN-09",
    "EN-12",
    "FI-01",
    "AG-01",
    "TR-01",
    "NR-02",
    "NR-04",
    "NR-08",
    "CG-05",
    "CG-08",
    "PH-01",
    "SF-07",
)
DAYS = (-1100, -731, -730, -366, -91, -90, -61, -16, -15, -8, -7, -2, -1, 0, 1, 2, 7, 15, 30, 90, 365, 366)


def varied(world: World, state: Any, asked: Asked, draw: Random) -> Asked:
    """Return a neighbour of a command: another value of one of its fields, or another person."""
    known = {**NEIGHBOURS, **world.neighbours}
    fields = [name for name in asked.body if name in known]
    if not fields or draw.random() < 0.15:
        alike = [person for person in PEOPLE.values() if person.role is asked.person.role]
        return replace(asked, person=draw.choice(alike if draw.random() < 0.6 else list(PEOPLE.values())))
    name = draw.choice(fields)
    value = known[name](world, state, asked.body[name], draw)
    return replace(asked, body=asked.body | {name: value})


def another_day(world: World, state: Any, value: Any, draw: Random) -> str:
    return (world.today + timedelta(days=draw.choice(DAYS))).isoformat()


def another_moment(world: World, state: Any, value: Any, draw: Random) -> str:
    return (world.clock() + timedelta(days=draw.choice((*DAYS, 0, 0)), minutes=draw.choice((-1, 0, 1)))).isoformat()


def told_moment(world: World, state: Any, draw: Random) -> str:
    """Return when it was done, as a phone may tell: about now, about another fact of the file, or days before."""
    moments = [world.clock(), *(one.done_at for one in acts_in(state) if one.done_at)]
    days, minutes = draw.choice((0, 0, 0, 1, 2, 3, 4, 6, 7, 8)), draw.choice((-60, -6, -5, -4, -1, 0, 0, 1, 4, 5, 6))
    return (draw.choice(moments) - timedelta(days=days) + timedelta(minutes=minutes)).isoformat()


def another_fine(world: World, state: Any, value: Any, draw: Random) -> Any:
    if draw.random() < 0.6:  # a neighbour of what was told or is due
        return max(0, int(value) + draw.choice((-500_00, -1, 1, 500_00)))
    around = draw.choice((0, 200_00, 500_00, 2_000_00, 5_000_00, 10_000_00, 100_000_00, 10**15))
    return max(0, around + draw.choice((-1, 0, 1)))


def other_officers(world: World, state: Any, value: Any, draw: Random) -> list[str]:
    known = [person.certificate or "" for person in OFFICERS]
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


def another_party(world: World, state: Any, value: Any, draw: Random) -> Body:
    name, number = (
        draw.choice(("王老五", "王老六", " 王老五", "王 老五")),
        draw.choice((*NUMBERS, FIRM, FIRM.lower(), HOUSEHOLD)),
    )
    return {"name": name, "number": number, "address": draw.choice(("阜平镇东街 12 号", "阜平镇东街12号", "西街"))}


def another_operator(world: World, state: Any, value: Any, draw: Random) -> Body | None:
    return {"name": "王老五", "number": draw.choice(NUMBERS)} if draw.random() < 0.8 else None


def one_of(*values: Any) -> Neighbour:
    return lambda world, state, value, draw: draw.choice(values)


def another_file(world: World, state: Any, value: Any, draw: Random) -> str:
    return draw.choice((*world.files, "0" * 64))


def some(kinds: Any, draw: Random) -> list[str]:
    return [one.value for one in draw.sample(list(kinds), draw.choice((0, 1, 1, 2)))]


NEIGHBOURS: dict[str, Neighbour] = {
    "act_on": another_day,
    "until": another_day,
    "paid_on": another_day,
    "found_on": another_day,
    "seen_on": another_day,
    "patrol_on": another_day,
    "inspect_until": another_day,
    "taken_at": another_moment,
    "fine": another_fine,
    "amount": another_fine,
    "officers": other_officers,
    "party": another_party,
    "operator": another_operator,
    "firm": one_of(FIRM, FIRM.lower(), HOUSEHOLD, PERSON_AND_CODE, None),
    "subject": one_of("citizen", "organisation"),
    "power": one_of(*POWERS, "en-03", "EN-03 ", "EN-99", "EN-04"),
    "township": one_of(TOWN, ELSEWHERE, "130624999"),
    "place": one_of("阜平镇东街", "阜平镇 东街", "阜平镇东街。", "阜平镇西街", "村口5 138-0013-8000", ""),
    "kind": one_of(*(kind.value for kind in EvidenceKind)),
    "blob": another_file,
    "picture": another_file,
    "before": another_file,
    "after": another_file,
    "signed_paper": another_file,
    "fulfilled": one_of(True, False),
    "granted": one_of(True, False),
    "same": one_of(True, False),
    "sanctions": lambda world, state, value, draw: some(Sanction, draw),
    "reasons": one_of("事实清楚", "", "132423187001010017"),
    "ground": one_of(*(ground.value for ground in (*NoPenaltyGround, *ForgoneGround, *EndingGround))),
    "reason": one_of("与当事人是亲属", "", *(reason.value for reason in UnmetReason)),
    "circumstance": one_of("造成公路路面损坏、污染或者影响公路畅通的", "严重影响规划的", ""),
    "concerns": one_of(*(person.certificate for person in OFFICERS), "head", "deputy", "nobody", None),
    "leaving": one_of(*(person.certificate for person in OFFICERS)),
    "joining": one_of(*(person.certificate for person in OFFICERS), *PAIR),
    "replaced": one_of(*(person.certificate for person in OFFICERS)),
    "by": one_of(*(person.certificate for person in OFFICERS)),
    "evidence": lambda world, state, value, draw: draw.choice(([], ["act-x"])),
    "method": one_of(*(method.value for method in ServiceMethod)),
    "receipt": one_of("P-1", "p-1", "Ｐ-1", " P-1", "P 1", "P1", "P-1.", "P-2"),
    "answer": one_of(*(answer.value for answer in Answer)),
    "item": one_of("safety-01", "safety-02", "fire-01", "nothing-01"),
    "finding": one_of("patrol-1", "finding-1"),
    "clue": one_of("clue-1", None),
}

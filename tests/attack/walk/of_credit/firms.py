"""Firms: registered one by one or by a file, once each, by whoever keeps the register."""

import csv
from io import StringIO
from random import Random
from typing import Any

from tests.attack.walk.neighbours import FIRM, HOUSEHOLD, PERSON_AND_CODE, one_of
from tests.attack.walk.people import ELSEWHERE, PEOPLE, TOWN
from tests.attack.walk.world import Asked, Body, Course, World

from contracts.credit import FirmKind
from contracts.credit_code import check_character

NUMBERS = [body + check_character(body) for body in (f"91130624MA{number:07d}" for number in range(4))]
CODES = (*NUMBERS, FIRM, HOUSEHOLD)


def firm(draw: Random) -> Body:
    number = draw.randrange(len(CODES))
    return {
        "code": CODES[number],
        "name": f"阜平县第{number}商店",
        "township": TOWN,
        "kind": "household",
        "field": "retail",
        "risk": draw.choice(("ordinary", "high")),
        "address": f"阜平镇{number}号",
        "legal_person": f"张{number}",
    }


def begin(world: World, draw: Random) -> Asked:
    registrar = PEOPLE["registrar"]
    if draw.random() < 0.5:
        return Asked(registrar, "/firms", firm(draw), world.key())
    return Asked(registrar, "/imports", {"csv": written(firm(draw), firm(draw)), "sample": False}, world.key())


def written(*rows: Body) -> str:
    out = StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def another_file(world: World, state: Any, value: Any, draw: Random) -> str:
    rows = [firm(draw) for _ in range(draw.choice((1, 2, 3)))]
    name = draw.choice(list(rows[0]))
    rows[0][name] = NEIGHBOURS[name](world, state, rows[0][name], draw) or ""
    text = written(*rows)
    return draw.choice((text, text.replace("\n", "\n\n"), "\ufeff" + text, text.replace(",", "，"), text[:40], '"'))


def wanted(world: World, firm: Any, draw: Random) -> list[str]:
    return ["register", "import"] if draw.random() < 0.5 else ["import", "register"]


def given(world: World, id: str, state: Any, name: str, draw: Random) -> Asked:
    path, make = ("/firms", registered) if name == "register" else ("/imports", imported)
    return Asked(PEOPLE["registrar"], path, make(world, state, draw), world.key())


def registered(world: World, state: Any, draw: Random) -> Body:
    return firm(draw)


def imported(world: World, state: Any, draw: Random) -> Body:
    return {"csv": written(firm(draw)), "sample": False}


COMMANDS = {"register": ("registrar", registered), "import": ("registrar", imported)}
NEIGHBOURS = {
    "code": one_of(*CODES, FIRM.lower(), PERSON_AND_CODE, "91130624MA0TETX1K0", "", None),
    "name": one_of("阜平县第一商店", "\u200b", "阜平•商店", "张三132423187001010017", ""),
    "township": one_of(TOWN, ELSEWHERE, "130624999", TOWN + " "),
    "kind": one_of(*(kind.value for kind in FirmKind), "citizen"),
    "field": one_of("retail", "mining", "nothing"),
    "risk": one_of("ordinary", "high", "none"),
    "address": one_of("阜平镇东街", "13800138000", ""),
    "legal_person": one_of("张三", "\u202e三", "", None),
    "csv": another_file,
    "sample": one_of(True, False, "x"),
}
FIRMS = Course(verbs="firms", commands=COMMANDS, wanted=wanted, given=given, more={})
IMPORTS = Course(verbs="imports", commands=COMMANDS, wanted=wanted, given=given, more={})

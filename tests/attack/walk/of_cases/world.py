"""The world of cases and clues: the people are certified, the powers confirmed, the files there."""

from dataclasses import replace

from pydantic import SecretStr
from tests.attack.walk.neighbours import POWERS
from tests.attack.walk.of_cases.cases import CASE
from tests.attack.walk.of_cases.clues import CLUE
from tests.attack.walk.of_cases.filing import begin
from tests.attack.walk.people import ACT_KEY, OFFICERS, PEOPLE, TOWN, certificates, certified, marks, posts, registered
from tests.attack.walk.world import BEGINNING, World, as_published

from cases.__main__ import BLUEPRINT
from chassis.process import Settings
from chassis.testing import Bench, SetClock, in_memory, jpeg
from contracts.cases import FinePaid, PartyIdentified, PenaltyDecided
from contracts.texts import identifier
from supervision.review import Elsewhere, Known
from supervision.review.domain.first import fault_of
from supervision.review.domain.known import granted

GIVEN = ("EN-03", "CG-05")
"""Powers of the published list, or of the law."""
CONFIRMED = tuple(power for power in POWERS if power not in GIVEN)


async def world() -> World:
    """Return a world in which the people are certified and the powers confirmed."""
    clock = SetClock(BEGINNING)
    bench = Bench(BLUEPRINT, in_memory(clock, Settings(act_key=SecretStr(ACT_KEY))))
    for person in OFFICERS:
        await bench.hear(person.name, registered(person))
        await bench.hear(person.name, certified(person))
    for head in ("head", "deputy"):
        await bench.hear(head, registered(PEOPLE[head]))
    known = Known(certificates=certificates(), posts=posts(), marks=marks())
    made = World(
        blueprint=BLUEPRINT,
        bench=bench,
        clock=clock,
        courses={"case": CASE, "clue": CLUE},
        begin=begin,
        known=lambda world, id: judged_by(world, known),
        forgotten=("case", "clue", "claim", "refusal", "quota"),
    )
    supervisor = made.caller(PEOPLE["supervisor"])
    row = {
        "townships": [TOWN],
        "published_on": "2025-12-20",
        "valid_from": "2026-01-01",
        "source": "阜平县清单",
        "document": "阜政发〔2025〕3号",
    }
    grants = {}
    for power in CONFIRMED:
        (await supervisor.act(f"/powers/{power}/confirmation", row)).raise_for_status()
        (document,) = await bench.parts.documents.find("power", {"_id": f"power-{power}"})
        grants[power] = granted((), as_published(document["events"][0]).event)
    known = replace(known, powers=grants)
    first = made.caller(PEOPLE["first"])
    pictures = [await first.upload(jpeg(str(number))) for number in range(3)]
    papers = [
        await first.upload(b"%PDF-1.7 signed paper " + number, "application/pdf") for number in (b"1", b"2", b"3")
    ]
    made.files = (*pictures, *papers)
    return made


def judged_by(world: World, known: Known) -> Known:
    faults = tuple(fault for one in world.histories.values() if (fault := fault_of(one)))
    return replace(known, fines=fined(world), receipts=paid(world), faults=faults)


def fined(world: World) -> dict[str, tuple[Elsewhere, ...]]:
    found: dict[str, tuple[Elsewhere, ...]] = {}
    for case, history in world.histories.items():
        party = history.last(PartyIdentified)
        for penalty in history.of(PenaltyDecided):
            if party and penalty.event.fine:
                mark = party.event.act_mark
                found[mark] = (*found.get(mark, ()), Elsewhere(id=case, at=penalty.at))
    return found


def paid(world: World) -> dict[str, tuple[Elsewhere, ...]]:
    found: dict[str, tuple[Elsewhere, ...]] = {}
    for case, history in world.histories.items():
        for payment in history.of(FinePaid):
            receipt = identifier(payment.event.receipt)
            found[receipt] = (*found.get(receipt, ()), Elsewhere(id=case, at=payment.at))
    return found

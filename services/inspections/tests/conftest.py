"""Inspections in process, with two certified officers, a third one, and two firms in Fuping town."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chassis.testing import Bench, Caller, SetClock, bodies, in_memory, jpeg, ready
from contracts.credit import FirmKind, FirmRegistered, Risk
from contracts.credit_code import check_character
from contracts.identity import OfficerCertified, OfficerRegistered
from contracts.inspections import DrawHeld, DrawnFirm
from contracts.values import Role, Tier
from inspections.__main__ import BLUEPRINT
from inspections.service import Service

TOWN = "130624100"
FIRM = "91130624MA0000001L"
OTHER_FIRM = "92130624MA0000002L"


@dataclass(frozen=True)
class Cast:
    """People of a visit; `a` and `b` are the pair, `c` is a third officer of the same body."""

    a: Caller
    b: Caller
    c: Caller
    head: Caller
    captain: Caller
    office: Caller
    supervisor: Caller
    stranger: Caller


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 9, 7, 2, tzinfo=UTC))


@pytest.fixture
def bench(clock: SetClock) -> Bench[Service]:
    return Bench(BLUEPRINT, in_memory(clock))


@pytest.fixture
def cast(bench: Bench[Service]) -> Cast:
    def officer(letter: str, *roles: Role) -> Caller:
        return bench.caller(f"officer-{letter}", TOWN, *roles, certificate=f"HB-{letter}", township=TOWN)

    return Cast(
        a=officer("A", Role.OFFICER),
        b=officer("B", Role.OFFICER),
        c=officer("C", Role.OFFICER),
        head=bench.caller("head-1", TOWN, Role.HEAD),
        captain=officer("A", Role.CAPTAIN),
        office=bench.caller("office-1", "130624-draw-office", Role.DRAW_OFFICE),
        supervisor=bench.caller("supervisor-1", "130624-justice", Role.SUPERVISOR),
        stranger=bench.caller("officer-X", "130624101", Role.OFFICER, Role.HEAD, certificate="HB-X"),
    )


@pytest.fixture
async def directories(bench: Bench[Service]) -> None:
    """Officers A and B are certified for everything, C only until August."""
    for letter, until in (("A", date(2027, 12, 31)), ("B", date(2027, 12, 31)), ("C", date(2026, 8, 31))):
        await bench.hear(f"officer-{letter}", registered())
        await bench.hear(f"officer-{letter}", certified(letter, until))
    for code, tier in ((FIRM, Tier.B), (OTHER_FIRM, Tier.B)):
        await bench.hear(f"firm-{code}", firm(code, tier))


@pytest.fixture
async def certified_c(bench: Bench[Service], directories: None) -> None:
    """C has a new certificate."""
    await bench.hear("officer-C", certified("C", date(2027, 12, 31), since=date(2026, 9, 1)))


def registered() -> OfficerRegistered:
    return OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.OFFICER,), name="某人")


def certified(letter: str, until: date, since: date = date(2026, 1, 1)) -> OfficerCertified:
    return OfficerCertified(
        certificate=f"HB-{letter}",
        body=TOWN,
        township=TOWN,
        valid_from=since,
        valid_until=until,
        fields=(
            "environment",
            "safety",
            "fire",
            "health-market",
            "resources",
            "planning",
            "agriculture",
            "water-roads",
        ),
    )


def firm(code: str, tier: Tier) -> FirmRegistered:
    return FirmRegistered(
        code=code,
        name="阜平县某饭店",
        township=TOWN,
        kind=FirmKind.ENTERPRISE,
        field="catering",
        risk=Risk.ORDINARY,
        address="阜平镇某街",
        tier=tier,
        legal_person="某人",
    )


@pytest.fixture
def new_firm() -> FirmRegistered:
    """A firm that the directories do not hold yet."""
    body = "91130624MA0000009"
    return firm(body + check_character(body), Tier.C)


type Assign = Callable[[str], Awaitable[str]]


@pytest.fixture
def assign(bench: Bench[Service]) -> Assign:
    """A visit of A and B to the firm, drawn in a draw of this name; gives the path of the visit."""

    async def assign(draw: str) -> str:
        drawn = DrawnFirm(firm=FIRM, township=TOWN, number="0" * 64, officers=("HB-A", "HB-B"))
        event = DrawHeld(
            seed="a seed",
            seed_source="a lottery",
            record="0" * 64,
            held_on=date(2026, 9, 7),
            inspect_until=date(2026, 9, 30),
            item_lists=("safety",),
            drawn=(drawn,),
        )
        await bench.hear(f"draw-{draw}", event, agency="130624-draw-office")
        return f"/visits/visit-{draw}-{FIRM}"

    return assign


TYPED: dict[str, Any] = {
    "note": "大门紧闭",
    "reason": "因故改期",
    "reasons": "经核查不能成立",
    "demand": "请配齐灭火器",
    "place": "阜平镇某街",
    "description": "有人焚烧垃圾",
    "power": "EN-03",
}


class Journey:
    """A visit or patrol that people advance by what they are offered: all of that is tried, and must be accepted."""

    def __init__(self, bench: Bench[Any], cast: Any, path: str) -> None:
        self.bench = bench
        self.callers: list[Caller] = [cast.a, cast.b, cast.head]
        self.path = path
        self.described: dict[str, Any] = {}
        self.tried: Counter[str] = Counter()
        self.taken = 0

    async def steps(self, caller: Caller) -> list[dict[str, Any]]:
        answer = await caller.ask(self.path)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["next_steps"]
        return found

    async def bodies(self, caller: Caller, step: dict[str, Any], named: str) -> list[dict[str, Any]]:
        self.described = self.described or (await self.bench.client.get("/openapi.json")).json()
        pictures = [name for name in ("before", "after", "picture") if self.asks_for(step, name)]
        files = {name: await caller.upload(jpeg(f"{name} {named}")) for name in pictures}
        listed = step["options"].get("answers.item", {"choices": []})["choices"]
        answers = [{"item": one["value"], "answer": "fine"} for one in listed]
        return bodies(self.described, step, TYPED | files | {"answers": answers})

    def asks_for(self, step: dict[str, Any], field: str) -> bool:
        return bool(step["schema"]) and field in self.described["components"]["schemas"][step["schema"]]["properties"]

    async def try_all(self) -> None:
        for caller in self.callers:
            for step in ready(await self.steps(caller)):
                for body in await self.bodies(caller, step, "tried"):
                    answer = await caller.act(f"{step['path']}?dry_run=true", body if step["schema"] else None)
                    assert answer.status_code == 200, (step["name"], body, answer.text)
                self.tried[step["name"]] += 1

    async def take(self, name: str, **typed: Any) -> dict[str, Any]:
        """Give the step as its form offers it to the first who may."""
        for caller in self.callers:
            for step in ready(await self.steps(caller)):
                if step["name"] == name:
                    self.taken += 1
                    body = (await self.bodies(caller, step, f"{name} {self.taken}"))[0] | typed
                    answer = await caller.act(step["path"], body if step["schema"] else None)
                    assert answer.status_code == 200, answer.text
                    seen: dict[str, Any] = answer.json()
                    return seen
        raise AssertionError(f"nobody is offered {name}")


@pytest.fixture
def journey(bench: Bench[Service], cast: Cast) -> Callable[[str], Journey]:
    def start(path: str) -> Journey:
        return Journey(bench, cast, path)

    return start

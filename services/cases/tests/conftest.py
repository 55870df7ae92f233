"""Cases in process, with two officers, their head and the people around them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from httpx import Response
from pydantic import SecretStr

from cases.__main__ import BLUEPRINT
from cases.case.domain.decision import SECOND_FINE
from cases.service import Service
from chassis.process import Settings
from chassis.testing import Bench, Caller, SetClock, in_memory, jpeg
from contracts.identity import OfficerCertified, OfficerRegistered
from contracts.origin import Origin
from contracts.values import PersonId, Role

TOWN, ELSEWHERE = "130624100", "130624101"
FIRST, SECOND, STRANGER, EXPIRED = "HB-1001", "HB-1002", "HB-2001", "HB-1009"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 9, 1, 2, tzinfo=UTC))


@pytest.fixture
def bare(clock: SetClock) -> Bench[Service]:
    """Return a service that knows nobody yet."""
    return Bench(BLUEPRINT, in_memory(clock, Settings(act_key=SecretStr("a key of the tests"))))


@pytest.fixture
async def bench(bare: Bench[Service]) -> Bench[Service]:
    for number, body in ((FIRST, TOWN), (SECOND, TOWN), (STRANGER, ELSEWHERE)):
        await certify(bare, number, body)
    await certify(bare, EXPIRED, TOWN, until=date(2026, 8, 31))
    return bare


async def certify(bench: Bench[Service], number: str, body: str, until: date = date(2030, 12, 31)) -> None:
    person = f"officer-{number.lower()}"
    await bench.hear(person, OfficerRegistered(body=body, township=body, roles=(Role.OFFICER,), name="某人"))
    certified = OfficerCertified(
        certificate=number, body=body, township=body, valid_from=date(2026, 1, 1), valid_until=until, fields=()
    )
    await bench.hear(person, certified)


@dataclass
class Town:
    """The people of one township, and a case that they advance step by step."""

    bench: Bench[Service]
    clock: SetClock
    first: Caller
    second: Caller
    head: Caller
    supervisor: Caller
    hotline: Caller
    stranger: Caller
    officers: list[str] = field(default_factory=lambda: [FIRST, SECOND])

    def filing(self, **changes: Any) -> dict[str, Any]:
        return {
            "power": "EN-03",
            "township": TOWN,
            "act_on": "2026-08-20",
            "place": "阜平镇东街",
            "officers": self.officers,
        } | changes

    async def file(self, **changes: Any) -> str:
        return str(good(await self.first.act("/cases", self.filing(**changes)), 201)["id"])

    async def approve(self, case: str) -> dict[str, Any]:
        return good(await self.head.act(f"/cases/{case}/filing-approval", {}))

    async def step(self, case: str, step: str, **body: Any) -> dict[str, Any]:
        """Record an act by the first officer, and confirm it by the second."""
        seen = good(await self.first.act(f"/cases/{case}/{step}", {"officers": self.officers, **body}))
        for act in seen["unconfirmed"]:
            seen = good(await self.second.act(f"/cases/{case}/acts/{act}/confirmation"))
        return seen

    async def identify(self, case: str, **changes: Any) -> dict[str, Any]:
        return good(await self.first.act(f"/cases/{case}/party", citizen(**changes)))

    async def evidence(self, case: str, kind: str = "site-record") -> dict[str, Any]:
        picture = await self.first.upload(jpeg("a heap of burning tyres"))
        item = {"kind": kind, "blob": picture, "taken_at": "2026-09-01T09:30:00+08:00", "description": "轮胎"}
        return await self.step(case, "evidence", **item)

    async def forgo(self, case: str) -> dict[str, Any]:
        """Find that nothing is left to order."""
        seen = good(await self.first.ask(f"/cases/{case}"))
        shown = [item["act"] for item in seen["case"]["evidence"]]
        found = {"ground": "already-corrected", "evidence": shown, "reason": "已当场清除"}
        return await self.step(case, "correction-forgone", **found)

    async def notify(self, case: str, fine: int = 1_000_00, **changes: Any) -> dict[str, Any]:
        """Tell the party; whether anything is to be ordered was settled before."""
        seen = good(await self.first.ask(f"/cases/{case}"))["case"]
        if not seen["filing_approved"]:
            await self.approve(case)
        if not (seen["order"] or seen["forgone"]):
            await self.forgo(case)
        return await self.step(case, "prior-notice", **({"fine": fine, "reasons": "焚烧废旧轮胎"} | changes))

    async def waive(self, case: str) -> dict[str, Any]:
        paper = await self.first.upload(b"%PDF-1.7 a signed waiver", "application/pdf")
        return await self.step(case, "defence-waiver", signed_paper=paper)

    async def ready(self, fine: int = 1_000_00, **changes: Any) -> str:
        """Return a case before its decision, the party having waived its defence."""
        case = await self.file(**changes)
        await self.identify(case)
        await self.evidence(case)
        await self.notify(case, fine)
        await self.waive(case)
        return case

    async def decide(self, case: str, fine: int = 1_000_00, **changes: Any) -> Response:
        return await self.head.act(f"/cases/{case}/penalty", {"fine": fine, "reasons": "事实清楚"} | changes)

    async def claim(self, case: str, mark: str) -> None:
        """Claim the act as a decision does first; a crash may leave such a claim behind."""
        who = Origin(
            actor=PersonId("officer-head"), agency=TOWN, cause=f"http:officer-head:{case}", request="", at=self.clock()
        )
        await self.bench.service.cases.claims.take(f"act-{mark}", f"{case}/{mark}", SECOND_FINE, who)


def citizen(**changes: Any) -> dict[str, Any]:
    party = {"name": "王老五", "number": "132423187001010017", "address": "阜平镇东街 12 号"}
    return {"subject": "citizen", "party": party} | changes


def good(answer: Response, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    seen: dict[str, Any] = answer.json()
    return seen


class People:
    """Builders for tests, which cannot import one another."""

    good = staticmethod(good)
    citizen = staticmethod(citizen)
    certify = staticmethod(certify)


@pytest.fixture
def people() -> type[People]:
    return People


@pytest.fixture
def town(bench: Bench[Service], clock: SetClock) -> Town:
    def officer(person: str, certificate: str, body: str = TOWN) -> Caller:
        return bench.caller(person, body, Role.OFFICER, certificate=certificate, township=body)

    return Town(
        bench=bench,
        clock=clock,
        first=officer("officer-1", FIRST),
        second=officer("officer-2", SECOND),
        head=bench.caller("officer-head", TOWN, Role.HEAD, township=TOWN),
        supervisor=bench.caller("officer-justice", "130624-justice", Role.SUPERVISOR),
        hotline=bench.caller("officer-hotline", "130624-hotline", Role.HOTLINE),
        stranger=officer("officer-3", STRANGER, ELSEWHERE),
    )

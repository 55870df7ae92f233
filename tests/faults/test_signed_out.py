"""Who signs out of a device, and whose certificate is taken away, is out in every service within seconds."""

import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from tests.support.house import House
from tests.support.town import TODAY, TOWN, Town
from tests.support.waiting import eventually

from contracts.topics import SERVICES
from contracts.values import Role
from season.player import Player

pytestmark = pytest.mark.stack

type Told = Callable[[str, object], None]


@dataclass
class Signed:
    """A browser of its own, with its cookies, in which an officer is signed in."""

    browser: httpx.AsyncClient
    token: str

    async def post(self, path: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": str(uuid.uuid4())}
        answer: dict[str, Any] = (await self.browser.post(path, headers=headers)).raise_for_status().json()
        return answer

    async def refresh(self) -> None:
        self.token = (await self.post("/api/identity/refresh"))["token"]

    async def statuses(self) -> set[int]:
        headers = {"Authorization": f"Bearer {self.token}"}
        answers = [await self.browser.get(f"/api/{service}/work", headers=headers) for service in SERVICES]
        return {answer.status_code for answer in answers}

    async def is_in(self) -> bool:
        return await self.statuses() == {200}

    async def is_out(self) -> bool:
        return await self.statuses() == {401}


@asynccontextmanager
async def signed_in(house: House, officer: Player, name: str) -> AsyncIterator[Signed]:
    async with httpx.AsyncClient(base_url=house.settings.gateway_address, timeout=20) as browser:
        device = {"id": str(uuid.uuid4()), "name": name}
        body = {"login": officer.name, "password": officer.password, "device": device}
        answer = (await browser.post("/api/identity/sign-in", json=body)).raise_for_status()
        signed = Signed(browser, answer.json()["token"])
        await eventually(signed.is_in, "the new session counts everywhere")
        yield signed


async def seconds_until_out(signed: Signed, since: float) -> float:
    await eventually(signed.is_out, "the session is over everywhere", pause=0.02)
    return round(time.monotonic() - since, 2)


async def test_who_signs_out_is_out_everywhere(house: House, town: Town, record_property: Told) -> None:
    officer = town.cast.of(TOWN, Role.OFFICER, 3)
    async with signed_in(house, officer, "手机") as phone, signed_in(house, officer, "电脑") as desk:
        since = time.monotonic()
        await phone.post("/api/identity/sign-out")
        seconds = await seconds_until_out(phone, since)
        record_property("seconds", seconds)
        print(f"signed out of every service after {seconds} s")
        assert await desk.is_in()
        await desk.refresh()
        assert await desk.is_in()


async def test_a_certificate_that_is_taken_away_is_gone_everywhere(
    house: House, town: Town, record_property: Told
) -> None:
    officer = town.cast.of(TOWN, Role.OFFICER, 3)
    async with signed_in(house, officer, "手机") as phone:
        path, on = f"/api/identity/officers/{officer.person}/certificate", {"effective_from": TODAY.isoformat()}
        since = time.monotonic()
        await town.administrator.act(f"{path}/suspension", on | {"reason": "待查"})
        seconds = await seconds_until_out(phone, since)
        record_property("seconds", seconds)
        print(f"the certificate was gone from every service after {seconds} s")
        await phone.refresh()
        await eventually(phone.is_in, "the next session counts everywhere")
        await town.administrator.act(f"{path}/reinstatement", on)

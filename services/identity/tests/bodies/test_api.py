"""Registering bodies, as callers see it."""

from chassis.testing import Bench
from contracts.values import Role
from identity.service import Service

TOWNSHIP = {"code": "130624100", "name": "阜平镇人民政府", "kind": "township", "township": "130624100"}


async def test_only_the_administrator_registers(bench: Bench[Service]) -> None:
    somebody = bench.caller("officer-1", "130624100", Role.OFFICER)
    refused = await somebody.act("/bodies", TOWNSHIP)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")
    attempts = await bench.parts.documents.find("refusal", {})
    assert [attempt["state"]["refused"]["rule"] for attempt in attempts] == ["not-your-role"]

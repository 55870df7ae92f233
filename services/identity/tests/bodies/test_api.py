"""Registering bodies, as callers see it."""

from chassis.testing import Bench
from contracts.values import Role
from identity.service import Service

TOWNSHIP = {"code": "130624100", "name": "阜平镇人民政府", "kind": "township", "township": "130624100"}


async def test_the_name_of_a_body_has_no_number_of_a_person(bench: Bench[Service]) -> None:
    administrator = bench.caller("officer-1", "130624-office", Role.ADMINISTRATOR)
    refused = await administrator.act("/bodies", TOWNSHIP | {"name": "阜平镇人民政府 13800138000"})
    assert (refused.status_code, [fault["field"] for fault in refused.json()["faults"]]) == (422, ["name"])


async def test_only_the_administrator_registers(bench: Bench[Service]) -> None:
    somebody = bench.caller("officer-1", "130624100", Role.OFFICER)
    refused = await somebody.act("/bodies", TOWNSHIP)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")
    attempts = await bench.parts.documents.find("refusal", {})
    assert [attempt["state"]["refused"]["rule"] for attempt in attempts] == ["not-your-role"]

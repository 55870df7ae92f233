"""Facts for a judge without a store: whom they are told, and what they are without; headers that tell nothing."""

import json
from typing import Any

import pytest


@pytest.mark.parametrize(
    "header",
    [
        "rules",
        "rules=1, facts=2",
        "rules={h}, facts={h}, version=-1, at=2026-09-01T02:00:00Z, verdict={h}",
        "rules={h}, facts={h}, version=1, at=2026-09-01T02:00:00, verdict={h}",
        "rules={h}, facts={h}, version=1, at=2026-09-01T02:00:00Z, verdict={h}, verdict={h}",
        "rules={h}, facts={h}, version=1, at=2026-09-01T02:00:00Z, verdict={h}, more=1",
        "rules={h}, facts={h}, version=1, at=yesterday, verdict={h}",
    ],
)
async def test_a_header_that_tells_nothing_is_refused_before_anything_is_done(town: Any, header: str) -> None:
    case = await town.file()
    body = {"officers": town.officers, "kind": "site-record", "blob": "a" * 64, "description": "轮胎"}
    body |= {"taken_at": town.clock().isoformat()}
    headers = {"X-Judged": header.replace("{h}", "a" * 64)}
    answer = await town.first.act(f"/cases/{case}/evidence", body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-verdict")
    assert len((await town.first.ask(f"/cases/{case}/history")).json()["events"]) == 1


async def test_facts_are_for_those_who_act_in_the_body(town: Any) -> None:
    case = await town.file()
    assert (await town.stranger.ask(f"/cases/{case}/facts")).status_code == 404
    assert (await town.supervisor.ask(f"/cases/{case}/facts")).status_code == 403
    known = await town.head.ask(f"/cases/{case}/facts")
    assert (known.headers["ETag"], known.json()["version"]) == ('"1"', 1)
    assert known.json()["rules"] == (await town.first.ask("/rules")).json()["rules"]


async def test_facts_hold_nothing_personal_and_no_sign_ins(town: Any, people: Any) -> None:
    case = await town.file()
    await town.identify(case)
    text = (await town.first.ask(f"/cases/{case}/facts")).text
    for personal in ("王老五", "132423187001010017", "东街 12 号", "某人"):
        assert personal not in text
    assert all(one["row"]["ended"] == [] and one["row"]["session"] == 0 for one in json.loads(text)["facts"]["people"])

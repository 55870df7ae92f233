"""Steps of a patrol as screens need them: what they offer is accepted, from the first finding to the end."""

from typing import Any

import pytest

PATROL = {"officers": ["HB-A", "HB-B"], "route": "镇区至大沙河沿线", "patrol_on": "2026-09-07"}


@pytest.fixture
async def way(journey: Any, directories: None, cast: Any) -> Any:
    answer = await cast.captain.act("/patrols", PATROL)
    assert answer.status_code == 201, answer.text
    return journey(f"/patrols/{answer.json()['id']}")


async def test_whatever_is_offered_is_accepted_from_the_finding_to_the_end(way: Any, clock: Any) -> None:
    await way.try_all()
    assert set(way.tried) == {"record-finding", "conclude-patrol"}
    await way.take("record-finding")
    await way.take("record-finding", place="东街")
    await way.try_all()
    await way.take("confirm-finding")
    await way.try_all()
    await way.take("refer-finding")
    clock.advance(days=1)
    await way.try_all()
    await way.take("set-finding-aside")
    await way.take("conclude-patrol")
    assert {"confirm-finding", "refer-finding", "set-finding-aside"} <= set(way.tried)


async def test_who_found_it_does_not_confirm_it(way: Any, cast: Any) -> None:
    await way.take("record-finding")
    offered = {}
    for letter in ("a", "b", "head", "supervisor"):
        (offered[letter],) = (
            step for step in await way.steps(getattr(cast, letter)) if step["name"] == "confirm-finding"
        )
    assert [step["may_i"] for step in offered.values()] == [False, True, False, False]
    assert offered["b"]["label"] == "确认巡查发现（第 1 项：阜平镇某街）"
    assert offered["b"]["law"] == "APL 42"
    assert all(step["law"] for step in await way.steps(cast.a))
    assert offered["b"]["path"].startswith(f"{way.path}/findings/finding-")


async def test_an_officer_who_is_recused_is_replaced_by_who_may_go(way: Any, cast: Any, certified_c: None) -> None:
    offered = [step for step in await way.steps(cast.head) if step["name"] == "replace-patrol-officer"]
    assert [step["prefill"] for step in offered] == [
        {"replaced": "HB-A", "ground": "recusal"},
        {"replaced": "HB-B", "ground": "recusal"},
    ]
    assert [one["value"] for one in offered[0]["options"]["by"]["choices"]] == ["HB-C"]
    await way.try_all()
    assert way.tried["replace-patrol-officer"] == 2

"""One act, one fine, whichever case was faster (X-08, APL 29)."""

import asyncio
from typing import Any

from chassis.deadlines.ticking import tick_due


async def fates(town: Any) -> list[str]:
    """Return the fates of the claims once their ticks have looked."""
    town.clock.advance(days=1)
    await tick_due(town.bench.parts.ticking[0], town.clock)
    claims = await town.bench.parts.documents.find("claim", {})
    return ["kept" if claim["state"]["kept"] else "freed" if claim["state"]["freed"] else "open" for claim in claims]


async def test_x08_a_second_case_cannot_fine_the_same_act(town: Any) -> None:
    first, second = await town.ready(), await town.ready()
    assert (await town.decide(first)).status_code == 200
    refused = await town.decide(second)
    assert (refused.status_code, refused.json()["code"], refused.json()["law"]) == (409, "cases/second-fine", "APL 29")
    assert first not in refused.text
    dry = await town.head.act(f"/cases/{second}/penalty?dry_run=true", {"fine": 600_00, "reasons": "事实清楚"})
    assert dry.json()["code"] == "cases/second-fine"
    assert await fates(town) == ["kept"]


async def test_x08_two_decisions_at_once_leave_one_fine(town: Any) -> None:
    cases = [await town.ready() for _ in range(3)]
    answers = await asyncio.gather(*[town.decide(case) for case in cases])
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]


async def test_x08_a_neighbouring_day_may_be_the_same_act_until_somebody_says_why_not(town: Any, people: Any) -> None:
    first, second = await town.ready(), await town.ready(act_on="2026-08-21", place="阜平镇东街附近")
    refused = await town.decide(second)
    assert (refused.status_code, refused.json()["code"]) == (409, "cases/similar-case-unjudged")
    (similar,) = people.good(await town.first.ask(f"/cases/{second}"))["similar"]
    assert (similar["case"], similar["same"], similar["act_on"]) == (first, None, "2026-08-20")
    judged = {"other": similar["mark"], "same": True, "reasons": "地点、日期只是写法不同"}
    assert people.good(await town.first.act(f"/cases/{second}/same-act", judged))["similar"][0]["same"]
    assert (await town.decide(second)).json()["code"] == "cases/same-act"
    assert (await town.head.act(f"/cases/{second}/same-act", judged)).status_code == 403
    people.good(await town.first.act(f"/cases/{second}/same-act", judged | {"same": False, "reasons": "另一次焚烧"}))
    events = people.good(await town.first.ask(f"/cases/{second}/history"))["events"]
    assert [event["data"]["same"] for event in events if event["type"] == "cases.same-act-judged.v1"] == [True, False]
    people.good(await town.decide(second))
    assert (await town.decide(first)).json()["code"] == "cases/similar-case-unjudged", "each case says it"


async def test_x08_of_another_bodys_case_only_that_it_is_there_is_told(town: Any, people: Any) -> None:
    case = await town.ready()
    stored = (await town.bench.parts.documents.find("case", {"_id": case}))[0]
    foreign = f"{case}-elsewhere"
    filed = stored["state"]["filed"] | {"body": "130624101", "township": "130624101", "act_on": "2026-09-19"}
    party = stored["state"]["party"] | {"act_mark": "e" * 64}
    other = {"_id": foreign, "state": stored["state"] | {"filed": filed, "party": party}}
    assert await town.bench.parts.documents.insert("case", stored | other)
    seen = await town.first.ask(f"/cases/{case}")
    (similar,) = people.good(seen)["similar"]
    assert similar["label"] == "其他执法主体办理的案件"
    assert {name for name, value in similar.items() if value is not None} == {"mark", "label"}
    (judging,) = [step for step in people.good(seen)["next_steps"] if step["name"] == "judge-same-act"]
    (choice,) = judging["options"]["other"]["choices"]
    assert {name: said for name, said in choice.items() if said} == {
        "value": similar["mark"],
        "label": similar["label"],
    }
    assert foreign not in seen.text
    assert people.good(await town.supervisor.ask(f"/cases/{case}"))["similar"][0]["case"] == foreign
    nobody = {"other": "a" * 64, "same": False, "reasons": "没有"}
    missing = await town.first.act(f"/cases/{case}/same-act", nobody)
    assert (missing.status_code, missing.json()["code"]) == (404, "cases/no-such-similar-case")


async def test_x08_acts_of_another_month_and_struck_cases_are_not_similar(town: Any, people: Any) -> None:
    first, second = await town.ready(), await town.ready(act_on="2026-07-20")
    assert (await town.decide(second)).status_code == 200
    third = await town.ready(place="阜平镇南街")
    assert len(people.good(await town.first.ask(f"/cases/{first}"))["similar"]) == 1
    people.good(await town.head.act(f"/cases/{third}/withdrawal", {"reasons": "重复立案"}))
    assert people.good(await town.first.ask(f"/cases/{first}"))["similar"] == []
    assert (await town.decide(first)).status_code == 200


async def test_a_repeated_key_decides_once(town: Any) -> None:
    case, key = await town.ready(), "4f6d9d3e-3f0e-4b9b-9b7e-1d8f0a1c2b3d"
    body = {"fine": 1_000_00, "reasons": "事实清楚"}
    answers = await asyncio.gather(*[town.head.act(f"/cases/{case}/penalty", body, key=key) for _ in range(20)])
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    other = await town.head.act(f"/cases/{case}/penalty", body | {"fine": 900_00}, key=key)
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


async def test_a_claim_without_a_fine_is_freed_when_its_case_ends(town: Any, people: Any) -> None:
    """As after a crash between claim and decision: the case is struck, and another one may fine the act."""
    abandoned, other = await town.ready(), await town.ready()
    mark = people.good(await town.first.ask(f"/cases/{abandoned}"))["case"]["party"]["act_mark"]
    await town.claim(abandoned, mark)
    assert (await town.decide(other)).json()["code"] == "cases/second-fine"
    assert await fates(town) == ["open"]
    people.good(await town.head.act(f"/cases/{abandoned}/withdrawal", {"reasons": "重复立案"}))
    assert await fates(town) == ["freed"]
    assert (await town.decide(other)).status_code == 200

"""Steps of a visit as screens need them: what they offer is accepted, from the approval to the last re-check."""

from typing import Any

import pytest

from chassis.testing import Bench
from contracts.articles import cited
from inspections.visits.domain.decisions import DECISIONS
from inspections.visits.domain.next_steps import LAWS, WORDS


@pytest.fixture
async def way(journey: Any, directories: None, assign: Any) -> Any:
    return journey(await assign("draw-1"))


async def test_whatever_is_offered_is_accepted_from_the_approval_to_the_referral(way: Any, clock: Any) -> None:
    await way.try_all()
    await way.take("approve-visit")
    await way.try_all()
    await way.take("open-visit")
    await way.try_all()
    await way.take("answer-items")
    offered = next(step for step in await way.steps(way.callers[0]) if step["name"] == "answer-item")
    assert offered["options"]["item"]["choices"][0]["law"]
    for choice in offered["options"]["item"]["choices"][:3]:
        await way.take("answer-item", item=choice["value"], answer="problem")
    await way.take("confirm-visit-act")
    await way.try_all()
    await way.take("set-correction-term")
    await way.try_all()
    await way.take("confirm-visit-act")
    await way.take("set-correction-term")
    ordered = await way.take("rectify-on-site")
    for _ in range(4):
        await way.take("confirm-visit-act")
    await way.try_all()
    await way.take("conclude-visit")
    clock.advance(days=3)
    await way.try_all()
    await way.take("recheck-term", fulfilled=False)
    await way.take("confirm-visit-act")
    await way.try_all()
    await way.take("forgo-referral")
    assert ordered["stage"] == "opened"
    assert {"postpone-visit", "rectify-on-site", "conclude-visit", "recheck-term", "refer-violation"} <= set(way.tried)


async def test_what_waits_for_nothing_is_not_offered(way: Any) -> None:
    await way.take("approve-visit")
    names = [step["name"] for step in await way.steps(way.callers[0])]
    assert not {"rectify-on-site", "set-correction-term", "recheck-term", "refer-violation", "forgo-referral"} & set(
        names
    )
    await way.take("open-visit")
    (step,) = (one for one in await way.steps(way.callers[1]) if one["name"] == "confirm-visit-act")
    assert [obstacle["code"] for obstacle in step["missing"]] == ["inspections/nothing-recorded"]
    refused = await way.callers[1].act(step["path"])
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/nothing-recorded")


async def test_lists_carry_no_steps(way: Any, cast: Any) -> None:
    listed = (await cast.a.ask("/visits")).json()["items"]
    assert listed
    assert not any("next_steps" in visit for visit in listed)


async def test_steps_lead_to_what_the_api_describes(way: Any, bench: Bench[Any], cast: Any) -> None:
    described = (await bench.client.get("/openapi.json")).json()
    for step in await way.steps(cast.supervisor):
        template = step["path"].replace(way.path, "/visits/{visit_id}").replace("/acts/record/", "/acts/{act}/")
        operation = described["paths"][template][step["method"].lower()]
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        assert content.get("schema", {}).get("$ref", "null").rpartition("/")[2] == (step["schema"] or "null")
        assert not step["may_i"]


def test_every_step_names_the_article_under_which_it_is_taken() -> None:
    """Each article is one that callers are told in Chinese, or a document that is shown as it is."""
    assert LAWS.keys() == WORDS.keys() == DECISIONS.keys()
    for law in LAWS.values():
        assert (cited(law) or law).startswith(("《", "国")), law


async def test_the_article_stands_with_the_step(way: Any) -> None:
    page = await way.callers[0].ask(way.path)
    opening = next(step for step in page.json()["next_steps"] if step["name"] == "open-visit")
    assert opening["law"] == "APL 42, 55; Doc 54 (E-10)"
    told = page.json()["labels"][opening["law"]]
    assert told == "《行政处罚法》第四十二条、第五十五条；国办发〔2024〕54号"

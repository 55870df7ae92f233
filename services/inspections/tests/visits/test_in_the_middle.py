"""An officer falls ill in the middle of a visit: what both saw stays, what one recorded alone is looked at anew."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import SetClock, jpeg

pytestmark = pytest.mark.usefixtures("certified_c")

ITEMS = [f"safety-{number:02}" for number in range(1, 10)]
ILL = {"replaced": "HB-B", "by": "HB-C", "ground": "unable", "reason": "突发疾病送医"}
TERM = {"item": "safety-01", "demand": "完成全员安全培训", "until": "2026-09-10"}

type Assign = Callable[[str], Awaitable[str]]


@pytest.fixture
async def visit(cast: Any, assign: Assign) -> str:
    """A visit of A and B that goes on."""
    path = await assign("one")
    await cast.head.act(f"{path}/approval")
    assert (await cast.a.act(f"{path}/opening")).status_code == 200
    return path


async def answered(officer: Any, visit: str, *problems: str, items: list[str] = ITEMS) -> Any:
    answers = [{"item": item, "answer": "problem" if item in problems else "fine"} for item in items]
    return await officer.act(f"{visit}/answer-sheets", {"answers": answers})


async def confirmed(officer: Any, visit: str, act: str = "record") -> None:
    done = await officer.act(f"{visit}/acts/{act}/confirmation")
    assert done.status_code == 200, done.text


async def replaced(cast: Any, visit: str, **other: str) -> dict[str, Any]:
    answer = await cast.head.act(f"{visit}/replacement", ILL | other)
    assert answer.status_code == 200, answer.text
    state: dict[str, Any] = answer.json()["visit"]
    return state


def code(answer: Any) -> str:
    return str(answer.json()["code"])


async def test_what_both_saw_stays_theirs(cast: Any, visit: str) -> None:
    """Also what was confirmed before more was added."""
    await answered(cast.a, visit, "safety-01", "safety-03", items=ITEMS[:5])
    pictures = {"before": await cast.a.upload(jpeg("before")), "after": await cast.a.upload(jpeg("after"))}
    await cast.a.act(f"{visit}/rectifications", {"item": "safety-03", **pictures})
    await confirmed(cast.b, visit)
    await cast.a.act(f"{visit}/correction-terms", TERM)
    await confirmed(cast.b, visit, "order-safety-01")
    await answered(cast.b, visit, items=ITEMS[5:])
    state = await replaced(cast, visit)
    assert [one["item"] for one in state["answers"]] == ITEMS[:5]
    assert ([one["item"] for one in state["rectified"]], state["terms"][0]["officer"]) == (["safety-03"], "HB-A")
    assert code(await cast.c.act(f"{visit}/answers", {"item": "safety-03", "answer": "fine"})) == (
        "inspections/answer-frozen"
    )
    assert code(await cast.b.act(f"{visit}/acts/record/confirmation")) == "inspections/not-one-of-them"
    await answered(cast.c, visit, items=ITEMS[5:])
    await confirmed(cast.c, visit)
    assert code(await cast.c.act(f"{visit}/conclusion")) == "inspections/unconfirmed"
    over = (await cast.a.act(f"{visit}/conclusion")).json()["visit"]["concluded"]
    assert (over["officers"], over["answered"], over["result"]) == (["HB-A", "HB-C"], 9, "ordered")


async def test_x01_what_one_recorded_alone_is_recorded_anew(cast: Any, visit: str) -> None:
    await answered(cast.a, visit, "safety-01", "safety-03")
    pictures = {"before": await cast.a.upload(jpeg("before")), "after": await cast.a.upload(jpeg("after"))}
    rectified = {"item": "safety-03", **pictures}
    await cast.a.act(f"{visit}/rectifications", rectified)
    await cast.a.act(f"{visit}/correction-terms", TERM)
    await confirmed(cast.a, visit)  # of one's own entries: nobody else's word
    state = await replaced(cast, visit)
    assert (state["answers"], state["rectified"], state["terms"], state["seen"]) == ([], [], [], [])
    assert code(await cast.c.act(f"{visit}/acts/order-safety-01/confirmation")) == "inspections/no-such-act"
    assert code(await cast.c.act(f"{visit}/acts/record/confirmation")) == "inspections/nothing-recorded"
    assert code(await cast.a.act(f"{visit}/conclusion")) == "inspections/items-unanswered"
    await answered(cast.a, visit, "safety-03")
    for after in ("before", "after"):
        again = rectified | {"before": await cast.a.upload(jpeg("anew")), "after": pictures[after]}
        assert code(await cast.a.act(f"{visit}/rectifications", again)) == "inspections/same-picture"
    anew = {"item": "safety-03", "before": pictures["before"], "after": await cast.a.upload(jpeg("after anew"))}
    assert (await cast.a.act(f"{visit}/rectifications", anew)).status_code == 200
    await confirmed(cast.c, visit)
    assert (await cast.a.act(f"{visit}/conclusion")).json()["visit"]["concluded"]["result"] == "rectified"


async def test_an_answer_that_was_changed_after_its_confirmation_was_seen_by_one(cast: Any, visit: str) -> None:
    await answered(cast.a, visit)
    await confirmed(cast.b, visit)
    await cast.a.act(f"{visit}/answers", {"item": "safety-02", "answer": "not-applicable"})
    assert "safety-02" not in {one["item"] for one in (await replaced(cast, visit))["answers"]}


async def test_who_comes_was_not_there_before(cast: Any, visit: str, clock: SetClock) -> None:
    await answered(cast.a, visit, "safety-01")
    await confirmed(cast.b, visit)
    clock.advance(days=1)
    await replaced(cast, visit)
    before = TERM | {"ordered_on": "2026-09-07"}
    assert code(await cast.a.act(f"{visit}/correction-terms", before)) == "inspections/day-too-early"
    assert (await cast.a.act(f"{visit}/correction-terms", TERM)).status_code == 200


async def test_x36_nobody_is_unable_before_the_visit_began(cast: Any, assign: Assign) -> None:
    """A lot sent them; the head may put the visit off."""
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    refused = await cast.head.act(f"{visit}/replacement", ILL)
    assert (refused.status_code, code(refused)) == (409, "inspections/not-begun")


async def test_whoever_is_ill_for_long_is_replaced_for_the_recheck(cast: Any, visit: str) -> None:
    await answered(cast.a, visit, "safety-01")
    await cast.a.act(f"{visit}/correction-terms", TERM)
    await confirmed(cast.b, visit, "order-safety-01")
    await confirmed(cast.b, visit)
    await cast.a.act(f"{visit}/conclusion")
    state = await replaced(cast, visit)
    assert (len(state["answers"]), [one["item"] for one in state["terms"]]) == (9, ["safety-01"])


async def test_an_officer_on_patrol_is_replaced_in_the_middle(cast: Any) -> None:
    sent = {"officers": ["HB-A", "HB-B"], "route": "沙河", "patrol_on": "2026-09-07"}
    path = f"/patrols/{(await cast.captain.act('/patrols', sent)).json()['id']}"
    done = await cast.head.act(f"{path}/replacement", ILL)
    assert (done.status_code, done.json()["officers"]) == (200, ["HB-A", "HB-C"])


async def test_x32_pictures_of_answers_that_are_given_anew_show_nothing(cast: Any, visit: str) -> None:
    seen, before = [await cast.a.upload(jpeg(name)) for name in ("seen", "before")]
    problem = {"item": "safety-03", "answer": "problem"}
    await cast.a.act(f"{visit}/answers", problem | {"pictures": [{"picture": seen}]})
    assert (await replaced(cast, visit))["void_pictures"] == [seen]
    await cast.a.act(f"{visit}/answers", problem)
    rectified = {"item": "safety-03", "before": before, "after": seen}
    assert code(await cast.a.act(f"{visit}/rectifications", rectified)) == "inspections/same-picture"

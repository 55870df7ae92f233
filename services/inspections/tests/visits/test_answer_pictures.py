"""An answer carries photos: of an item found wrong above all, each with when and where it was taken (X-32, APL 46)."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import Bench, jpeg
from contracts.inspections import ItemAnswered
from inspections.recovery import reclaim
from inspections.service import Service
from inspections.visits.domain.answering import MOST_AT_ONCE, MOST_OF_ONE

pytestmark = pytest.mark.usefixtures("directories")

ELSEWHERE = "inspections/picture-shown-elsewhere"
SAME = "inspections/same-picture"
SHOT = {
    "taken_at": "2026-09-07T09:00:00+08:00",
    "position": {"latitude": 38_849_121, "longitude": 114_193_452, "accuracy": 12},
}

type Assign = Callable[[str], Awaitable[str]]


@pytest.fixture
def begun(cast: Any, assign: Assign) -> Callable[[str], Awaitable[str]]:
    async def begun(draw: str) -> str:
        visit = await assign(draw)
        await cast.head.act(f"{visit}/approval")
        await cast.a.act(f"{visit}/opening")
        return visit

    return begun


async def answered(cast: Any, visit: str, *pictures: str, item: str = "safety-03", answer: str = "problem") -> Any:
    shown = [{"picture": picture} for picture in pictures]
    return await cast.a.act(f"{visit}/answers", {"item": item, "answer": answer, "pictures": shown})


async def test_an_answer_carries_pictures_with_their_place(cast: Any, begun: Assign) -> None:
    visit = await begun("one")
    first, second = [await cast.a.upload(jpeg(name)) for name in ("first", "second")]
    pictures = [{"picture": first, "picture_shot": SHOT}, {"picture": second}]
    sheet = [{"item": "safety-03", "answer": "problem", "pictures": pictures}, {"item": "safety-01", "answer": "fine"}]
    given = await cast.a.act(f"{visit}/answer-sheets", {"answers": sheet})
    assert given.status_code == 200, given.text
    shown, fine = given.json()["visit"]["answers"]
    assert [one["picture"] for one in shown["pictures"]] == [first, second]
    assert [bool(one["picture_shot"]) for one in shown["pictures"]] == [True, False]
    assert shown["pictures"][0]["picture_shot"]["position"] == SHOT["position"]
    assert fine["pictures"] == []
    of = visit.removeprefix("/visits/")
    for reader in (cast.b, cast.head, cast.supervisor):
        assert (await reader.ask(f"/files/{second}/thumbnail", of=of)).status_code == 200
    assert (await cast.stranger.ask(f"/files/{second}", of=of)).status_code == 404


async def test_the_history_names_the_pictures_of_an_answer(cast: Any, begun: Assign) -> None:
    visit = await begun("one")
    picture = await cast.a.upload(jpeg("seen"))
    await answered(cast, visit, picture)
    told = (await cast.head.ask(f"{visit}/history")).json()["events"]
    assert told[-1]["type"] == "inspections.item-answered.v1"
    assert [one["picture"] for one in told[-1]["data"]["pictures"]] == [picture]


async def test_x32_an_answer_names_pictures_of_the_own_body_alone(cast: Any, begun: Assign) -> None:
    visit = await begun("one")
    paper = await cast.a.upload(b"%PDF-1.7 a report", "application/pdf")
    foreign = await cast.stranger.upload(jpeg("foreign"))
    for picture, status, code in ((paper, 422, "not-a-picture"), (foreign, 404, "no-such-file")):
        refused = await answered(cast, visit, picture)
        assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_x32_the_picture_of_an_answer_shows_no_other_visit(cast: Any, begun: Assign) -> None:
    """That of a problem may be what its rectification shows as before."""
    first, second = await begun("one"), await begun("two")
    seen, after = [await cast.a.upload(jpeg(name)) for name in ("seen", "after")]
    assert (await answered(cast, first, seen)).status_code == 200
    refused = await answered(cast, second, seen)
    assert (refused.status_code, refused.json()["code"]) == (409, ELSEWHERE)
    sheet = {"answers": [{"item": "safety-03", "answer": "problem", "pictures": [{"picture": seen}]}]}
    assert (await cast.a.act(f"{second}/answer-sheets", sheet)).json()["code"] == ELSEWHERE
    done = {"item": "safety-03", "before": seen, "after": after}
    assert (await cast.a.act(f"{first}/rectifications", done)).status_code == 200


async def test_x32_what_shows_a_problem_does_not_show_it_put_right(cast: Any, begun: Assign) -> None:
    visit = await begun("one")
    seen, before, after = [await cast.a.upload(jpeg(name)) for name in ("seen", "before", "after")]
    await answered(cast, visit, seen)
    rectification = {"item": "safety-03", "before": before}
    refused = await cast.a.act(f"{visit}/rectifications", rectification | {"after": seen})
    assert (refused.status_code, refused.json()["code"]) == (409, SAME)
    assert (await cast.a.act(f"{visit}/rectifications", rectification | {"after": after})).status_code == 200
    refused = await answered(cast, visit, after, item="safety-07")
    assert (refused.status_code, refused.json()["code"]) == (409, SAME)
    sheet = {"answers": [{"item": "safety-07", "answer": "problem", "pictures": [{"picture": after}]}]}
    told = (await cast.a.act(f"{visit}/answer-sheets", sheet)).json()
    assert [fault["field"] for fault in told["faults"]] == ["safety-07"]
    assert (await answered(cast, visit, after, item="safety-07", answer="fine")).status_code == 200


async def test_too_many_pictures_are_malformed(cast: Any, begun: Assign) -> None:
    visit = await begun("one")
    picture = await cast.a.upload(jpeg("seen"))
    refused = await answered(cast, visit, *[picture] * (MOST_OF_ONE + 1))
    assert refused.status_code == 422
    full = [{"picture": picture}] * MOST_OF_ONE
    many = MOST_AT_ONCE // MOST_OF_ONE + 1
    sheet = [{"item": f"safety-{number:02}", "answer": "problem", "pictures": full} for number in range(1, many + 1)]
    assert (await cast.a.act(f"{visit}/answer-sheets", {"answers": sheet})).status_code == 422


async def test_x32_after_a_restore_an_answer_has_its_pictures_again(
    bench: Bench[Service], cast: Any, begun: Assign
) -> None:
    first, second = await begun("one"), await begun("two")
    seen = await cast.a.upload(jpeg("seen"))
    await answered(cast, first, seen)
    while await bench.parts.documents.delete("claim", {}):
        pass
    assert (await reclaim(bench.service)).contested == []
    assert (await answered(cast, second, seen)).json()["code"] == ELSEWHERE


def test_an_answer_of_before_has_no_pictures() -> None:
    before = {"item": "safety-01", "answer": "problem", "note": ""}
    assert ItemAnswered.model_validate(before).pictures == ()

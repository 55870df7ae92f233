"""A picture shows one visit or patrol: another one takes its own (X-32, APL 46)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, SetClock, jpeg
from contracts.inspections import DrawHeld, DrawnFirm
from inspections.errands import ERRANDS
from inspections.recovery import reclaim
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

OTHER_FIRM = "92130624MA0000002L"
MORNING = "2026-09-07T09:00:00+08:00"
ELSEWHERE = "inspections/picture-shown-elsewhere"
PATROL = {"officers": ["HB-A", "HB-B"], "route": "沙河", "patrol_on": "2026-09-08"}

type Assign = Callable[[str], Awaitable[str]]


async def begun(cast: Any, path: str) -> str:
    """A visit with two problems."""
    await cast.head.act(f"{path}/approval")
    await cast.a.act(f"{path}/opening")
    for item in ("safety-03", "safety-07"):
        answer = await cast.a.act(f"{path}/answers", {"item": item, "answer": "problem"})
        assert answer.status_code == 200, answer.text
    return path


async def rectified(cast: Any, visit: str, before: str, after: str, item: str = "safety-03") -> Any:
    return await cast.a.act(f"{visit}/rectifications", {"item": item, "before": before, "after": after})


@pytest.fixture
async def elsewhere(bench: Bench[Service]) -> str:
    """A visit to another firm."""
    drawn = DrawnFirm(firm=OTHER_FIRM, township="130624100", number="0" * 64, officers=("HB-A", "HB-B"))
    event = DrawHeld(
        seed="a seed",
        seed_source="a lottery",
        record="0" * 64,
        held_on=date(2026, 9, 7),
        inspect_until=date(2026, 9, 30),
        item_lists=("safety",),
        drawn=(drawn,),
    )
    await bench.hear("draw-other", event, agency="130624-draw-office")
    return f"/visits/visit-other-{OTHER_FIRM}"


async def forget_claims(bench: Bench[Service]) -> None:
    """They were never published, and the copy is older."""
    while await bench.parts.documents.delete("claim", {}):
        pass


async def test_x32_what_shows_one_visit_shows_no_other(cast: Any, assign: Assign, elsewhere: str) -> None:
    first, second = await begun(cast, await assign("one")), await begun(cast, await assign("two"))
    other = await begun(cast, elsewhere)
    before, after, fresh = [await cast.a.upload(jpeg(name)) for name in ("before", "after", "fresh")]
    assert (await rectified(cast, first, before, after)).status_code == 200
    assert (await rectified(cast, first, before, after, "safety-07")).status_code == 200
    for used in (before, after):
        refused = await rectified(cast, second, fresh, used)
        assert (refused.status_code, refused.json()["code"]) == (409, ELSEWHERE)
        assert "visit-one" not in refused.text
        assert (await rectified(cast, other, used, fresh)).json()["code"] == ELSEWHERE
    quoted = await rectified(cast, second, before, fresh)
    assert quoted.status_code == 200, quoted.text


async def test_x32_what_shows_an_item_put_right_is_no_problem_of_another(cast: Any, assign: Assign) -> None:
    visit = await begun(cast, await assign("one"))
    before, after, fresh = [await cast.a.upload(jpeg(name)) for name in ("before", "after", "fresh")]
    assert (await rectified(cast, visit, before, after)).status_code == 200
    refused = await rectified(cast, visit, after, fresh, "safety-07")
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/same-picture")
    assert (await rectified(cast, visit, before, fresh, "safety-07")).status_code == 200


@pytest.mark.parametrize("taken", ["before", "after"])
async def test_x32_what_is_refused_leaves_no_picture_behind(
    cast: Any, assign: Assign, elsewhere: str, taken: str
) -> None:
    """One of the two pictures shows another firm already; the other one is still to be had."""
    visit, other = await begun(cast, await assign("one")), await begun(cast, elsewhere)
    pictures = {name: await cast.a.upload(jpeg(name)) for name in ("before", "after")}
    assert (await rectified(cast, other, await cast.a.upload(jpeg("other")), pictures[taken])).status_code == 200
    assert (await rectified(cast, visit, **pictures)).json()["code"] == ELSEWHERE
    (free,) = pictures.keys() - {taken}
    shown = {"before": await cast.a.upload(jpeg("fresh")), "after": pictures[free]}
    done = await rectified(cast, other, **shown, item="safety-07")
    assert done.status_code == 200, done.text


async def test_x32_what_was_recorded_before_claims_is_claimed_once(
    bench: Bench[Service], cast: Any, assign: Assign, capsys: pytest.CaptureFixture[str]
) -> None:
    """What another visit took in the meantime is told."""
    first, second = await begun(cast, await assign("one")), await begun(cast, await assign("two"))
    before, after, fresh, used = [await cast.a.upload(jpeg(name)) for name in ("before", "after", "fresh", "used")]
    await rectified(cast, first, before, after)
    await rectified(cast, first, before, used, "safety-07")
    await forget_claims(bench)
    assert (await rectified(cast, second, fresh, used)).status_code == 200
    for taken in (2, 0):
        assert await ERRANDS["reclaim"].run(bench.service) == 0
        told = capsys.readouterr().out
        assert (f"{taken} claims taken" in told, f"CONTESTED picture-{used}" in told) == (True, True)
    assert (await rectified(cast, second, fresh, after, "safety-07")).json()["code"] == ELSEWHERE


async def test_x32_after_a_restore_a_problem_has_its_picture_again(
    bench: Bench[Service], cast: Any, assign: Assign, elsewhere: str
) -> None:
    first, second = await begun(cast, await assign("one")), await begun(cast, await assign("two"))
    other = await begun(cast, elsewhere)
    before, *afters = [await cast.a.upload(jpeg(name)) for name in ("before", "after", "another", "fresh")]
    for visit, after in zip((first, second), afters, strict=False):
        assert (await rectified(cast, visit, before, after)).status_code == 200
    await forget_claims(bench)
    assert len((await reclaim(bench.service)).taken) == 3
    assert (await rectified(cast, other, before, afters[-1])).json()["code"] == ELSEWHERE
    again = await reclaim(bench.service)
    assert (again.taken, again.contested) == ([], [])


async def test_x32_two_visits_at_once_do_not_both_have_a_picture(cast: Any, assign: Assign) -> None:
    visits = [await begun(cast, await assign(name)) for name in ("one", "two")]
    after = await cast.a.upload(jpeg("after"))
    befores = [await cast.a.upload(jpeg(visit)) for visit in visits]
    answers = await asyncio.gather(
        *(rectified(cast, visit, before, after) for visit, before in zip(visits, befores, strict=True))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_x32_a_picture_shows_one_place_and_day_of_a_patrol(cast: Any, clock: SetClock) -> None:
    patrol = f"/patrols/{(await cast.captain.act('/patrols', PATROL)).json()['id']}"
    found = {"place": "沙河滩地", "picture": await cast.a.upload(jpeg("seen")), "description": "占道"}
    clock.advance(days=2)
    first = (await cast.a.act(f"{patrol}/findings", found)).json()["patrol"]["found"][0]["finding"]
    corrected: dict[str, str] = {"place": "东街"}
    for other in (corrected, {"found_on": "2026-09-08"}):
        refused = await cast.a.act(f"{patrol}/findings", found | other)
        assert (refused.status_code, refused.json()["code"]) == (409, "inspections/picture-of-another-finding")
    await cast.a.act(f"{patrol}/set-aside", {"finding": first, "reasons": "地点登记有误"})
    assert (await cast.a.act(f"{patrol}/findings", found | corrected)).status_code == 200


async def test_x32_a_patrol_and_a_recheck_have_pictures_of_their_own(
    bench: Bench[Service], cast: Any, assign: Assign, clock: SetClock
) -> None:
    seen, fresh = [await cast.a.upload(jpeg(name)) for name in ("seen", "fresh")]
    found = {"place": "沙河滩地", "picture": seen, "description": "占道"}
    first, second = [f"/patrols/{(await cast.captain.act('/patrols', PATROL)).json()['id']}" for _ in range(2)]
    for _ in range(2):
        assert (await cast.a.act(f"{first}/findings", found)).status_code == 200
    assert (await cast.a.act(f"{second}/findings", found)).json()["code"] == ELSEWHERE
    visit = await begun(cast, await assign("one"))
    await cast.a.act(f"{visit}/correction-terms", {"item": "safety-03", "demand": "改正", "until": "2026-09-10"})
    await cast.b.act(f"{visit}/acts/order-safety-03/confirmation")
    clock.advance(days=4)
    recheck = {"item": "safety-03", "fulfilled": True, "picture": seen}
    assert (await cast.a.act(f"{visit}/rechecks?dry_run=true", recheck)).json()["code"] == ELSEWHERE
    assert (await cast.a.act(f"{visit}/rechecks", recheck)).json()["code"] == ELSEWHERE
    assert (await cast.a.act(f"{visit}/rechecks", recheck | {"picture": fresh})).status_code == 200
    await forget_claims(bench)
    await reclaim(bench.service)
    for picture in (seen, fresh):
        assert (await cast.a.act(f"{second}/findings", found | {"picture": picture})).json()["code"] == ELSEWHERE


async def test_pictures_say_when_and_where_they_were_taken(cast: Any, assign: Assign) -> None:
    visit = await begun(cast, await assign("one"))
    position = {"latitude": 38_849_121, "longitude": 114_193_452, "accuracy": 12}
    body = {"item": "safety-03", "before": await cast.a.upload(jpeg("b")), "after": await cast.a.upload(jpeg("a"))}
    shots = {"before_shot": {"taken_at": MORNING, "position": position}, "after_shot": {"taken_at": MORNING}}
    (kept,) = (await cast.a.act(f"{visit}/rectifications", body | shots)).json()["visit"]["rectified"]
    assert (kept["before_shot"]["position"], kept["after_shot"]["position"]) == (position, None)
    patrol = f"/patrols/{(await cast.captain.act('/patrols', PATROL)).json()['id']}"
    seen = {"place": "沙河滩地", "picture": await cast.b.upload(jpeg("smoke")), "description": "烟"}
    found = await cast.b.act(f"{patrol}/findings", seen | {"picture_shot": shots["before_shot"]})
    assert found.json()["patrol"]["found"][0]["picture_shot"]["position"] == position

"""What was done at a firm without a network counts from its own day, and is recorded a few days later."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench, SetClock, jpeg
from contracts.identity import CertificateReinstated, CertificateSuspended
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

FIRM = "91130624MA0000001L"
ITEMS = [f"safety-{number:02}" for number in range(1, 10)]
AHEAD, EARLY, LATE = "inspections/future-day", "inspections/day-too-early", "inspections/recorded-too-late"

type Assign = Callable[[str], Awaitable[str]]


@pytest.fixture
async def visit(cast: Any, assign: Assign, clock: SetClock) -> str:
    """A visit that was approved on 7 September, two days ago."""
    path = await assign("one")
    await cast.head.act(f"{path}/approval")
    clock.advance(days=2)
    return path


async def codes(cast: Any, path: str, field: str, days: dict[str, str], body: dict[str, Any] | None = None) -> None:
    for day, code in days.items():
        refused = await cast.a.act(path, (body or {}) | {field: day})
        assert refused.json()["code"] == code, day


async def answered(cast: Any, visit: str, *problems: str) -> None:
    answers = [{"item": item, "answer": "problem" if item in problems else "fine"} for item in ITEMS]
    assert (await cast.a.act(f"{visit}/answer-sheets", {"answers": answers})).status_code == 200


async def confirmed(cast: Any, visit: str, *acts: str) -> None:
    for act in acts:
        assert (await cast.b.act(f"{visit}/acts/{act}/confirmation")).status_code == 200


async def test_x41_each_day_follows_what_it_rests_on(cast: Any, visit: str) -> None:
    await codes(cast, f"{visit}/opening", "opened_on", {"2026-09-10": AHEAD, "2026-09-06": EARLY})
    opened = (await cast.a.act(f"{visit}/opening", {"opened_on": "2026-09-08"})).json()["visit"]["opened"]
    assert (opened["opened_on"], opened["recorded_on"]) == ("2026-09-08", "2026-09-09")
    await answered(cast, visit, "safety-01", "safety-03")
    pictures = {"before": await cast.a.upload(jpeg("before")), "after": await cast.a.upload(jpeg("after"))}
    for act, field, body in (
        ("rectifications", "rectified_on", {"item": "safety-03", **pictures}),
        ("correction-terms", "ordered_on", {"item": "safety-01", "demand": "全员培训", "until": "2026-09-12"}),
    ):
        await codes(cast, f"{visit}/{act}", field, {"2026-09-10": AHEAD, "2026-09-07": EARLY}, body)
        done = await cast.a.act(f"{visit}/{act}", body | {field: "2026-09-08"})
        assert done.status_code == 200, done.text
    await confirmed(cast, visit, "order-safety-01", "record")
    await codes(cast, f"{visit}/conclusion", "concluded_on", {"2026-09-10": AHEAD, "2026-09-07": EARLY})
    over = (await cast.a.act(f"{visit}/conclusion", {"concluded_on": "2026-09-08"})).json()["visit"]
    assert (over["concluded"]["concluded_on"], over["concluded"]["recorded_on"]) == ("2026-09-08", "2026-09-09")
    assert (over["terms"][0]["ordered_on"], over["terms"][0]["recorded_on"]) == ("2026-09-08", "2026-09-09")
    assert (over["rectified"][0]["rectified_on"], over["rectified"][0]["recorded_on"]) == ("2026-09-08", "2026-09-09")


async def test_x41_an_end_does_not_lie_before_what_was_done_last(cast: Any, visit: str) -> None:
    await cast.a.act(f"{visit}/opening", {"opened_on": "2026-09-07"})
    await answered(cast, visit, "safety-01")
    await cast.a.act(f"{visit}/correction-terms", {"item": "safety-01", "demand": "全员培训", "until": "2026-09-12"})
    await confirmed(cast, visit, "order-safety-01", "record")
    await codes(cast, f"{visit}/conclusion", "concluded_on", {"2026-09-08": EARLY})
    assert (await cast.a.act(f"{visit}/conclusion")).status_code == 200


async def test_x41_a_recheck_is_recorded_within_days(cast: Any, visit: str, clock: SetClock) -> None:
    await cast.a.act(f"{visit}/opening", {"opened_on": "2026-09-07"})
    await answered(cast, visit, "safety-01")
    await cast.a.act(f"{visit}/correction-terms", {"item": "safety-01", "demand": "全员培训", "until": "2026-09-12"})
    await confirmed(cast, visit, "order-safety-01")
    clock.advance(days=12)
    recheck = {"item": "safety-01", "fulfilled": False, "picture": await cast.a.upload(jpeg("as it was"))}
    await codes(cast, f"{visit}/rechecks", "rechecked_on", {"2026-09-13": LATE}, recheck)
    assert (await cast.a.act(f"{visit}/rechecks", recheck | {"rechecked_on": "2026-09-14"})).status_code == 200


async def test_the_longest_term_runs_from_the_day_of_the_order(cast: Any, visit: str) -> None:
    await cast.a.act(f"{visit}/opening", {"opened_on": "2026-09-07"})
    await answered(cast, visit, "safety-01")
    order = {"item": "safety-01", "demand": "全员培训", "ordered_on": "2026-09-07"}
    long, over = ("2027-09-08", "inspections/term-too-long"), ("2026-09-09", "inspections/term-too-short")
    for until, code in (long, over):
        refused = await cast.a.act(f"{visit}/correction-terms", order | {"until": until})
        assert refused.json()["code"] == code


async def test_x41_what_is_recorded_too_late_counts_no_more(cast: Any, visit: str, clock: SetClock) -> None:
    clock.advance(days=6)
    await codes(cast, f"{visit}/opening", "opened_on", {"2026-09-07": LATE})
    assert (await cast.a.act(f"{visit}/opening", {"opened_on": "2026-09-08"})).status_code == 200


async def test_x02_both_are_certified_on_the_day(bench: Bench[Service], cast: Any, visit: str) -> None:
    await bench.hear(
        "officer-B", CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 8), reason="核查")
    )
    await bench.hear("officer-B", CertificateReinstated(certificate="HB-B", effective_from=date(2026, 9, 9)))
    await codes(cast, f"{visit}/opening", "opened_on", {"2026-09-08": "inspections/not-certified"})
    for day in ("2026-09-07", "2026-09-09"):
        tried = await cast.a.act(f"{visit}/opening?dry_run=true", {"opened_on": day})
        assert tried.status_code == 200, tried.text


async def test_a_visit_in_time_that_was_recorded_late_is_not_late(
    bench: Bench[Service], cast: Any, visit: str, clock: SetClock
) -> None:
    """It is shown as late as long as nobody says that it was made, and again until somebody says that it ended."""
    clock.advance(days=22)
    await tick_all(bench, clock)
    assert (await cast.a.ask(visit)).json()["late"]
    await cast.a.act(f"{visit}/opening", {"opened_on": "2026-09-30"})
    await tick_all(bench, clock)
    assert (await cast.a.ask(visit)).json()["late"]
    await answered(cast, visit)
    await confirmed(cast, visit, "record")
    done = await cast.a.act(f"{visit}/conclusion", {"concluded_on": "2026-09-30"})
    assert (done.status_code, done.json()["late"]) == (200, False)


async def test_c7_a_place_is_one_of_the_year_of_the_visit(
    bench: Bench[Service], cast: Any, assign: Assign, clock: SetClock
) -> None:
    clock.advance(days=115)  # 31 December
    path = await assign("one")
    await cast.head.act(f"{path}/approval")
    clock.advance(days=2)
    assert (await cast.a.act(f"{path}/opening", {"opened_on": "2026-12-31"})).status_code == 200
    await bench.hear_own("visit", path.removeprefix("/visits/"), "inspections.visit")
    caps = bench.service.caps.store
    assert await caps.find(f"cap-{FIRM}-2027") is None
    cap = (await caps.read(f"cap-{FIRM}-2026")).state
    assert (cap.claimed[0].year, len(cap.used)) == (2026, 1)


async def test_a_picture_shows_one_day(cast: Any, visit: str) -> None:
    """Whichever of two days was recorded first."""
    await cast.a.act(f"{visit}/opening", {"opened_on": "2026-09-08"})
    await answered(cast, visit, "safety-03", "safety-07")
    after = await cast.a.upload(jpeg("after"))
    bodies = [
        {"item": item, "before": await cast.a.upload(jpeg(item)), "after": after} for item in ("safety-03", "safety-07")
    ]
    assert (await cast.a.act(f"{visit}/rectifications", bodies[0])).status_code == 200
    await codes(cast, f"{visit}/rectifications", "rectified_on", {"2026-09-08": "inspections/same-picture"}, bodies[1])


async def test_a_patrol_that_was_recorded_the_next_day_ended_on_its_own(cast: Any, clock: SetClock) -> None:
    sent = {"officers": ["HB-A", "HB-B"], "route": "沙河", "patrol_on": "2026-09-07"}
    path = f"/patrols/{(await cast.captain.act('/patrols', sent)).json()['id']}"
    clock.advance(days=1)
    await codes(cast, f"{path}/conclusion", "concluded_on", {"2026-09-09": AHEAD, "2026-09-06": EARLY})
    over = (await cast.a.act(f"{path}/conclusion", {"concluded_on": "2026-09-07"})).json()["patrol"]["concluded"]
    assert (over["concluded_on"], over["recorded_on"]) == ("2026-09-07", "2026-09-08")


async def tick_all(bench: Bench[Service], clock: SetClock) -> None:
    for ticking in bench.parts.ticking:
        await tick_due(ticking, clock)

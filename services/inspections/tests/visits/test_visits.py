"""A visit from approval to its result, and what is refused on the way."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, SetClock, jpeg
from contracts.event import Event
from contracts.identity import CertificateSuspended, OfficerCertified
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

TOWN = "130624100"
FIRM = "91130624MA0000001L"
LISTS = ("safety",)
ITEMS = [f"safety-{number:02}" for number in range(1, 10)]
PICTURE = jpeg("a picture")

type Assign = Callable[[str], Awaitable[str]]


async def opened(cast: Any, visit: str) -> str:
    await cast.head.act(f"{visit}/approval")
    answer = await cast.a.act(f"{visit}/opening")
    assert answer.status_code == 200, answer.text
    return visit


async def answered(cast: Any, visit: str, *problems: str) -> str:
    for item in ITEMS:
        body = {"item": item, "answer": "problem" if item in problems else "fine", "note": "现场记录"}
        answer = await cast.b.act(f"{visit}/answers", body)
        assert answer.status_code == 200, answer.text
    return visit


async def confirm(cast: Any, visit: str, act: str = "record") -> Any:
    """Confirm as B what A recorded."""
    return await cast.b.act(f"{visit}/acts/{act}/confirmation")


async def concluded(cast: Any, visit: str) -> Any:
    """Confirm the record as B, conclude as A."""
    await confirm(cast, visit)
    return await cast.a.act(f"{visit}/conclusion")


async def test_a_clean_visit(cast: Any, assign: Assign) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")))
    done = (await concluded(cast, visit)).json()
    assert done["visit"]["concluded"]["result"] == "clean"
    assert done["labels"]["clean"] == "未发现问题"
    assert "现场记录" not in str(done)


async def test_a_slight_problem_is_put_right_on_site_with_pictures(cast: Any, assign: Assign) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")), "safety-03")
    unsettled = await concluded(cast, visit)
    assert (unsettled.status_code, unsettled.json()["code"]) == (409, "inspections/problems-unsettled")
    missing = await cast.a.act(f"{visit}/rectifications", {"item": "safety-03", "before": "1" * 64, "after": "2" * 64})
    assert (missing.status_code, missing.json()["code"]) == (404, "no-such-file")
    before, after = await cast.a.upload(PICTURE), await cast.a.upload(jpeg("after"))
    body = {"item": "safety-03", "before": before, "after": after}
    assert (await cast.a.act(f"{visit}/rectifications", body)).status_code == 200
    again = await cast.a.act(f"{visit}/rectifications", body)
    assert (again.status_code, again.json()["code"]) == (409, "inspections/already-dealt-with")
    assert (await concluded(cast, visit)).json()["visit"]["concluded"]["result"] == "rectified"


async def test_x32_what_was_dealt_with_is_not_answered_again(cast: Any, assign: Assign) -> None:
    """Each of the three ways to deal with a problem; before it, a slip may be put right."""
    visit = await opened(cast, await assign("one"))
    slip = await cast.b.act(f"{visit}/answers", {"item": "safety-02", "answer": "problem"})
    assert slip.status_code == 200
    await answered(cast, visit, "safety-01", "safety-03", "safety-07")
    before, after = await cast.a.upload(PICTURE), await cast.a.upload(PICTURE + b" after")
    await cast.a.act(f"{visit}/rectifications", {"item": "safety-03", "before": before, "after": after})
    await cast.a.act(f"{visit}/correction-terms", term("2026-09-10"))
    for act in ("order-safety-01", "record"):
        await confirm(cast, visit, act)
    await cast.a.act(f"{visit}/referrals", {"item": "safety-07", "place": "某街"})
    for item in ("safety-01", "safety-03", "safety-07"):
        for answer in ("fine", "not-applicable"):
            refused = await cast.b.act(f"{visit}/answers", {"item": item, "answer": answer})
            assert (refused.status_code, refused.json()["code"]) == (409, "inspections/answer-frozen")
    assert (await concluded(cast, visit)).json()["visit"]["concluded"]["problems"] == 3


async def test_x32_one_picture_does_not_show_before_and_after(cast: Any, assign: Assign) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")), "safety-03")
    picture = await cast.a.upload(PICTURE)
    refused = await cast.a.act(f"{visit}/rectifications", {"item": "safety-03", "before": picture, "after": picture})
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/same-picture")


async def test_x32_what_shows_one_problem_shows_no_other_put_right(cast: Any, assign: Assign, clock: SetClock) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")), "safety-03", "safety-07")
    before, after, other = [await cast.a.upload(PICTURE + ending) for ending in (b"", b" after", b" other")]
    path, second = f"{visit}/rectifications", {"item": "safety-07", "before": other}
    await cast.a.act(path, {"item": "safety-03", "before": before, "after": after})
    assert (await cast.a.act(path, second | {"after": before})).json()["code"] == "inspections/same-picture"
    clock.advance(days=1)
    assert (await cast.a.act(path, second | {"after": after})).json()["code"] == "inspections/same-picture"


async def test_x32_a_recheck_is_shown_by_a_picture_of_its_own(cast: Any, assign: Assign, clock: SetClock) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")), "safety-01", "safety-03", "safety-07")
    before, after = await cast.a.upload(PICTURE), await cast.a.upload(PICTURE + b" after")
    await cast.a.act(f"{visit}/rectifications", {"item": "safety-03", "before": before, "after": after})
    await cast.a.act(f"{visit}/correction-terms", term("2026-09-10"))
    await cast.a.act(f"{visit}/correction-terms", term("2026-09-10") | {"item": "safety-07"})
    for item in ("safety-01", "safety-07"):
        await confirm(cast, visit, f"order-{item}")
    clock.advance(days=1)
    for picture in (before, after):
        recheck = {"item": "safety-01", "fulfilled": True, "picture": picture}
        refused = await cast.a.act(f"{visit}/rechecks", recheck)
        assert refused.json()["code"] == "inspections/same-picture"
    own = {"item": "safety-01", "fulfilled": True, "picture": await cast.a.upload(PICTURE + b" rechecked")}
    assert (await cast.a.act(f"{visit}/rechecks", own)).status_code == 200
    clock.advance(days=1)
    again = await cast.a.act(f"{visit}/rechecks", own | {"item": "safety-07"})
    assert again.json()["code"] == "inspections/same-picture"


async def test_what_is_not_slight_can_not_be_put_right_on_site(cast: Any, assign: Assign) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")), "safety-01")
    picture = await cast.a.upload(PICTURE)
    refused = await cast.a.act(f"{visit}/rectifications", {"item": "safety-01", "before": picture, "after": picture})
    assert (refused.json()["code"], refused.json()["law"]) == ("inspections/not-rectifiable", "APL 33(1), 54(2)")


async def test_a_term_runs_out_before_it_counts_as_unfulfilled(cast: Any, assign: Assign, clock: SetClock) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")), "safety-01")
    short = await cast.a.act(f"{visit}/correction-terms", term("2026-09-07"))
    assert short.json()["code"] == "inspections/term-too-short"
    await cast.a.act(f"{visit}/correction-terms", term("2026-09-10"))
    await confirm(cast, visit, "order-safety-01")
    assert (await concluded(cast, visit)).json()["visit"]["concluded"]["result"] == "ordered"
    recheck = {"item": "safety-01", "fulfilled": False, "picture": await cast.a.upload(PICTURE)}
    clock.advance(days=6)
    days = ("2026-09-10", "2026-09-14", "2026-09-06")
    codes = [(await cast.a.act(f"{visit}/rechecks", recheck | {"rechecked_on": day})).json()["code"] for day in days]
    assert codes == ["inspections/term-runs", "inspections/future-day", "inspections/day-too-early"]
    late = await cast.a.act(f"{visit}/rechecks", recheck | {"rechecked_on": "2026-09-11"})
    assert late.json()["visit"]["rechecks"][0]["recorded_on"] == "2026-09-13"
    twice = await cast.a.act(f"{visit}/rechecks", recheck)
    assert twice.json()["code"] == "inspections/already-rechecked"
    alone = await cast.a.act(f"{visit}/referrals", {"item": "safety-01", "place": "阜平镇某街"})
    assert alone.json()["code"] == "inspections/unconfirmed"
    await confirm(cast, visit, "recheck-safety-01")
    referred = await cast.a.act(f"{visit}/referrals", {"item": "safety-01", "place": "阜平镇某街"})
    assert referred.json()["visit"]["referred"][0]["power"] == "SF-01"


async def test_a_term_must_have_been_set(cast: Any, assign: Assign) -> None:
    visit = await opened(cast, await assign("one"))
    recheck = {"item": "safety-01", "fulfilled": True, "picture": await cast.a.upload(PICTURE)}
    assert (await cast.a.act(f"{visit}/rechecks", recheck)).json()["code"] == "inspections/no-term"


def term(until: str) -> dict[str, str]:
    return {"item": "safety-01", "demand": "完成全员安全培训", "until": until}


async def test_a_violation_is_referred_with_its_power(cast: Any, assign: Assign) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")), "safety-07")
    none = await cast.a.act(f"{visit}/referrals", {"item": "safety-01", "place": "某街"})
    assert none.json()["code"] == "inspections/no-problem"
    alone = await cast.a.act(f"{visit}/referrals", {"item": "safety-07", "place": "某街"})
    assert (alone.status_code, alone.json()["code"]) == (409, "inspections/unconfirmed")
    await confirm(cast, visit)
    done = (await cast.a.act(f"{visit}/referrals", {"item": "safety-07", "place": "某街"})).json()
    assert done["visit"]["referred"][0]["power"] == "SF-07"
    assert (await concluded(cast, visit)).json()["visit"]["concluded"]["result"] == "referred"


async def test_x34_a_visit_needs_the_heads_approval(cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    refused = await cast.a.act(f"{visit}/opening")
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/not-approved")
    await cast.head.act(f"{visit}/approval")
    twice = await cast.head.act(f"{visit}/approval")
    assert twice.json()["code"] == "inspections/already-approved"


async def test_x34_only_published_items_are_looked_at(cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    early = await cast.a.act(f"{visit}/answers", {"item": "safety-01", "answer": "fine"})
    assert early.json()["code"] == "inspections/not-opened"
    await cast.a.act(f"{visit}/opening")
    other = await cast.a.act(f"{visit}/answers", {"item": "fire-01", "answer": "fine"})
    assert other.json()["code"] == "inspections/item-not-published"
    unfinished = await concluded(cast, visit)
    assert unfinished.json()["code"] == "inspections/items-unanswered"


async def test_x02_a_suspended_officer_does_not_visit(bench: Bench[Service], cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    suspended = CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 1), reason="核查")
    await bench.hear("officer-B", suspended)
    refused = await cast.a.act(f"{visit}/opening")
    assert (refused.json()["code"], refused.json()["law"]) == ("inspections/not-certified", "APL 42, 55, 76(1)(5)")
    attempts = await bench.parts.documents.find("refusal", {})
    assert [attempt["state"]["refused"]["rule"] for attempt in attempts] == ["inspections/not-certified"]


async def test_x02_a_suspended_officer_neither_finds_nobody_nor_rechecks(
    bench: Bench[Service], cast: Any, assign: Assign
) -> None:
    ahead = await assign("one")
    await cast.head.act(f"{ahead}/approval")
    visited = await answered(cast, await opened(cast, await assign("two")), "safety-01")
    await cast.a.act(f"{visited}/correction-terms", term("2026-09-10"))
    recheck = {"item": "safety-01", "fulfilled": True, "picture": await cast.a.upload(PICTURE)}
    suspended = CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 1), reason="核查")
    await bench.hear("officer-B", suspended)
    unmet = await cast.a.act(f"{ahead}/unmet", {"reason": "closed", "note": "已关门"})
    rechecked = await cast.a.act(f"{visited}/rechecks", recheck)
    assert {unmet.json()["code"], rechecked.json()["code"]} == {"inspections/not-certified"}


@pytest.mark.parametrize("why", ["suspended", "expired", "foreign"])
async def test_x02_the_one_who_acts_on_a_visit_is_certified_today(
    bench: Bench[Service], cast: Any, assign: Assign, clock: SetClock, why: str
) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")), "safety-01", "safety-03", "safety-07")
    await cast.a.act(f"{visit}/correction-terms", term("2026-09-10"))
    before, after = await cast.b.upload(PICTURE), await cast.b.upload(PICTURE + b" after")
    await no_longer(bench, clock, why)
    acts = {
        "answers": {"item": "safety-02", "answer": "fine"},
        "rectifications": {"item": "safety-03", "before": before, "after": after},
        "correction-terms": term("2030-01-01") | {"item": "safety-07"},
        "rechecks": {"item": "safety-01", "fulfilled": True, "picture": after},
        "referrals": {"item": "safety-07", "place": "某街"},
        "conclusion": None,
    }
    codes = {(await cast.b.act(f"{visit}/{act}", body)).json()["code"] for act, body in acts.items()}
    assert codes == {"inspections/officer-of-other-body" if why == "foreign" else "inspections/not-certified"}
    assert (await cast.a.ask(visit)).json()["visit"]["concluded"] is None


async def no_longer(bench: Bench[Service], clock: SetClock, why: str) -> None:
    """B is suspended, or both certificates expire, or B is certified by another township."""
    match why:
        case "suspended":
            event: Event = CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 1), reason="核查")
            await bench.hear("officer-B", event)
        case "expired":
            clock.advance(days=800)
        case _:
            elsewhere = OfficerCertified(
                certificate="HB-B",
                body="130624101",
                township="130624101",
                valid_from=date(2026, 1, 1),
                valid_until=date(2027, 12, 31),
                fields=(),
            )
            await bench.hear("officer-B", elsewhere)


async def test_a_recheck_needs_its_picture(cast: Any, assign: Assign) -> None:
    visit = await opened(cast, await assign("one"))
    recheck = {"item": "safety-01", "fulfilled": True, "picture": "0" * 64}
    assert (await cast.a.act(f"{visit}/rechecks", recheck)).json()["code"] == "no-such-file"


async def test_only_the_two_officers_act(cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    refused = await cast.c.act(f"{visit}/opening")
    assert (refused.status_code, refused.json()["code"]) == (403, "inspections/not-one-of-them")


async def test_another_bodys_visit_does_not_exist(cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    assert (await cast.stranger.ask(visit)).status_code == 404
    assert (await cast.stranger.act(f"{visit}/approval")).status_code == 404
    assert (await cast.stranger.ask("/visits")).json()["items"] == []
    assert (await cast.supervisor.ask(visit)).status_code == 200


async def test_nobody_there(cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    alone = await cast.a.act(f"{visit}/unmet", {"reason": "closed", "note": "已关门"})
    assert alone.json()["code"] == "inspections/unconfirmed"
    await confirm(cast, visit)
    unmet = await cast.a.act(f"{visit}/unmet", {"reason": "closed", "note": "已关门"})
    assert unmet.json()["labels"]["closed"]
    over = await cast.a.act(f"{visit}/opening")
    assert over.json()["code"] == "inspections/visit-over"

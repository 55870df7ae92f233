"""What was done on Friday without a network is not dated on Monday, when it is sent (X-41; docs/decisions/0049)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chassis.testing import SetClock, jpeg
from contracts.values import CHINA

AHEAD, EARLY, LATE = "cases/done-ahead", "cases/done-too-early", "cases/done-too-late"
FRIDAY = datetime(2026, 9, 4, 10, tzinfo=CHINA)
MONDAY = datetime(2026, 9, 7, 8, tzinfo=CHINA)


def at(**later: float) -> str:
    return (FRIDAY + timedelta(**later)).isoformat()


@pytest.fixture
async def case(town: Any) -> str:
    """A case that is ready for its notice; filed, looked into and settled on 1 September."""
    case: str = await town.file()
    await town.identify(case)
    await town.evidence(case)
    await town.approve(case)
    await town.forgo(case)
    return case


async def noticed(town: Any, case: str, **more: Any) -> Any:
    body = {"officers": town.officers, "fine": 1_000_00, "reasons": "焚烧废旧轮胎", **more}
    return await town.first.act(f"/cases/{case}/prior-notice", body)


async def test_x41_filing_is_of_the_day_on_which_it_was_done(town: Any, clock: SetClock) -> None:
    clock.at = MONDAY
    filed = await town.first.act("/cases", town.filing(done_at=at()))
    assert filed.status_code == 201, filed.text
    seen = filed.json()["case"]["filed"]
    assert (seen["filed_on"], seen["decide_until"]) == ("2026-09-04", "2026-12-03")
    assert datetime.fromisoformat(seen["done_at"]) == FRIDAY
    later = town.filing(act_on="2026-09-05", done_at=at())
    assert (await town.first.act("/cases", later)).json()["code"] == "cases/future-day"


async def test_x16_the_party_has_its_days_from_when_it_was_told(town: Any, case: str, clock: SetClock) -> None:
    clock.at = MONDAY
    told = (await noticed(town, case, done_at=at())).json()
    assert (told["case"]["notice"]["served_on"], told["case"]["notice"]["defence_until"]) == (
        "2026-09-04",
        "2026-09-11",
    )
    (act,) = told["unconfirmed"]
    confirmed = await town.second.act(f"/cases/{case}/acts/{act}/confirmation", {"done_at": at(minutes=10)})
    assert confirmed.json()["case"]["confirmations"][-1]["confirmed_on"] == "2026-09-04"
    clock.at = datetime(2026, 9, 11, 9, tzinfo=CHINA)
    assert (await town.decide(case)).json()["code"] == "cases/defence-open"
    clock.advance(days=1)
    assert (await town.decide(case)).status_code == 200


async def test_a_confirmation_that_is_recorded_without_a_moment_is_of_today(
    town: Any, case: str, clock: SetClock
) -> None:
    clock.at = MONDAY
    (act,) = (await noticed(town, case, done_at=at())).json()["unconfirmed"]
    seen = (await town.second.act(f"/cases/{case}/acts/{act}/confirmation")).json()
    assert seen["case"]["confirmations"][-1]["confirmed_on"] == "2026-09-07"


async def test_x41_a_confirmation_is_not_before_what_it_confirms(town: Any, case: str, clock: SetClock) -> None:
    clock.at = MONDAY
    (act,) = (await noticed(town, case, done_at=at())).json()["unconfirmed"]
    path = f"/cases/{case}/acts/{act}/confirmation"
    refused = (await town.second.act(path, {"done_at": at(minutes=-6)})).json()
    assert (refused["code"], refused["law"]) == (EARLY, "APL 47")
    assert "2026-09-04 09:54" in refused["detail"]
    assert "2026-09-04 10:00" in refused["detail"]
    assert (await town.second.act(path, {"done_at": at(minutes=-4)})).status_code == 200


async def test_x41_a_step_is_not_before_the_one_that_it_follows(town: Any, case: str, clock: SetClock) -> None:
    assert (await noticed(town, case, done_at="2026-09-01T09:00:00+08:00")).json()["code"] == EARLY
    clock.at = MONDAY
    assert (await noticed(town, case, done_at=(MONDAY + timedelta(minutes=6)).isoformat())).json()["code"] == AHEAD
    assert (await noticed(town, case, done_at="2026-09-03T23:59:00+08:00")).json()["code"] == LATE
    assert (await noticed(town, case, done_at="2026-09-04T00:00:00+08:00")).status_code == 200


async def test_two_who_look_at_the_same_time_do_not_wait_for_each_other(town: Any, case: str, clock: SetClock) -> None:
    """The evidence was taken before the notice, and comes in after it."""
    clock.at = MONDAY
    assert (await noticed(town, case, done_at=at(hours=1))).status_code == 200
    item = {"kind": "site-record", "blob": await town.second.upload(jpeg("ash")), "description": "灰烬"}
    body = {**item, "officers": town.officers, "taken_at": at(), "done_at": at()}
    assert (await town.second.act(f"/cases/{case}/evidence", body)).status_code == 200


async def test_x11_an_order_is_recorded_by_both_before_its_term_is_over(town: Any, case: str, clock: SetClock) -> None:
    order = {"officers": town.officers, "demand": "清除", "until": "2026-09-05", "done_at": at()}
    clock.at = MONDAY
    late = await town.first.act(f"/cases/{case}/correction-order", order)
    assert late.json()["code"] == "cases/no-correction-term", late.text
    clock.at = FRIDAY + timedelta(hours=1)
    (act,) = (await town.first.act(f"/cases/{case}/correction-order", order)).json()["unconfirmed"]
    clock.at = MONDAY
    refused = await town.second.act(f"/cases/{case}/acts/{act}/confirmation", {"done_at": at(minutes=5)})
    assert refused.json()["code"] == "cases/order-expired-unconfirmed"


async def test_x02_who_sends_is_certified_still(town: Any, case: str, clock: SetClock, people: Any) -> None:
    await people.certify(town.bench, "HB-1001", "130624100", until=date(2026, 9, 5))
    clock.at = MONDAY
    assert (await noticed(town, case, done_at=at())).json()["code"] == "cases/not-certified"


async def test_a_clue_is_set_aside_on_its_day(town: Any, clock: SetClock) -> None:
    seen = {"township": "130624100", "seen_on": "2026-09-01", "place": "东街", "description": "烟", "informant": "某人"}
    clue = (await town.hotline.act("/clues", seen)).json()["id"]
    clock.at = MONDAY
    early = await town.first.act(f"/clues/{clue}/set-aside", {"reasons": "查无此事", "done_at": "2026-08-31T10:00:00Z"})
    assert early.json()["code"] == LATE
    aside = await town.first.act(f"/clues/{clue}/set-aside", {"reasons": "查无此事", "done_at": at()})
    assert aside.json()["set_aside_on"] == "2026-09-04", aside.text


async def test_the_history_tells_both_and_a_wrong_clock(town: Any, case: str, clock: SetClock) -> None:
    clock.at = MONDAY
    ahead = {"X-Device-Time": (MONDAY + timedelta(days=1)).isoformat()}
    body = {"officers": town.officers, "fine": 1_000_00, "reasons": "焚烧废旧轮胎", "done_at": at(days=1)}
    told = await town.first.act(f"/cases/{case}/prior-notice", body, headers=ahead)
    assert told.json()["case"]["notice"]["served_on"] == "2026-09-04", told.text
    (entry,) = [
        one
        for one in (await town.supervisor.ask(f"/cases/{case}/history")).json()["events"]
        if one["type"] == "cases.prior-notice-served.v1"
    ]
    assert entry["data"]["clock_ahead"] == 86_400
    assert entry["sent_later"] == "于 2026-09-04 10:00 办理，2026-09-07 08:00 上报；手机时钟快 1 天"
    bad = await town.first.act(f"/cases/{case}/prior-notice", body, headers={"X-Device-Time": "yesterday"})
    assert bad.status_code == 422


async def test_the_same_key_is_answered_again_however_late(town: Any, case: str, clock: SetClock) -> None:
    clock.at = MONDAY
    body = {"officers": town.officers, "fine": 1_000_00, "reasons": "焚烧废旧轮胎", "done_at": at()}
    key = "00000000-0000-4000-8000-000000000001"
    first = await town.first.act(f"/cases/{case}/prior-notice", body, key=key)
    clock.advance(days=30)
    again = await town.first.act(f"/cases/{case}/prior-notice", body, key=key)
    assert (first.status_code, again.status_code) == (200, 200), again.text
    assert first.json()["case"]["notice"] == again.json()["case"]["notice"]

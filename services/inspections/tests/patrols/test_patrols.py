"""Patrols, from the captain's order to what becomes of a finding."""

from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, jpeg
from contracts.identity import CertificateSuspended, OfficerCertified
from contracts.inspections import PatrolFindingConfirmed
from contracts.values import Role
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

PATROL = {"officers": ["HB-A", "HB-B"], "route": "镇区至大沙河沿线", "patrol_on": "2026-09-08"}


async def patrol(cast: Any) -> str:
    answer = await cast.captain.act("/patrols", PATROL)
    assert answer.status_code == 201, answer.text
    return f"/patrols/{answer.json()['id']}"


async def found(cast: Any, path: str) -> str:
    picture = await cast.b.upload(jpeg("smoke"))
    body = {"place": "沙河滩地", "picture": picture, "description": "有人焚烧垃圾"}
    answer = await cast.b.act(f"{path}/findings", body)
    assert answer.status_code == 200, answer.text
    assert "有人焚烧垃圾" not in answer.text
    return str(answer.json()["patrol"]["found"][0]["finding"])


async def test_findings_that_may_be_about_one_act_are_shown(cast: Any) -> None:
    """In places that read alike, within a week; nothing is refused."""
    first, second, third = [await patrol(cast) for _ in range(3)]
    earlier = await found(cast, first)
    picture = await cast.a.upload(jpeg("more smoke"))
    body = {"place": "大沙河 沙河滩地", "picture": picture, "description": "有人焚烧垃圾"}
    recorded = (await cast.a.act(f"{second}/findings", body)).json()
    later = recorded["patrol"]["found"][0]["finding"]
    assert recorded["similar"] == {later: [earlier]}
    assert (await cast.b.ask(first)).json()["similar"] == {earlier: [later]}
    other = {"place": "东街", "picture": await cast.a.upload(jpeg("another street"))}
    elsewhere = await cast.a.act(f"{third}/findings", body | other)
    assert elsewhere.json()["similar"] == {}


async def test_a_finding_needs_place_and_picture_and_becomes_a_referral(bench: Bench[Service], cast: Any) -> None:
    path = await patrol(cast)
    blank = await cast.b.act(f"{path}/findings", {"place": "沙河滩地", "picture": "0" * 64, "description": "焚烧"})
    assert blank.json()["code"] == "no-such-file"
    finding = await found(cast, path)
    alone = await cast.a.act(f"{path}/referrals", {"finding": finding, "power": "EN-03"})
    assert (alone.status_code, alone.json()["code"]) == (409, "inspections/finding-unconfirmed")
    own = await cast.b.act(f"{path}/findings/{finding}/confirmation")
    assert (own.status_code, own.json()["code"]) == (409, "inspections/own-finding")
    for _ in range(2):
        assert (await cast.a.act(f"{path}/findings/{finding}/confirmation")).status_code == 200
    (confirmed,) = (await bench.service.patrols.store.read(path.removeprefix("/patrols/"))).state.confirmed
    said = {"finding": finding, "certificate": "HB-A", "confirmed_on": date(2026, 9, 7)}
    assert confirmed == PatrolFindingConfirmed(**said, done_at=bench.parts.clock())
    referred = await cast.a.act(f"{path}/referrals", {"finding": finding, "power": "EN-03"})
    assert referred.json()["patrol"]["referred"][0]["confirmed_by"] == "HB-A"
    assert referred.json()["patrol"]["referred"][0]["place"] == "沙河滩地"
    twice = await cast.a.act(f"{path}/referrals", {"finding": finding, "power": "EN-03"})
    assert twice.json()["code"] == "inspections/already-referred"
    for answer, told in ((alone, "还没有经另一名执法人员确认"), (twice, "已经移送")):
        assert answer.json()["detail"].startswith(f"第 1 项巡查发现（沙河滩地，2026-09-07）{told}")
    nothing = await cast.a.act(f"{path}/referrals", {"finding": "finding-none", "power": "EN-03"})
    assert (nothing.json()["code"], "finding-none" in nothing.json()["detail"]) == (
        "inspections/no-such-finding",
        False,
    )
    assert (await cast.a.act(f"{path}/conclusion")).json()["patrol"]["concluded"]["findings"] == 1
    over = await cast.a.act(f"{path}/conclusion")
    assert over.json()["code"] == "inspections/patrol-over"


async def test_a_finding_of_yesterday_is_referred_as_of_its_own_day(cast: Any, clock: Any) -> None:
    path = await patrol(cast)
    clock.advance(days=3)
    body = {"place": "沙河滩地", "picture": await cast.b.upload(jpeg("smoke")), "description": "有人焚烧垃圾"}
    for day, code in (("2026-09-11", "inspections/future-day"), ("2026-09-07", "inspections/day-too-early")):
        refused = await cast.b.act(f"{path}/findings", body | {"found_on": day})
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    seen = (await cast.b.act(f"{path}/findings", body | {"found_on": "2026-09-09"})).json()["patrol"]["found"][0]
    assert (seen["found_on"], seen["recorded_on"]) == ("2026-09-09", "2026-09-10")
    await cast.a.act(f"{path}/findings/{seen['finding']}/confirmation")
    referred = await cast.a.act(f"{path}/referrals", {"finding": seen["finding"], "power": "EN-03"})
    assert referred.json()["patrol"]["referred"][0]["found_on"] == "2026-09-09"


async def test_x41_a_finding_is_recorded_within_days(cast: Any, clock: Any) -> None:
    path = await patrol(cast)
    body = {"place": "沙河滩地", "picture": await cast.b.upload(jpeg("smoke")), "description": "有人焚烧垃圾"}
    clock.advance(days=9)
    late = await cast.b.act(f"{path}/findings", body | {"found_on": "2026-09-08"})
    assert (late.status_code, late.json()["code"]) == (409, "inspections/recorded-too-late")
    assert (await cast.b.act(f"{path}/findings", body | {"found_on": "2026-09-09"})).status_code == 200


async def test_x01_one_officer_is_not_enough(cast: Any) -> None:
    for officers in (["HB-A"], ["HB-A", "HB-A"]):
        refused = await cast.captain.act("/patrols", PATROL | {"officers": officers})
        assert (refused.json()["code"], refused.json()["law"]) == ("inspections/one-officer", "APL 42")


async def test_x02_expired_or_foreign_officers_are_not_sent(cast: Any) -> None:
    for other in ("HB-C", "HB-NOBODY"):
        refused = await cast.captain.act("/patrols", PATROL | {"officers": ["HB-A", other]})
        assert refused.json()["code"] == "inspections/not-certified"


async def test_a_patrol_is_not_back_dated(cast: Any) -> None:
    refused = await cast.captain.act("/patrols", PATROL | {"patrol_on": "2026-09-01"})
    assert refused.json()["code"] == "inspections/day-passed"


async def test_another_bodys_patrol_does_not_exist(cast: Any) -> None:
    path = await patrol(cast)
    assert (await cast.stranger.ask(path)).status_code == 404
    assert (await cast.stranger.act(f"{path}/conclusion")).status_code == 404


async def test_a_department_sends_out_no_patrol(bench: Bench[Service]) -> None:
    """It has no territory."""
    department = "130624-health"
    for letter in ("D", "E"):
        certified = OfficerCertified(
            certificate=f"HB-{letter}",
            body=department,
            township=None,
            valid_from=date(2026, 1, 1),
            valid_until=date(2027, 12, 31),
            fields=(),
        )
        await bench.hear(f"officer-{letter}", certified)
    captain = bench.caller("officer-D", department, Role.CAPTAIN, certificate="HB-D")
    refused = await captain.act("/patrols", PATROL | {"officers": ["HB-D", "HB-E"]})
    assert (refused.status_code, refused.json()["code"]) == (403, "inspections/no-territory")


async def test_x02_a_suspended_officer_refers_nothing(bench: Bench[Service], cast: Any) -> None:
    path = await patrol(cast)
    finding = await found(cast, path)
    suspended = CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 1), reason="核查")
    await bench.hear("officer-B", suspended)
    refused = await cast.a.act(f"{path}/referrals", {"finding": finding, "power": "EN-03"})
    assert refused.json()["code"] == "inspections/not-certified"


async def test_x02_a_suspended_officer_records_and_concludes_nothing(bench: Bench[Service], cast: Any) -> None:
    path = await patrol(cast)
    picture = await cast.b.upload(jpeg("smoke"))
    suspended = CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 1), reason="核查")
    await bench.hear("officer-B", suspended)
    body = {"place": "沙河滩地", "picture": picture, "description": "有人焚烧垃圾"}
    for act, fields in (("findings", body), ("conclusion", None)):
        refused = await cast.b.act(f"{path}/{act}", fields)
        assert (refused.status_code, refused.json()["code"]) == (409, "inspections/not-certified")
    assert (await cast.a.act(f"{path}/findings", body)).status_code == 200
    assert (await cast.c.act(f"{path}/conclusion")).json()["code"] == "inspections/not-one-of-them"

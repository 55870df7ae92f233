"""Who goes on a patrol in another's place, and what that officer may confirm; a patrol that nobody concluded."""

from datetime import date
from typing import Any

import pytest

from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench, SetClock, jpeg
from contracts.identity import CertificateSuspended, OfficerCertified
from contracts.inspections import PatrolOfficerReplaced, PatrolOverdue, PatrolOverdueLifted, ReplacementGround
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

PATROL = {"officers": ["HB-A", "HB-B"], "route": "镇区至大沙河沿线", "patrol_on": "2026-09-08"}
CHANGE = {"replaced": "HB-B", "by": "HB-C", "reason": "证件暂扣"}


@pytest.fixture
async def patrol(bench: Bench[Service], cast: Any, directories: None) -> str:
    """A patrol of A and B; C, who might go, has a new certificate."""
    await bench.hear("officer-C", certified_anew("HB-C"))
    return f"/patrols/{(await cast.captain.act('/patrols', PATROL)).json()['id']}"


def certified_anew(number: str) -> OfficerCertified:
    town = "130624100"
    return OfficerCertified(
        certificate=number,
        body=town,
        township=town,
        valid_from=date(2026, 9, 1),
        valid_until=date(2027, 12, 31),
        fields=("safety",),
    )


async def found(by: Any, path: str, place: str = "沙河滩地") -> str:
    body = {"place": place, "picture": await by.upload(jpeg(place)), "description": "有人焚烧垃圾"}
    answer = await by.act(f"{path}/findings", body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["patrol"]["found"][-1]["finding"])


async def suspend(bench: Bench[Service]) -> None:
    suspended = CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 7), reason="核查")
    await bench.hear("officer-B", suspended)


def code(answer: Any) -> str:
    return str(answer.json()["code"])


async def test_x02_a_finding_is_referred_after_one_of_them_lost_the_certificate(
    bench: Bench[Service], cast: Any, patrol: str
) -> None:
    finding = await found(cast.b, patrol)
    await cast.a.act(f"{patrol}/findings/{finding}/confirmation")
    assert code(await cast.head.act(f"{patrol}/replacement", CHANGE)) == "inspections/officer-still-certified"
    await suspend(bench)
    referral = {"finding": finding, "power": "EN-03"}
    assert code(await cast.a.act(f"{patrol}/referrals", referral)) == "inspections/not-certified"
    assert (await cast.a.act(f"{patrol}/replacement", CHANGE)).status_code == 403
    await cast.a.act(f"{patrol}/conclusion")
    done = (await cast.head.act(f"{patrol}/replacement", CHANGE)).json()
    assert (done["officers"], "证件暂扣" in str(done)) == (["HB-A", "HB-C"], False)
    (fact,) = (await bench.service.patrols.store.read(patrol.removeprefix("/patrols/"))).state.replacements
    assert isinstance(fact, PatrolOfficerReplaced)
    assert (fact.ground, fact.findings) == (ReplacementGround.CERTIFICATE, 1)
    referred = (await cast.c.act(f"{patrol}/referrals", referral)).json()["patrol"]["referred"][0]
    assert (referred["officers"], referred["confirmed_by"]) == (["HB-A", "HB-C"], "HB-A")
    assert code(await cast.head.act(f"{patrol}/replacement", CHANGE)) == "inspections/patrol-over"


async def test_x01_whoever_came_later_did_not_see_what_was_found_before(
    bench: Bench[Service], cast: Any, patrol: str
) -> None:
    """What the one who left recorded may be confirmed by the other, who was there."""
    seen_by_a, seen_by_b = await found(cast.a, patrol), await found(cast.b, patrol, "东街")
    await suspend(bench)
    await cast.head.act(f"{patrol}/replacement", CHANGE)
    assert [item["what"] for item in (await cast.c.ask("/work")).json()["items"]] == ["patrol"]
    assert (await cast.b.ask("/work")).json()["items"] == []
    for finding in (seen_by_a, seen_by_b):
        refused = await cast.c.act(f"{patrol}/findings/{finding}/confirmation")
        assert (code(refused), finding in refused.json()["detail"]) == ("inspections/not-there", False)
        assert "HB-C" in refused.json()["detail"]
    assert (await cast.a.act(f"{patrol}/findings/{seen_by_b}/confirmation")).status_code == 200
    anew = await found(cast.a, patrol, "沙河滩地再次查看")
    assert (await cast.c.act(f"{patrol}/findings/{anew}/confirmation")).status_code == 200


async def test_a_finding_of_whoever_came_later_is_of_no_day_before(
    bench: Bench[Service], cast: Any, patrol: str, clock: SetClock
) -> None:
    clock.advance(days=3)
    await suspend(bench)
    await cast.head.act(f"{patrol}/replacement", CHANGE)
    body = {"place": "沙河滩地", "picture": await cast.c.upload(jpeg("smoke")), "description": "有人焚烧垃圾"}
    early = await cast.c.act(f"{patrol}/findings", body | {"found_on": "2026-09-09"})
    assert code(early) == "inspections/day-too-early"


async def test_x03_a_recused_officer_does_not_come_back(cast: Any, patrol: str) -> None:
    recused = CHANGE | {"ground": "recusal", "reason": "与沿线企业有利害关系"}
    assert (await cast.head.act(f"{patrol}/replacement", recused)).json()["officers"] == ["HB-A", "HB-C"]
    itself = {"replaced": "HB-A", "by": "HB-A", "ground": "recusal", "reason": "本人申请"}
    assert code(await cast.head.act(f"{patrol}/replacement", itself)) == "inspections/officer-recused"
    back = {"replaced": "HB-A", "by": "HB-B", "ground": "recusal", "reason": "本人申请"}
    assert code(await cast.head.act(f"{patrol}/replacement", back)) == "inspections/officer-recused"


async def test_x03_what_only_the_recused_saw_comes_to_nothing(cast: Any, patrol: str) -> None:
    """The other one confirmed it too late, or is to join another finding to it; what was confirmed before stands."""
    confirmed, alone = await found(cast.b, patrol), await found(cast.b, patrol, "东街")
    own = await found(cast.a, patrol, "西街")
    assert (await cast.a.act(f"{patrol}/findings/{confirmed}/confirmation")).status_code == 200
    await cast.a.act(f"{patrol}/conclusion")
    recused = CHANGE | {"ground": "recusal", "reason": "与沿线企业有利害关系"}
    assert (await cast.head.act(f"{patrol}/replacement", recused)).status_code == 200
    for path, body in (
        (f"findings/{alone}/confirmation", {}),
        ("referrals", {"finding": alone, "power": "EN-03"}),
        ("set-aside", {"finding": own, "same_as": alone, "reasons": "同一行为"}),
    ):
        refused = await cast.a.act(f"{patrol}/{path}", body)
        assert (refused.status_code, code(refused)) == (409, "inspections/finding-of-recused"), path
        assert ("东街" in refused.json()["detail"], alone in refused.json()["detail"]) == (True, False)
    assert (await cast.a.act(f"{patrol}/set-aside", {"finding": own, "reasons": "不成立"})).status_code == 200
    assert (await cast.a.act(f"{patrol}/referrals", {"finding": confirmed, "power": "EN-03"})).status_code == 200
    assert code(await cast.head.act(f"{patrol}/replacement", CHANGE)) == "inspections/patrol-over"


async def test_x03_what_the_recused_saw_under_the_number_before_comes_to_nothing(
    bench: Bench[Service], cast: Any, patrol: str
) -> None:
    alone = await found(cast.b, patrol)
    await bench.hear("officer-B", certified_anew("HB-B2"))
    renewed = await cast.head.act(f"{patrol}/replacement", CHANGE | {"by": "HB-B2"})
    assert renewed.status_code == 200, renewed.text
    recused = CHANGE | {"replaced": "HB-B2", "ground": "recusal", "reason": "与沿线企业有利害关系"}
    assert (await cast.head.act(f"{patrol}/replacement", recused)).status_code == 200
    refused = await cast.a.act(f"{patrol}/findings/{alone}/confirmation")
    assert code(refused) == "inspections/finding-of-recused"


async def test_a_patrol_that_nobody_concluded_is_flagged_once(
    bench: Bench[Service], cast: Any, patrol: str, clock: SetClock
) -> None:
    late = []
    for days in (1, 1, 1):
        clock.advance(days=days)
        for ticking in bench.parts.ticking:
            await tick_due(ticking, clock)
        history = await bench.service.patrols.store.history(patrol.removeprefix("/patrols/"))
        late.append([one["data"]["until"] for one in history if one["type"] == PatrolOverdue.type])
    assert late == [[], ["2026-09-08"], ["2026-09-08"]]


@pytest.mark.parametrize(("day", "in_time"), [("2026-09-08", True), ("2026-09-09", False)])
async def test_a_patrol_in_time_that_becomes_known_late_lifts_the_flag(
    bench: Bench[Service], cast: Any, patrol: str, clock: SetClock, day: str, in_time: bool
) -> None:
    clock.advance(days=2)
    for ticking in bench.parts.ticking:
        await tick_due(ticking, clock)
    done = await cast.a.act(f"{patrol}/conclusion", {"concluded_on": day})
    assert done.status_code == 200, done.text
    id = patrol.removeprefix("/patrols/")
    assert ((await bench.service.patrols.store.read(id)).state.overdue is None) is in_time
    told = [one["data"] for one in await bench.service.patrols.store.history(id) if "lifted" in one["type"]]
    assert (
        told
        == [PatrolOverdueLifted(until=date(2026, 9, 8), lifted_on=date(2026, 9, 9)).model_dump(mode="json")] * in_time
    )

"""Reviews as a feature: every decided and ended file is reviewed by itself, and what is found reaches people."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.support.inspected import clue_file, draw_file, patrolled, visited
from tests.support.lawful import BODY, HEAD, MONDAY, ONE, OTHER, PAIR, PARTY, CaseFile, File
from tests.support.neighbours import changed
from tests.support.prosecuted import case

from chassis.testing import Bench, Caller, SetClock
from contracts.cases import CaseFiled, FinePaid, NoPenaltyGround, PenaltyDecided, PowerConfirmed, PowerRecalled
from contracts.event import Event
from contracts.identity import (
    CertificateSuspended,
    CertificateWithdrawn,
    OfficerCertified,
    OfficerIdentified,
    OfficerRegistered,
    RolesChanged,
)
from contracts.inspections import RectifiedOnSite, TermRechecked, VisitAssigned
from contracts.values import RestsOn, Role
from supervision.errands import review_all
from supervision.review import History
from supervision.service import Service

type Tell = Callable[..., Any]


@pytest.fixture
async def officers(bench: Bench[Service], make: Callable[..., Any], clock: SetClock) -> None:
    """The two officers, the head since long ago, and the list that gives the power."""
    now, clock.at = clock.at, datetime(2025, 1, 1, tzinfo=UTC)
    await bench.hear(HEAD, make(OfficerRegistered, body=BODY, mark=None, roles=(Role.HEAD,)))
    clock.at = now
    for person, number in zip((ONE, OTHER), PAIR, strict=True):
        await bench.hear(person, make(OfficerRegistered, body=BODY, mark=None))
        await bench.hear(person, certified(make, number))
    granted = {"power": "FI-01", "townships": (BODY,), "valid_from": date(2024, 1, 1), "valid_until": None}
    await bench.hear("power-FI-01", make(PowerConfirmed, **granted))


def certified(make: Callable[..., Any], number: str, until: date = date(2029, 12, 31)) -> Event:
    days = {"valid_from": date(2025, 1, 1), "valid_until": until}
    event: Event = make(OfficerCertified, certificate=number, body=BODY, township=BODY, **days)
    return event


async def reviews(caller: Caller, **query: Any) -> dict[str, list[str]]:
    items = (await caller.ask("/reviews", **query)).raise_for_status().json()["items"]
    return {item["subject"]: item["rules"] for item in items}


async def alerts(caller: Caller, **query: Any) -> list[dict[str, Any]]:
    found = (await caller.ask("/alerts", kind="review-finding", **query)).raise_for_status().json()["items"]
    return sorted(found, key=lambda alert: str(alert["id"]))


@pytest.mark.usefixtures("officers")
async def test_a_lawful_case_is_reviewed_and_scored(tell: Tell, supervisor: Caller, bench: Bench[Service]) -> None:
    await tell(case())
    assert await reviews(supervisor) == {"case-1": []}
    assert await alerts(supervisor) == []
    page = (await supervisor.ask("/reviews/review-case-1")).raise_for_status().json()
    assert (page["total"], page["grade"], page["unlawful"], page["flagged"]) == (100, "优秀", 0, 0)
    assert page["sequence"] == len(case().events)
    given = {item["code"]: item["given"] for item in page["sheet"]["items"]}
    assert (given["decision"], given["closing"], given["hearing-record"]) == (15, 3, None)
    assert {row["rule"] for row in page["not_shown"]} >= {"X-20", "X-22"}
    assert page["labels"]["case-file"] == "处罚案卷"
    assert await bench.parked() == []


@pytest.mark.usefixtures("officers")
async def test_a_finding_reaches_head_and_supervisor_with_its_article(
    tell: Tell, supervisor: Caller, head: Caller, bench: Bench[Service]
) -> None:
    bare = CaseFile().filed().identified().taken().ordered().decided()
    await tell(bare)
    (alert,) = await alerts(head)
    assert (alert["subject"], alert["rule"], alert["law"]) == ("case-1", "X-15", "APL 44, 62")
    assert alert["what"] == "作出处罚决定前没有事先告知当事人"
    assert alert["labels"]["APL 44, 62"] == "《行政处罚法》第四十四条、第六十二条"
    stored = await bench.service.alerts.store.read(alert["id"])
    assert [(fact.id, fact.sequence) for fact in stored.state.raised.rests_on] == [("case-1", 8)]
    page = (await head.ask("/reviews/review-case-1")).raise_for_status().json()
    (finding,) = page["findings"]
    assert (finding["rule"], finding["sequence"], finding["label"]) == ("X-15", 8, "处罚决定")
    assert (page["total"], page["grade"], page["sheet"]["vetoes"]) == (
        0,
        "不合格",
        ["未告知权利，或者期限未满即作出决定"],
    )


@pytest.mark.usefixtures("officers")
async def test_the_same_finding_alerts_once(tell: Tell, supervisor: Caller, bench: Bench[Service]) -> None:
    file = CaseFile().filed().identified().taken().ordered().decided()
    await tell(file)
    await review_all(bench.service)
    told = len(file.events)
    file.served().rechecked(fulfilled=True).paid().closed()
    await tell(History(file.id, tuple(file.events[told:])))
    assert len(await alerts(supervisor)) == 1
    assert (await alerts(supervisor))[0]["version"] == 1
    assert await reviews(supervisor) == {"case-1": ["X-15"]}


@pytest.mark.usefixtures("officers")
async def test_a_finding_that_the_supervisor_looked_at_is_not_raised_again(
    tell: Tell, supervisor: Caller, bench: Bench[Service]
) -> None:
    await tell(CaseFile().filed().identified().taken().ordered().decided())
    (alert,) = await alerts(supervisor)
    seen = await supervisor.act(f"/alerts/{alert['id']}/review", {"remark": "已责成撤销决定"})
    assert seen.json()["reason"] == "reviewed"
    await review_all(bench.service)
    assert [(one["open"], one["reason"]) for one in await alerts(supervisor)] == [(False, "reviewed")]


@pytest.mark.usefixtures("officers")
async def test_flags_are_findings_and_cost_no_legality(tell: Tell, supervisor: Caller) -> None:
    file = CaseFile().filed().identified().taken().ordered().told().wait(91).decided()
    await tell(file)
    assert [alert["rule"] for alert in await alerts(supervisor)] == ["X-24"]
    page = (await supervisor.ask("/reviews/review-case-1")).json()
    assert (page["unlawful"], page["flagged"], page["total"]) == (0, 1, 50 + 50 * 32 // 47)


@pytest.mark.usefixtures("officers")
async def test_two_fines_and_one_receipt_are_seen_across_cases(tell: Tell, supervisor: Caller) -> None:
    await tell(case())
    await tell(changed(case().history(), FinePaid, receipt="冀财００１"), "case-2")
    found = await reviews(supervisor)
    assert (found["case-1"], found["case-2"]) == ([], ["X-08", "X-26"])
    assert await reviews(supervisor, rule="X-08") == {"case-2": ["X-08", "X-26"]}


@pytest.mark.usefixtures("officers")
async def test_a_fine_after_a_let_off_is_seen_across_cases(tell: Tell, supervisor: Caller, head: Caller) -> None:
    spared = CaseFile(id="case-0").filed().identified().taken().ordered().rechecked(fulfilled=True)
    await tell(spared.let_go(NoPenaltyGround.MINOR))
    await tell(case())
    assert await reviews(supervisor) == {"case-0": [], "case-1": ["X-08"]}
    assert [alert["what"] for alert in await alerts(head)] == [
        "同一当事人的同一违法行为另案已决定不予处罚，再予罚款须说明理由"
    ]


async def test_a_head_who_is_the_party_is_found(
    tell: Tell, supervisor: Caller, bench: Bench[Service], make: Callable[..., Any], officers: None
) -> None:
    await bench.hear(HEAD, make(OfficerIdentified, mark=PARTY))
    await tell(case())
    assert await reviews(supervisor) == {"case-1": ["X-03"]}


@pytest.mark.usefixtures("officers")
@pytest.mark.parametrize(("party", "alike"), [(PARTY, ()), ("8" * 64, (PARTY,))])
async def test_a_first_offender_is_known_across_cases(
    tell: Tell, supervisor: Caller, party: str, alike: tuple[str, ...]
) -> None:
    """Also under another number, as far as may be."""
    await tell(case())
    let_off = CaseFile(day=MONDAY + timedelta(days=30)).filed().identified("c" * 64, party, alike).taken().ordered()
    await tell(let_off.rechecked(fulfilled=True).let_go(NoPenaltyGround.FIRST).history(), "case-2")
    assert await reviews(supervisor) == {"case-1": [], "case-2": ["X-09"]}


@pytest.mark.usefixtures("officers")
@pytest.mark.parametrize(
    ("about", "kind", "fields", "rule"),
    [
        (OTHER, CertificateSuspended, {"certificate": PAIR[1], "reason": "核查"}, "X-02"),
        (OTHER, CertificateWithdrawn, {"certificate": PAIR[1], "reason": "核查"}, "X-02"),
        ("power-FI-01", PowerRecalled, {"power": "FI-01"}, "X-04"),
    ],
)
async def test_what_counts_from_a_day_that_has_passed_doubts_what_was_done_since(
    tell: Tell,
    supervisor: Caller,
    bench: Bench[Service],
    make: Callable[..., Any],
    about: str,
    kind: type[Event],
    fields: dict[str, Any],
    rule: str,
) -> None:
    """A lawful case becomes one to look at; a later day doubts nothing (X-41)."""
    await tell(case())
    last = case().history().events[-1].at.date()
    await bench.hear(about, make(kind, **fields, effective_from=last + timedelta(days=1)))
    assert await reviews(supervisor) == {"case-1": []}
    await bench.hear(about, make(kind, **fields, effective_from=MONDAY))
    assert rule in (await reviews(supervisor))["case-1"]
    assert {alert["rule"] for alert in await alerts(supervisor)} >= {rule}
    assert await bench.parked() == []


@pytest.mark.usefixtures("officers")
async def test_a_decision_is_held_against_the_roles_of_that_time(
    tell: Tell, supervisor: Caller, bench: Bench[Service], make: Callable[..., Any], clock: SetClock
) -> None:
    decision = case().history().of(PenaltyDecided)[0]
    clock.at = decision.at - timedelta(minutes=1)
    await bench.hear(HEAD, make(RolesChanged, roles=(Role.LEGAL_REVIEWER,)))
    clock.at = decision.at + timedelta(seconds=1)
    await bench.hear(HEAD, make(RolesChanged, roles=(Role.HEAD,)))
    await tell(case())
    assert await reviews(supervisor) == {"case-1": ["X-04"]}
    (alert,) = await alerts(supervisor)
    assert alert["what"] == "作出决定的人员当时不是本机关负责人"


@pytest.mark.usefixtures("officers")
async def test_visits_above_the_cap_are_counted_from_their_files(tell: Tell, supervisor: Caller) -> None:
    await tell(draw_file())
    for number in (1, 2, 3):
        file, own = visited(MONDAY + timedelta(days=31 * number)).history(), min(number, 2)
        file = changed(file, RectifiedOnSite, after=str(own) * 64)
        await tell(changed(file, TermRechecked, picture=str(own + 3) * 64), f"visit-{number}")
    found = {"visit-1": [], "visit-2": [], "visit-3": ["X-32", "X-35"]}
    assert await reviews(supervisor, kind="visit-file") == found


@pytest.mark.usefixtures("officers")
async def test_a_visit_is_held_against_its_draw(tell: Tell, supervisor: Caller) -> None:
    await tell(draw_file())
    await tell(changed(visited().history(), VisitAssigned, officers=(PAIR[1], PAIR[0])))
    assert (await reviews(supervisor))["visit-1"] == ["X-36"]


@pytest.mark.usefixtures("officers")
@pytest.mark.parametrize(
    ("file", "kind"),
    [(visited(), "visit-file"), (patrolled(), "patrol-file"), (draw_file(), "draw-file"), (clue_file(), "clue-file")],
)
async def test_other_files_are_reviewed_too(file: File, kind: str, tell: Tell, supervisor: Caller) -> None:
    await tell(file)
    assert await reviews(supervisor, kind=kind) == {file.id: []}
    assert (await supervisor.ask(f"/reviews/review-{file.id}")).json()["sheet"] is None


async def test_certificates_that_are_not_heard_yet_are_not_judged(
    tell: Tell, supervisor: Caller, bench: Bench[Service], make: Callable[..., Any], clock: SetClock
) -> None:
    rested = changed(case().history(), CaseFiled, rests_on=(RestsOn(id=ONE, sequence=2),))
    await tell(rested)
    assert await reviews(supervisor) == {"case-1": []}
    await review_all(bench.service)
    assert await reviews(supervisor) == {"case-1": ["X-02", "X-04"]}
    clock.at = datetime(2025, 1, 1, tzinfo=UTC)
    await bench.hear(HEAD, make(OfficerRegistered, body=BODY, mark=None, roles=(Role.HEAD,)))
    clock.at = case().events[-1].at
    for person, number in zip((ONE, OTHER), PAIR, strict=True):
        await bench.hear(person, make(OfficerRegistered, body=BODY, mark=None))
        await bench.hear(person, certified(make, number))
    granted = {"power": "FI-01", "townships": (BODY,), "valid_from": date(2024, 1, 1), "valid_until": None}
    await bench.hear("power-FI-01", make(PowerConfirmed, **granted))
    clock.advance(hours=1)
    await review_all(bench.service)
    assert await reviews(supervisor) == {"case-1": []}
    assert {alert["reason"] for alert in await alerts(supervisor)} == {"not-found-again"}


@pytest.mark.usefixtures("officers")
async def test_everything_that_is_there_is_reviewed_on_demand(
    tell: Tell, supervisor: Caller, bench: Bench[Service], capsys: pytest.CaptureFixture[str]
) -> None:
    await tell(CaseFile().filed().identified().taken().ordered(days=400))
    assert await reviews(supervisor) == {}
    assert await review_all(bench.service) == 0
    assert await reviews(supervisor) == {"case-1": ["X-11"]}
    assert "1 files reviewed, 1 with findings, 1 findings" in capsys.readouterr().out


@pytest.mark.usefixtures("officers")
async def test_a_head_sees_the_own_township(
    tell: Tell, head: Caller, supervisor: Caller, bench: Bench[Service]
) -> None:
    await tell(case())
    await tell(draw_file())
    assert await reviews(head) == {"case-1": []}
    assert (await reviews(supervisor)).keys() == {"case-1", "draw-1"}
    assert (await head.ask("/reviews/review-draw-1")).status_code == 404
    stranger = bench.caller("officer-far", "130624101", township="130624101")
    assert (await stranger.ask("/reviews")).status_code == 403
    assert (await supervisor.ask("/reviews/review-case-9")).status_code == 404


@pytest.mark.usefixtures("officers")
async def test_reviews_are_searched(tell: Tell, supervisor: Caller) -> None:
    await tell(case())
    for word, found in (("处罚案卷", {"case-1"}), ("阜平", {"case-1"}), ("case-1", {"case-1"}), ("X-04", set())):
        assert (await reviews(supervisor, word=word)).keys() == found

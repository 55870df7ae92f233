"""A judge of visits without a store: it finds what the service finds, and says what it can't know."""

import json
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, Caller, SetClock, jpeg
from chassis.testing_phone import Phone
from contracts.identity import OfficerCertified
from contracts.judged import Judged
from contracts.values import Role
from inspections import judge
from inspections.service import Service
from inspections.visits.domain.decisions import DECISIONS
from inspections.visits.domain.next_steps import WORDS

pytestmark = pytest.mark.usefixtures("directories")

type Assign = Callable[[str], Awaitable[str]]
type PhoneOf = Callable[[Caller], Phone]
JUDGEMENT = "X-Judgement"
TOWN = "130624100"
ITEMS = [f"safety-{number:02}" for number in range(1, 10)]


@pytest.fixture
def phone_of(clock: SetClock) -> PhoneOf:
    def phone(caller: Caller) -> Phone:
        return Phone(caller=caller, judge=judge.load(judge.pack({})), clock=clock)

    return phone


async def opened(cast: Any, visit: str) -> str:
    await cast.head.act(f"{visit}/approval")
    assert (await cast.a.act(f"{visit}/opening")).status_code == 200
    return visit


def answers(*problems: str) -> dict[str, Any]:
    return {"answers": [{"item": item, "answer": "problem" if item in problems else "fine"} for item in ITEMS]}


async def photographed(phone: Phone, about: str) -> str:
    phone.files.append(await phone.caller.upload(jpeg(about)))
    return phone.files[-1]


async def last(cast: Any, visit: str) -> dict[str, Any]:
    event: dict[str, Any] = (await cast.a.ask(f"{visit}/history")).json()["events"][-1]
    return event


async def test_what_a_phone_foresees_is_confirmed_and_told(cast: Any, assign: Assign, phone_of: PhoneOf) -> None:
    visit, phone = await opened(cast, await assign("one")), phone_of(cast.a)
    await phone.read(visit)
    found = phone.find("answer-items", answers("safety-03"))
    assert {one["type"] for one in found["verdict"]["events"]} == {"inspections.item-answered.v1"}
    done = await phone.send("answer-sheets", answers("safety-03"), found)
    assert (done.status_code, done.headers[JUDGEMENT]) == (200, "confirmed")
    event = await last(cast, visit)
    assert (event["data"]["judged"], event["judged_before"]) == ("confirmed", "手机预判一致")


async def test_a_whole_visit_waits_and_is_judged_step_by_step(
    cast: Any, assign: Assign, phone_of: PhoneOf, clock: SetClock
) -> None:
    """A place under the cap and pictures are left to the platform; what follows is judged as if it granted them."""
    visit, phone = await assign("one"), phone_of(cast.a)
    await cast.head.act(f"{visit}/approval")
    await phone.read(visit)
    before, after = await photographed(phone, "before"), await photographed(phone, "after")
    commands: list[tuple[str, str, dict[str, Any], str]] = [
        ("open-visit", "opening", {}, "undecided"),
        ("answer-items", "answer-sheets", answers("safety-03", "safety-01"), "confirmed"),
        ("rectify-on-site", "rectifications", {"item": "safety-03", "before": before, "after": after}, "undecided"),
        (
            "set-correction-term",
            "correction-terms",
            {"item": "safety-01", "demand": "请配齐", "until": "2026-09-10"},
            "confirmed",
        ),
    ]
    waiting = []
    for step, below, body, expected in commands:
        told = body | {"done_at": clock().isoformat()}
        found = phone.find(step, told)
        assert ("undecided" in found["verdict"]) == (expected == "undecided"), found
        waiting.append((phone.key, below, told, found, expected))
        phone.facts = found["after"]
        clock.advance(minutes=3)
    early = phone.find("conclude-visit", {"done_at": clock().isoformat()})
    assert early["verdict"]["refused"]["code"] == "inspections/unconfirmed"
    for key, below, body, found, expected in waiting:
        phone.key = key
        done = await phone.send(below, body, found)
        assert (done.status_code, done.headers[JUDGEMENT]) == (200, expected), done.text
    known = (await phone.caller.ask(f"{visit}/facts")).json()
    assert f"facts={known['hash']}" in phone.find("conclude-visit")["judged"]


async def test_what_only_the_platform_knows_is_named(cast: Any, assign: Assign, phone_of: PhoneOf) -> None:
    visit, phone = await assign("one"), phone_of(cast.a)
    await cast.head.act(f"{visit}/approval")
    await phone.read(visit)
    place = phone.find("open-visit")
    assert place["verdict"] == {"undecided": {"matter": "visit-cap", "word": "本年度对该企业的检查次数是否已达上限"}}
    assert place["after"]["visit"]["opened"]["counted"] is True
    phone.facts = place["after"]
    phone.facts = phone.find("answer-item", {"item": "safety-03", "answer": "problem"})["after"]
    body = {"item": "safety-03", "before": "1" * 64, "after": "2" * 64}
    unsent = phone.find("rectify-on-site", body)
    assert (unsent["verdict"]["undecided"]["matter"], unsent["after"]) == ("file-unknown", None)
    phone.files += ["1" * 64, "2" * 64]
    assert phone.find("rectify-on-site", body)["verdict"]["undecided"]["matter"] == "picture-elsewhere"
    same = phone.find("rectify-on-site", body | {"after": "1" * 64})
    assert same["verdict"]["refused"]["code"] == "inspections/same-picture"


async def test_x35_a_visit_above_the_cap_that_a_phone_left_open_is_refused_and_keeps_that(
    cast: Any, assign: Assign, phone_of: PhoneOf, bench: Bench[Service]
) -> None:
    for draw in ("one", "two"):
        await opened(cast, await assign(draw))
    visit, phone = await assign("three"), phone_of(cast.a)
    await cast.head.act(f"{visit}/approval")
    await phone.read(visit)
    refused = await phone.send("opening", {}, phone.find("open-visit"))
    assert (refused.json()["code"], refused.headers[JUDGEMENT]) == ("inspections/cap-reached", "undecided")
    attempts = await bench.parts.documents.find("refusal", {})
    assert [one["events"][0]["data"]["judged"] for one in attempts] == ["undecided"]


async def test_another_officer_of_the_visit_is_refused_as_by_the_service(
    cast: Any, assign: Assign, phone_of: PhoneOf, bench: Bench[Service]
) -> None:
    visit, phone = await opened(cast, await assign("one")), phone_of(cast.c)
    await phone.read(visit)
    found = phone.find("answer-item", {"item": "safety-01", "answer": "fine"})
    refused = await phone.send("answers", {"item": "safety-01", "answer": "fine"}, found)
    problem = refused.json()
    assert found["verdict"]["refused"]["code"] == problem["code"] == "inspections/not-one-of-them"
    assert refused.headers[JUDGEMENT] == "confirmed"
    (attempt,) = await bench.parts.documents.find("refusal", {})
    assert attempt["events"][0]["data"]["judged"] == "confirmed"


async def test_who_may_not_give_a_step_is_refused_as_by_the_service(
    cast: Any, assign: Assign, phone_of: PhoneOf
) -> None:
    phone = phone_of(cast.a)
    await phone.read(await assign("one"))
    found = phone.find("approve-visit")
    problem = (await phone.send("approval", {}, found)).json()
    assert found["verdict"]["refused"]["code"] == problem["code"] == "not-your-role"
    assert found["verdict"]["refused"]["detail"] == problem["detail"]


async def test_x34_who_was_to_go_under_an_earlier_certificate_is_known_on_the_phone(
    cast: Any, assign: Assign, phone_of: PhoneOf, bench: Bench[Service]
) -> None:
    """A is head by now, and has another certificate: whoever handled the visit does not approve it."""
    visit = await assign("one")
    renewed = OfficerCertified(
        certificate="HB-N",
        body=TOWN,
        township=TOWN,
        valid_from=date(2026, 9, 1),
        valid_until=date(2030, 12, 31),
        fields=("safety",),
    )
    await bench.hear("officer-A", renewed)
    phone = phone_of(bench.caller("officer-A", TOWN, Role.HEAD, certificate="HB-N"))
    await phone.read(visit)
    found = phone.find("approve-visit")
    assert found["verdict"]["refused"]["code"] == "inspections/head-handled-it"
    assert (await phone.send("approval", {}, found)).headers[JUDGEMENT] == "confirmed"


async def test_an_officer_of_another_body_is_left_to_the_platform(cast: Any, assign: Assign, phone_of: PhoneOf) -> None:
    phone = phone_of(cast.head)
    await phone.read(await assign("one"))
    body = {"replaced": "HB-B", "by": "HB-X", "ground": "recusal", "reason": "须回避"}
    assert phone.find("replace-inspector", body)["verdict"]["undecided"]["matter"] == "officer-elsewhere"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, "unexplained"),
        ({"at": "2026-09-06T02:00:00Z"}, "day"),
        ({"facts": "a" * 64}, "facts-changed"),
        ({"facts": "a" * 64, "version": "7"}, "case-moved-on"),
        ({"rules": "a" * 64, "facts": "a" * 64, "version": "7"}, "rules"),
    ],
)
async def test_another_verdict_differs_for_the_first_reason_that_holds(
    cast: Any, assign: Assign, phone_of: PhoneOf, changed: dict[str, str], reason: str
) -> None:
    visit, phone = await opened(cast, await assign("one")), phone_of(cast.a)
    await phone.read(visit)
    body = {"item": "safety-01", "answer": "fine"}
    found = phone.find("answer-item", body)
    told = dict(member.split("=") for member in found["judged"].split(", ")) | {"verdict": "0" * 64} | changed
    found["judged"] = ", ".join(f"{name}={value}" for name, value in told.items())
    done = await phone.send("answers", body, found)
    assert (done.status_code, done.headers[JUDGEMENT]) == (200, reason)
    event = await last(cast, visit)
    assert (event["data"]["judged"], event["judged_before"]) == (reason, Judged(reason).word)


async def test_one_who_confirms_twice_is_foreseen(cast: Any, assign: Assign, phone_of: PhoneOf) -> None:
    """What adds nothing is a version all the same."""
    visit, phone = await opened(cast, await assign("one")), phone_of(cast.b)
    await cast.a.act(f"{visit}/answer-sheets", answers())
    await phone.read(visit)
    first = phone.find("confirm-visit-act", item="record")
    assert (await phone.send("acts/record/confirmation", {}, first)).headers[JUDGEMENT] == "confirmed"
    phone.facts = first["after"]
    again = phone.find("confirm-visit-act", item="record")
    assert again["verdict"] == {"events": []}
    assert (await phone.send("acts/record/confirmation", {}, again)).headers[JUDGEMENT] == "confirmed"
    known = (await phone.caller.ask(f"{visit}/facts")).json()
    assert again["after"]["version"] == known["version"]


async def test_a_phone_offers_the_steps_that_the_page_shows(
    cast: Any, assign: Assign, phone_of: PhoneOf, clock: SetClock
) -> None:
    visit = await assign("one")
    phones = [phone_of(caller) for caller in (cast.a, cast.b, cast.c, cast.captain, cast.head)]

    async def compare() -> None:
        for phone in phones:
            await phone.read(visit)
            shown = (await phone.caller.ask(visit)).json()["next_steps"]
            assert phone.steps() == [step | {"path": "", "method": "", "schema": None} for step in shown]

    await compare()
    await opened(cast, visit)
    await compare()
    assert (await cast.b.act(f"{visit}/answer-sheets", answers("safety-01", "safety-03"))).status_code == 200
    ordered = {"item": "safety-01", "demand": "请配齐", "until": "2026-09-10"}
    assert (await cast.a.act(f"{visit}/correction-terms", ordered)).status_code == 200
    await compare()
    for act in ("order-safety-01", "record"):
        await cast.b.act(f"{visit}/acts/{act}/confirmation")
    referred = {"item": "safety-03", "place": "某街"}
    assert (await cast.a.act(f"{visit}/referrals", referred)).status_code == 200
    await cast.b.act(f"{visit}/acts/record/confirmation")
    assert (await cast.a.act(f"{visit}/conclusion")).status_code == 200
    clock.advance(days=4)
    await compare()


def test_every_step_of_a_visit_is_judged_and_called() -> None:
    """A phone stops judging where it is asked for a step that nobody told it of."""
    assert DECISIONS.keys() == WORDS.keys()


async def test_a_phone_without_its_own_rules_tells_which_it_had(cast: Any, assign: Assign, phone_of: PhoneOf) -> None:
    visit, phone = await opened(cast, await assign("one")), phone_of(cast.a)
    await phone.read(visit)
    assert f"rules={(await cast.a.ask('/rules')).json()['rules']}" in phone.find("conclude-visit")["judged"]
    assert json.loads(judge.pack({}))["rules"] == judge.rules_hash()

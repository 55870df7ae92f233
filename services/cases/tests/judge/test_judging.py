"""A judge without a store: it finds what the service finds, and says what it can't know."""

import json
from datetime import timedelta
from typing import Any

import pytest

from cases import judge
from cases.case.domain.decisions import DECISIONS
from cases.case.domain.forms import FORMS
from cases.case.reference import load_law
from chassis.testing import Caller, jpeg
from chassis.testing_phone import Phone
from contracts.calendar import WorkingDays
from contracts.judged import Judged

JUDGEMENT = "X-Judgement"


class OfCases(Phone):
    async def read(self, case: str) -> dict[str, Any]:
        return await super().read(f"/cases/{case}")


def phone_of(town: Any, caller: Caller, rules: WorkingDays | None = None) -> OfCases:
    """Return a phone of one of the town's people."""
    packed = judge.pack(rules or town.bench.parts.calendar(), {})
    return OfCases(caller=caller, judge=judge.load(packed), clock=town.clock)


@pytest.fixture
def phone(town: Any) -> OfCases:
    return phone_of(town, town.first)


def evidence_of(town: Any, blob: str) -> dict[str, Any]:
    taken = town.clock().isoformat()
    return {
        "officers": town.officers,
        "kind": "site-record",
        "blob": blob,
        "taken_at": taken,
        "description": "轮胎",
    }


def told_of(found: dict[str, Any]) -> dict[str, str]:
    """Return the members of the header."""
    return dict(member.split("=") for member in found["judged"].split(", "))


async def photographed(town: Any, phone: Phone) -> dict[str, Any]:
    phone.files.append(await phone.caller.upload(jpeg(f"picture {len(phone.files)}")))
    return evidence_of(town, phone.files[-1])


async def test_what_a_phone_foresees_is_confirmed_and_told(town: Any, phone: OfCases) -> None:
    case = await town.file()
    await phone.read(case)
    body = await photographed(town, phone)
    found = phone.find("take-evidence", body)
    assert [one["type"] for one in found["verdict"]["events"]] == ["cases.evidence-taken.v1"]
    done = await phone.send("evidence", body, found)
    assert (done.status_code, done.headers[JUDGEMENT]) == (200, "confirmed")
    told = (await town.first.ask(f"/cases/{case}/history")).json()["events"]
    assert [one["data"]["judged"] for one in told] == [None, "confirmed"]
    assert [one["judged_before"] for one in told] == ["", "手机预判一致"]


async def test_a_second_act_is_judged_on_what_the_first_will_make(town: Any, phone: OfCases) -> None:
    case = await town.file()
    await phone.read(case)
    bodies = [await photographed(town, phone), await photographed(town, phone)]
    waiting = []
    for body in bodies:
        found = phone.find("take-evidence", body | {"done_at": town.clock().isoformat()})
        waiting.append((phone.key, body | {"done_at": town.clock().isoformat()}, found))
        phone.facts = found["after"]
        town.clock.advance(minutes=3)
    for key, body, found in waiting:
        phone.key = key
        done = await phone.send("evidence", body, found)
        assert (done.status_code, done.headers[JUDGEMENT]) == (200, "confirmed"), done.text
    known = (await phone.caller.ask(f"/cases/{case}/facts")).json()
    assert told_of(phone.find("close-case"))["facts"] == known["hash"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, "unexplained"),
        ({"at": "2026-08-31T02:00:00Z"}, "day"),
        ({"at": "2026-09-01T02:00:01Z"}, "day"),
        ({"facts": "a" * 64}, "facts-changed"),
        ({"facts": "a" * 64, "version": "7"}, "case-moved-on"),
        ({"rules": "a" * 64, "facts": "a" * 64, "version": "7"}, "rules"),
    ],
)
async def test_another_verdict_differs_for_the_first_reason_that_holds(
    town: Any, phone: Phone, changed: dict[str, str], reason: str
) -> None:
    case = await town.file()
    await phone.read(case)
    body = await photographed(town, phone)
    found = phone.find("take-evidence", body)
    told = told_of(found) | {"verdict": "0" * 64} | changed
    found["judged"] = ", ".join(f"{name}={value}" for name, value in told.items())
    done = await phone.send("evidence", body, found)
    assert (done.status_code, done.headers[JUDGEMENT]) == (200, reason)
    event = (await town.first.ask(f"/cases/{case}/history")).json()["events"][-1]
    assert (event["data"]["judged"], event["judged_before"]) == (reason, Judged(reason).word)


async def test_other_rules_and_a_case_that_moved_on_are_found_by_themselves(town: Any) -> None:
    case = await town.file()
    old, late = phone_of(town, town.first, WorkingDays()), phone_of(town, town.first)
    await late.read(case)
    body = await photographed(town, late)
    refused = late.find("serve-prior-notice", {"officers": town.officers, "fine": 500_00, "reasons": "焚烧"})
    assert refused["verdict"]["refused"]["code"] == "cases/filing-unapproved"
    await town.identify(case)
    found = late.find("take-evidence", body | {"officers": [town.officers[0]]})
    assert found["verdict"]["refused"]["code"] == "cases/one-officer"
    moved = await late.send("evidence", body, found)
    assert (moved.status_code, moved.headers[JUDGEMENT]) == (200, "case-moved-on")
    await old.read(case)
    old.files = late.files
    differs = old.find("take-evidence", body | {"description": "别的"})
    differs["judged"] = differs["judged"].replace(differs["hash"], "0" * 64)
    done = await old.send("evidence", body, differs)
    assert (done.status_code, done.headers[JUDGEMENT]) == (200, "rules")


async def test_an_old_version_is_told_to_read_again_and_why(town: Any, phone: OfCases) -> None:
    case = await town.file()
    await phone.read(case)
    body = await photographed(town, phone)
    found = phone.find("take-evidence", body)
    await town.identify(case)
    stale = await phone.send("evidence", body, found, **{"If-Match": '"1"'})
    assert (stale.status_code, stale.headers[JUDGEMENT]) == (412, "case-moved-on")


async def test_a_refused_attempt_tells_the_verdict_of_the_phone(town: Any, phone: OfCases) -> None:
    case = await town.file()
    await phone.read(case)
    body = await photographed(town, phone) | {"officers": [town.officers[0]]}
    found = phone.find("take-evidence", body)
    refused = await phone.send("evidence", body, found)
    problem = {name: refused.json().get(name, "") for name in found["verdict"]["refused"]}
    assert problem == found["verdict"]["refused"]
    assert (refused.status_code, refused.headers[JUDGEMENT]) == (409, "confirmed")
    documents = await town.bench.parts.documents.find("refusal", {})
    assert documents[0]["events"][0]["data"]["judged"] == "confirmed"


async def test_what_only_the_platform_knows_is_left_to_it(town: Any, phone: OfCases, people: Any) -> None:
    case = await town.file()
    await phone.read(case)
    found = phone.find("identify-party", people.citizen())
    assert found["verdict"] == {"undecided": {"matter": "party-elsewhere", "word": "当事人与县内其他案件的关联"}}
    assert "verdict=undecided" in found["judged"]
    done = await phone.send("party", people.citizen(), found)
    assert (done.status_code, done.headers[JUDGEMENT]) == (200, "undecided")


async def test_fines_and_receipts_are_left_to_the_platform_what_is_wrong_before_is_not(town: Any) -> None:
    case = await town.ready()
    head, officer = phone_of(town, town.head), phone_of(town, town.first)
    await head.read(case)
    decided = {"fine": 1_000_00, "reasons": "事实清楚"}
    assert head.find("decide-penalty", decided)["verdict"]["undecided"]["matter"] == "one-fine"
    heavier = head.find("decide-penalty", decided | {"fine": 2_000_00})
    assert heavier["verdict"]["refused"]["code"] == "cases/heavier-than-notified"
    assert (await town.decide(case)).status_code == 200
    await town.step(case, "service", method="in-person")
    await officer.read(case)
    paid = {"paid_on": "2026-09-01", "amount": 500_00, "receipt": "P-1"}
    assert officer.find("record-payment", paid)["verdict"]["undecided"]["matter"] == "receipt"
    assert officer.find("record-payment", paid | {"amount": 5_000_00})["verdict"]["refused"]["code"] == "cases/overpaid"


async def test_who_may_not_give_a_step_is_refused_as_by_the_service(town: Any, phone: OfCases) -> None:
    case = await town.file()
    await phone.read(case)
    found = phone.find("approve-filing")
    refused = await phone.send("filing-approval", {}, found)
    problem = refused.json()
    assert found["verdict"]["refused"]["code"] == problem["code"] == "not-your-role"
    assert found["verdict"]["refused"]["detail"] == problem["detail"]


async def test_what_is_no_command_names_its_fields(town: Any, phone: OfCases) -> None:
    await phone.read(await town.file())
    found = phone.find("take-evidence", {"kind": "rumour", "blob": "x"})
    assert found["verdict"] == {"invalid": ["blob", "description", "kind", "officers", "taken_at"]}


async def test_of_a_case_of_another_body_its_mark_alone_is_told(town: Any, people: Any) -> None:
    mine = await town.file()
    await town.identify(mine)
    near = {"power": "EN-03", "township": "130624101", "act_on": "2026-08-21", "place": "别处"}
    await people.certify(town.bench, "HB-2002", "130624101")
    filed = await town.stranger.act("/cases", near | {"officers": ["HB-2001", "HB-2002"]})
    other = people.good(filed, 201)["id"]
    people.good(await town.stranger.act(f"/cases/{other}/party", people.citizen()))
    phone = phone_of(town, town.first)
    known = await phone.read(mine)
    (mark,) = known["similar"]
    assert known["similar"] == {mark: None}
    assert "别处" not in json.dumps(known, ensure_ascii=False)
    found = phone.find("judge-same-act", {"other": mark, "same": False, "reasons": "不同的行为"})
    assert found["verdict"]["undecided"]["matter"] == "similar"
    nothing = phone.find("judge-same-act", {"other": "a" * 64, "same": False, "reasons": "不同的行为"})
    assert nothing["verdict"]["refused"]["code"] == "cases/no-such-similar-case"


async def test_a_repeat_is_answered_as_before(town: Any, phone: OfCases) -> None:
    case = await town.file()
    await phone.read(case)
    body = await photographed(town, phone)
    found = phone.find("take-evidence", body)
    first = await phone.send("evidence", body, found)
    again = await phone.send("evidence", body, found)
    assert (first.status_code, again.status_code, again.json()["version"]) == (200, 200, first.json()["version"])


async def test_late_moments_are_judged_like_others(town: Any, phone: OfCases) -> None:
    case = await town.file()
    await phone.read(case)
    body = await photographed(town, phone)
    before = body | {"done_at": (town.clock() - timedelta(days=1)).isoformat()}
    found = phone.find("take-evidence", before)
    assert found["verdict"]["refused"]["code"] == "cases/done-too-early"
    refused = await phone.send("evidence", before, found)
    assert refused.headers[JUDGEMENT] == "confirmed"


async def test_a_phone_offers_the_steps_that_the_page_shows(town: Any) -> None:
    case = await town.file()
    phones = [phone_of(town, caller) for caller in (town.first, town.second, town.head)]

    async def compare() -> None:
        for phone in phones:
            await phone.read(case)
            shown = (await phone.caller.ask(f"/cases/{case}")).json()["next_steps"]
            ways = ("path", "method", "schema")
            assert phone.steps() == [step | dict.fromkeys(ways[:2], "") | {"schema": None} for step in shown]

    await compare()
    await town.identify(case)
    await town.evidence(case)
    await compare()
    await town.notify(case)
    await town.waive(case)
    await compare()
    assert (await town.decide(case)).status_code == 200
    await compare()


def test_every_step_of_a_case_is_judged() -> None:
    """A phone stops judging where it is asked for a step that nobody told it of."""
    assert DECISIONS.keys() == FORMS.keys() == load_law().procedure.steps.keys()

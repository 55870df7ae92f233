"""Commands, deadlines and parked records go on in all services on what commit 26b5fab stored."""

from datetime import timedelta

import pytest
from tests.compatibility.loaded import MOMENT, PARKED, UNPUBLISHED, County, Document, answers, loaded

from chassis.deadlines.ticking import tick_due
from chassis.recovery import verify
from chassis.store import enveloped, recorded
from chassis.testing import Caller
from contracts.credit import TierChanged
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.inspections import VisitConcluded, VisitKind, VisitResult
from contracts.origin import Origin
from contracts.topics import SERVICES
from contracts.values import PersonId
from contracts_tool.filling import example

ON = MOMENT.date()


@pytest.fixture
async def county() -> County:
    county = await loaded(parked=False)
    await county.heard_all()
    return county


def asked_of(county: County, ending: str, place: int = 0) -> tuple[Caller, Document]:
    """The person of an older command, by how its path ends, and what the command was."""
    found = [asked for asked in answers("POST") if asked["path"].endswith(ending)]
    asked = found[place]
    return county.caller(asked["service"], **asked["claims"]), asked


async def test_a_certificate_is_suspended_and_every_row_of_it_knows(county: County) -> None:
    administrator, asked = asked_of(county, "/roles")
    officer = asked["answer"]["id"]
    body = {"effective_from": ON.isoformat(), "reason": "证件年审"}
    answer = await administrator.act(f"/officers/{officer}/certificate/suspension", body)
    assert answer.status_code == 200, answer.text
    assert await county.deliver() == 2, "the session ends with the certificate"
    await all_is_well(county)
    for service, collection in (("cases", "officers"), ("inspections", "officers"), ("supervision", "officer_rows")):
        row = await county.document(service, collection, officer)
        assert row["sequence"] == asked["answer"]["version"] + 2


async def test_the_head_decides_the_open_case_and_the_officers_serve_it(county: County) -> None:
    officer, asked = asked_of(county, "/defence")
    other, _ = asked_of(county, "/confirmation")
    case, township = asked["answer"]["id"], asked["claims"]["township"]
    head = county.caller("cases", "officer-head", township, ["head"], township=township)
    county.clock.advance(days=8)  # the party may state its defence for five working days
    until = (ON + timedelta(days=30)).isoformat()
    order = {"demand": "清除垃圾", "until": until, "officers": asked["body"]["officers"]}
    ordered = await officer.act(f"/cases/{case}/correction-order", order)
    assert ordered.status_code == 200, ordered.text
    for act in ordered.json()["unconfirmed"]:
        assert (await other.act(f"/cases/{case}/acts/{act}/confirmation")).status_code == 200
    decision = {"fine": 80_000, "reasons": "依据裁量情节，作出处罚决定"}
    decided = await head.act(f"/cases/{case}/penalty", decision)
    assert decided.status_code == 200, decided.text
    service = {"method": "in-person", "officers": asked["body"]["officers"]}
    served = await officer.act(f"/cases/{case}/service", service)
    assert served.status_code == 200, served.text
    for act in served.json()["unconfirmed"]:
        assert (await other.act(f"/cases/{case}/acts/{act}/confirmation")).status_code == 200
    assert await county.deliver() == 5
    await all_is_well(county)
    followed = await county.document("supervision", "case_rows", case)
    assert followed["sequence"] == asked["answer"]["version"] + 5


async def test_the_open_visit_is_answered_and_concluded_and_counts_for_the_firm(county: County) -> None:
    officer, asked = asked_of(county, "/answers")
    visit, path = asked["answer"]["id"], asked["path"].removesuffix("/answers")
    published = {one["code"]: one["items"] for one in (await officer.ask("/item-lists")).json()}
    for item in published["safety"]:
        answered = await officer.act(f"{path}/answers", {"item": item["code"], "answer": "fine"})
        assert answered.status_code == 200, answered.text
    pair = answered.json()["officers"]
    (other,) = [number for number in pair if number != answered.json()["visit"]["answers"][-1]["officer"]]
    body = asked["claims"]["agency"]
    second = county.caller("inspections", "officer-second", body, ["officer"], certificate=other, township=body)
    confirmed = await second.act(f"{path}/acts/record/confirmation")
    assert confirmed.status_code == 200, confirmed.text
    concluded = await officer.act(f"{path}/conclusion")
    assert concluded.status_code == 200, concluded.text
    assert await county.deliver() > len(published["safety"])
    await all_is_well(county)
    firm = (await county.document("inspections", "visit", visit))["state"]["assigned"]["firm"]
    assert (await county.document("credit", "ledger", f"ledger-{firm}-{ON.year}"))["state"]["entries"]


async def test_a_firm_s_ledger_goes_on(county: County) -> None:
    """A visit somewhere is entered, and the firm's tier is looked at."""
    ledger = max(await county.documents("credit", "ledger"), key=entries)
    firm = (await county.document("credit", "firm", f"firm-{ledger['state']['entries'][0]['firm']}"))["state"]
    concluded = VisitConcluded(
        result=VisitResult.ORDERED,
        kind=VisitKind.SPECIAL,
        firm=firm["registered"]["code"],
        township=firm["registered"]["township"],
        officers=("YL-1", "YL-2"),
        answered=8,
        problems=1,
        concluded_on=ON,
    )
    await county.benches["credit"].hear("visit-elsewhere", concluded)
    assert await county.deliver() >= 1
    await all_is_well(county)
    after = await county.document("credit", "ledger", ledger["_id"])
    assert entries(after) == entries(ledger) + 1
    assessed = await county.document("credit", "assessment", f"assessment-{firm['registered']['code']}")
    assert assessed["state"]["assessed"]["assessed_on"] == ON.isoformat()


def entries(ledger: Document) -> int:
    return len(ledger["state"]["entries"])


async def test_a_file_names_firms_that_are_there(county: County) -> None:
    registrar, asked = asked_of(county, "/imports")
    again = await registrar.act("/imports", asked["body"])
    assert again.status_code == 201, again.text
    assert await county.deliver() == 1
    await all_is_well(county)
    assert (await registrar.ask(f"/imports/{again.json()['id']}")).json()["unchanged"] == asked["body"]["csv"].count(
        "\n"
    ) - 1


async def test_the_officer_reports_and_the_supervisor_s_task_is_done(county: County) -> None:
    supervisor, asked = asked_of(county, "/tasks")
    task, number = asked["answer"]["id"], asked["body"]["officers"][0]
    town = asked["body"]["township"]
    officer = county.caller("inspections", "officer-1", town, ["officer"], certificate=number, township=town)
    done = await officer.act(f"/assignments/assignment-{task}/completion", {"report": "已清理"})
    assert done.status_code == 200, done.text
    new = await supervisor.act("/tasks", asked["body"])
    assert new.status_code == 201, new.text
    await county.deliver()
    await all_is_well(county)
    assert (await supervisor.ask(f"/tasks/{task}")).json()["standing"] == "completed"
    assert await county.document("inspections", "assignment", f"assignment-{new.json()['id']}")


async def test_deadlines_that_were_stored_come(county: County) -> None:
    """Two years later all that is due is noticed once, and firms are assessed without what is forgotten."""
    county.clock.advance(days=730)
    waiting = [id for service in SERVICES for id in await due(county, service)]
    assert {id.partition("-")[0] for id in waiting} == {"assessment", "case", "task", "visit"}
    for one in [one for service in SERVICES for one in county.benches[service].parts.ticking]:
        while await tick_due(one, county.clock):
            pass
    assert [id for service in SERVICES for id in await due(county, service)] == []
    await county.deliver()
    await all_is_well(county)
    alerts = {alert["state"]["raised"]["subject"] for alert in await county.documents("supervision", "alert")}
    assert {id for id in waiting if not id.startswith("assessment-")} <= alerts


async def due(county: County, service: str) -> list[str]:
    stores = [one.store for one in county.benches[service].parts.ticking]
    today = county.clock().date().isoformat()
    documents = [document for store in stores for document in await county.documents(service, store.kind)]
    return [document["_id"] for document in documents if document.get("next_due", today) < today]


async def test_parked_records_are_handled_or_given_up() -> None:
    """One came before the event that it follows, which comes now; the other is no event."""
    county = await loaded(parked=True)
    (new,) = [asked["answer"]["id"] for asked in answers("POST") if asked["path"] == "/firms"]
    firm = await county.document("credit", "firm", new)
    event = TierChanged.model_validate(example(TierChanged).public() | {"code": new.removeprefix("firm-")})
    reasons = []
    for bench in county.benches.values():
        for parked in await bench.parking.listed():
            reasons.append(parked.reason)
            if parked.reason == "early":
                await bench.hear_again(following(firm, event), event)
                await bench.parking.replay(parked.id)
            else:
                await bench.parking.drop(parked.id)
        await bench.consuming.retry()
        assert await bench.parking.listed() == []
    assert sorted(reasons) == ["early"] * 2 + ["unreadable"] * 3
    for service, collection in (("inspections", "firms"), ("supervision", "firm_rows")):
        assert (await county.document(service, collection, new))["sequence"] == firm["sequence"] + 2


def following(firm: Document, event: Event) -> Envelope:
    """The event as the firm's next one."""
    who = Origin(actor=PersonId("system"), agency="130624-market", cause="event:elsewhere:1", request="", at=MOMENT)
    (record,) = recorded([event], who, firm["sequence"], firm["head"])
    return enveloped(record, firm["_id"], "credit")


async def all_is_well(county: County) -> None:
    """Nothing was parked, every history is whole, and every row has heard all of its aggregate."""
    newest = {id: record["sequence"] for _, record, id in await county.published()}
    for service in SERVICES:
        assert await county.documents(service, PARKED) == []
        for store in county.stores(service):
            assert [wrong for wrong in await verify(store) if UNPUBLISHED not in wrong] == []
        for rows in county.rows(service):
            for row in await county.documents(service, rows.rows.collection):
                assert row["sequence"] == newest.get(row["_id"], row["sequence"])

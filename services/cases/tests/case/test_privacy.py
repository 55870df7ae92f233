"""The party's identity never leaves the service, and is read only by those who need it (APL 50)."""

import json
from typing import Any

from chassis.testing import jpeg
from contracts.values import Role

SECRETS = ("王老五", "132423187001010017", "东街 12 号", "焚烧废旧轮胎", "轮胎")


def clean(text: str) -> bool:
    return not any(secret in text for secret in SECRETS)


async def test_views_lists_and_published_facts_hold_nothing_personal(town: Any) -> None:
    case = await town.ready()
    decided = await town.decide(case)
    shown = await town.first.ask("/cases")
    stored = await town.bench.parts.documents.find("case", {})
    published = [record["data"] for record in stored[0]["events"]]
    assert clean(decided.text)
    assert clean(shown.text)
    assert clean(json.dumps([published, stored[0]["state"], stored[0]["moves"]], ensure_ascii=False))


async def test_problem_documents_and_attempts_hold_nothing_personal(town: Any, people: Any) -> None:
    case = await town.file()
    wrong = people.citizen(subject="organisation")
    refusals = [
        await town.first.act(f"/cases/{case}/party", wrong),
        await town.first.act(f"/cases/{case}/party", people.citizen(firm="91350100M000100Y43")),
        await town.first.act(f"/cases/{case}/party", people.citizen(firm="王老五")),
        await town.first.act(f"/cases/{case}/party", people.citizen(colour="王老五")),
        await town.stranger.act(f"/cases/{case}/party", people.citizen()),
    ]
    assert [refusal.status_code for refusal in refusals] == [422, 409, 422, 422, 404]
    assert all(clean(refusal.text) for refusal in refusals)
    assert clean(json.dumps(await town.bench.parts.documents.find("refusal", {}), default=str, ensure_ascii=False))


async def personal(caller: Any, case: str) -> dict[str, Any]:
    events = (await caller.ask(f"/cases/{case}/history")).json()["events"]
    return {event["type"]: event["personal"] for event in events if event["personal"]}


async def test_the_history_shows_it_to_the_officers_of_the_case_and_their_head(town: Any) -> None:
    case = await town.ready()
    colleague = town.bench.caller("officer-9", "130624100", Role.OFFICER, certificate="HB-1009")
    for caller in (town.first, town.second, town.head):
        party = (await personal(caller, case))["cases.party-identified.v1"]["party"]
        assert party["name"] == "王老五"
    assert await personal(colleague, case) == {}
    assert await personal(town.supervisor, case) == {}
    seen = (await town.supervisor.ask(f"/cases/{case}/history")).json()
    assert len(seen["events"]) == 11


async def test_the_history_has_a_word_beside_every_code(town: Any) -> None:
    """The kinds of events, whose they were, and what stands in them."""
    case = await town.ready()
    history = (await town.first.ask(f"/cases/{case}/history")).json()
    assert {event["type"] for event in history["events"]} <= history["labels"].keys()
    assert history["labels"]["cases.case-filed.v1"] == "立案"
    assert history["labels"]["130624100"] == "阜平镇"
    assert history["labels"]["site-record"] == "勘验笔录、现场笔录"
    assert "王老五" not in json.dumps(history["labels"], ensure_ascii=False)


async def test_the_mark_of_an_act_tells_nothing_without_the_key(town: Any) -> None:
    """The same party and act have the same mark, whatever the spelling; another day is another act."""
    marks = []
    for changes in ({}, {"place": "阜平镇 东街"}, {"act_on": "2026-08-21"}):
        case = await town.file(**changes)
        marks.append((await town.identify(case))["case"]["party"]["act_mark"])
    assert marks[0] == marks[1] != marks[2]


async def test_evidence_opens_for_those_who_see_the_case(town: Any) -> None:
    """Its hash is published and opens nothing; another body's case is not there, whatever it names."""
    case = await town.file()
    seen = await town.evidence(case)
    picture = next(iter(seen["case"]["evidence"]))["blob"]
    address = f"/files/{picture}"
    for reader in (town.second, town.head, town.supervisor):
        assert (await reader.ask(address)).json()["code"] == "no-such-file"
        assert (await reader.ask(address, of=case)).status_code == 200
    for query in ({}, {"of": case}):
        assert (await town.stranger.ask(address, **query)).status_code == 404


async def test_what_another_body_brought_is_no_evidence_here(town: Any) -> None:
    case = await town.file()
    picture = await town.stranger.upload(jpeg("of another township"))
    item = {"kind": "site-record", "blob": picture, "taken_at": "2026-09-01T09:30:00+08:00", "description": "现场"}
    refused = await town.first.act(f"/cases/{case}/evidence", {"officers": town.officers, **item})
    assert "0" * 64 not in refused.text
    missing = await town.first.act(f"/cases/{case}/evidence", {"officers": town.officers, **item, "blob": "0" * 64})
    assert refused.json() == missing.json() | {"detail": missing.json()["detail"].replace("0" * 64, picture)}
    assert await town.second.upload(jpeg("of another township")) == picture
    taken = await town.first.act(f"/cases/{case}/evidence", {"officers": town.officers, **item})
    assert taken.status_code == 200

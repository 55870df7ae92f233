"""Keys, ETags, dry runs and counted refusals, the same for every command."""

import asyncio
import hashlib
import json
import uuid
from typing import Any

import pytest

from chassis.testing import Bench, Caller, SetClock, in_memory
from contracts.values import Role

NOTE = {"title": "一", "secret": "王五"}


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", "130624100", Role.OFFICER, certificate="HB-1")


async def made(officer: Caller) -> str:
    return str((await officer.act("/notes", NOTE)).json()["id"])


async def test_a_command_answers_with_the_state_and_its_version(officer: Caller) -> None:
    answer = await officer.act("/notes", NOTE)
    assert (answer.status_code, answer.headers["etag"], answer.json()["version"]) == (201, '"1"', 1)
    assert "王五" not in answer.text
    read = await officer.ask(f"/notes/{answer.json()['id']}")
    assert read.headers["etag"] == '"1"'


async def test_twenty_times_the_same_key_at_once_makes_one(notes: Bench[Any], officer: Caller) -> None:
    key = str(uuid.uuid4())
    answers = await asyncio.gather(*(officer.act("/notes", NOTE, key=key) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await notes.parts.documents.count("note", {}) == 1


async def test_the_same_key_with_another_body_is_refused(officer: Caller) -> None:
    key = str(uuid.uuid4())
    await officer.act("/notes", NOTE, key=key)
    reused = await officer.act("/notes", NOTE | {"title": "二"}, key=key)
    assert (reused.status_code, reused.json()["code"]) == (422, "key-reused")


async def test_a_repeat_whose_json_was_written_anew_is_the_same_request(notes: Bench[Any], officer: Caller) -> None:
    headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": "application/json"} | officer.headers
    first = json.dumps(NOTE).encode()
    anew = json.dumps(dict(reversed(NOTE.items())), ensure_ascii=False, indent=1).encode()
    answers = [await officer.client.post("/notes", content=body, headers=headers) for body in (first, anew)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert await notes.parts.documents.count("note", {}) == 1


async def test_a_repeat_of_what_an_older_version_recorded_is_known_by_its_bytes(
    notes: Bench[Any], officer: Caller
) -> None:
    key, body = str(uuid.uuid4()), json.dumps(NOTE).encode()
    await officer.act("/notes", NOTE, key=key)
    older = "sha256:" + hashlib.sha256(b"POST /notes\n" + body).hexdigest()
    await notes.parts.documents.update("note", {}, {"$set": {"events": [await record(notes) | {"request": older}]}})
    headers = {"Idempotency-Key": key, "Content-Type": "application/json"} | officer.headers
    assert (await officer.client.post("/notes", content=body, headers=headers)).status_code == 201
    assert (await officer.client.post("/notes", content=body + b" ", headers=headers)).json()["code"] == "key-reused"


async def record(notes: Bench[Any]) -> dict[str, Any]:
    (document,) = await notes.parts.documents.find("note", {})
    return dict(document["events"][0])


@pytest.mark.parametrize("body", [b'{"title": 1e999}', b"[" * 990 + b"]" * 990, b'{"title": "\\ud800"}'])
async def test_what_has_no_canonical_form_is_refused_as_what_it_is(officer: Caller, body: bytes) -> None:
    headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": "application/json"} | officer.headers
    assert (await officer.client.post("/notes", content=body, headers=headers)).status_code == 422


@pytest.mark.parametrize("key", ["", "no-uuid"])
async def test_a_command_needs_a_key(officer: Caller, key: str) -> None:
    answer = await officer.client.post("/notes", json=NOTE, headers=officer.headers | {"Idempotency-Key": key})
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["field"] == "Idempotency-Key"


async def test_a_stale_etag_is_refused_with_412_and_nothing_changes(officer: Caller) -> None:
    note = await made(officer)
    stale = await officer.act(f"/notes/{note}/striking", headers={"If-Match": '"7"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale-version")
    assert (await officer.ask(f"/notes/{note}")).json()["version"] == 1
    fresh = await officer.act(f"/notes/{note}/striking", headers={"If-Match": '"1"'})
    assert fresh.status_code == 200


async def test_who_changes_what_is_there_says_which_version_they_saw(officer: Caller) -> None:
    """A screen that is out of date overwrites nothing."""
    note, headers = await made(officer), {"Idempotency-Key": str(uuid.uuid4())} | officer.headers
    silent = await officer.client.post(f"/notes/{note}/striking", json={}, headers=headers)
    assert (silent.status_code, silent.json()["code"]) == (428, "version-missing")
    assert "ETag" in silent.json()["remedy"]
    assert (await officer.ask(f"/notes/{note}")).json()["version"] == 1


async def test_any_version_is_said_by_no_screen(notes: Bench[Any], clock: SetClock) -> None:
    """`*` names none, and so overwrites what others did since; only programs that play a sample may say it."""
    for any_version, status in ((False, 428), (True, 200)):
        bench = Bench(notes.process.blueprint, in_memory(clock, notes.parts.settings, any_version=any_version))
        officer = bench.caller("officer-1", "130624100", Role.OFFICER, certificate="HB-1001")
        note = await made(officer)
        assert (await officer.act(f"/notes/{note}/striking")).status_code == status
        seen = (await officer.ask(f"/notes/{note}")).headers["etag"]
        exact = await officer.act(f"/notes/{note}/striking", headers={"If-Match": seen})
        assert exact.status_code == (200 if status == 428 else 409)


@pytest.mark.parametrize("etag", ["yesterday", f'"{"9" * 5000}"', '"-1"'], ids=["words", "too many digits", "negative"])
async def test_an_etag_that_is_none_is_refused(officer: Caller, etag: str) -> None:
    note = await made(officer)
    wrong = await officer.act(f"/notes/{note}/striking", headers={"If-Match": etag})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "bad-etag")


async def test_a_dry_run_decides_and_writes_nothing(notes: Bench[Any], officer: Caller) -> None:
    note = await made(officer)
    tried = await officer.act(f"/notes/{note}/striking?dry_run=true")
    assert (tried.status_code, tried.json()["version"]) == (200, 2)
    assert (await officer.ask(f"/notes/{note}")).json()["version"] == 1
    await officer.act(f"/notes/{note}/striking")
    refused = await officer.act(f"/notes/{note}/striking?dry_run=true")
    assert refused.json()["code"] == "tests/already-struck"
    assert await notes.parts.documents.count("refusal", {}) == 0


async def test_a_refused_attempt_is_counted_once_per_key_without_names(notes: Bench[Any], officer: Caller) -> None:
    note = await made(officer)
    await officer.act(f"/notes/{note}/striking")
    key = str(uuid.uuid4())
    for _ in range(2):
        refused = await officer.act(f"/notes/{note}/striking", key=key)
        assert (refused.status_code, refused.json()["law"], refused.json()["remedy"]) == (409, "测试法 1", "另立一份")
    attempts = await notes.parts.documents.find("refusal", {})
    assert [attempt["state"]["refused"]["rule"] for attempt in attempts] == ["tests/already-struck"]
    assert attempts[0]["state"]["refused"]["command"] == "strike-the-note"
    assert attempts[0]["state"]["refused"]["command_label"] == "删去笔记"
    assert attempts[0]["state"]["refused"]["rule_label"] == "已于 … 删去"
    assert attempts[0]["events"][0]["actor"] == "officer-1"


async def test_what_is_not_unlawful_is_no_attempt(notes: Bench[Any], officer: Caller) -> None:
    await officer.act("/notes/note-none/striking")
    await officer.act("/notes", {"title": "一"})
    assert await notes.parts.documents.count("refusal", {}) == 0


async def test_a_misspelt_dry_run_is_refused_and_writes_nothing(notes: Bench[Any], officer: Caller) -> None:
    answer = await officer.act("/notes?dryrun=true", {"title": "一", "secret": "x"})
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-parameter")
    assert "dryrun" in answer.json()["detail"]
    assert await notes.parts.documents.find("note", {}) == []


CASE = "case-00000000-0000-4000-8000-013812345678"
FOUND = "case-from-visit-from-task-00000000-0000-4000-8000-013812345678-fire-01"
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (CASE, CASE),
        (FOUND, FOUND),
        ("case-ZhangSanLivesAtChengnan12", ""),
        ("case-zhangsan", ""),
        ("SF-01", "SF-01"),
        ("王五", ""),
        ("130624199001011234", ""),
        ("case-130624199001011234", ""),
        ("case-13812345678", ""),
        ("case-" + "x" * 900, ""),
        ("case-1 or so", ""),
    ],
)
async def test_only_an_id_becomes_the_subject_of_an_attempt(notes: Bench[Any], given: str, kept: str) -> None:
    """The path of a request is anybody's words, and what is published stays for ever."""
    head = notes.caller("head-1", "130624100", Role.HEAD)
    assert (await head.act(f"/notes/{given}/signature")).status_code == 403
    (attempt,) = await notes.parts.documents.find("refusal", {})
    assert attempt["state"]["refused"]["subject"] == kept


@pytest.mark.parametrize(("given", "kept"), [(TRACE, TRACE), ("130624199001011234", ""), ("x" * 2_000, "")])
async def test_only_a_trace_context_is_kept(notes: Bench[Any], officer: Caller, given: str, kept: str) -> None:
    await officer.act("/notes", NOTE, headers={"traceparent": given})
    (note,) = await notes.parts.documents.find("note", {})
    assert note["events"][0]["traceparent"] == kept

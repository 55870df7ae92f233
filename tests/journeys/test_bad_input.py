"""Bad input is answered with a problem document that names the fault, and changes nothing."""

import uuid
from collections.abc import Iterator

import httpx
import pytest
from tests.journeys.people import SUPERVISOR, Json, People, is_problem

OFFICER, HEAD, NEIGHBOUR = "130624206-officer-2", "130624206-head-1", "130624100-officer-2"
HOTLINE = "130624-hotline-hotline-1"
MEGABYTE = 1024 * 1024
JSON = "application/json"
CLUE = {"township": "130624100", "seen_on": "2026-11-07", "place": "东街", "description": "占道", "informant": "匿名"}
CLUES = "/api/cases/clues"
BLOBS = "/api/cases/blobs"


@pytest.fixture(scope="module")
def nothing_changes(people: People) -> Iterator[None]:
    """Check that the tests of this file change nothing but refused attempts and their counts."""
    before = people.everything()
    yield
    after = people.everything()
    for part in ("/api/supervision/attempts", "counts"):
        del before[part], after[part]
    assert after == before


pytestmark = pytest.mark.usefixtures("nothing_changes")

NOT_JSON = {
    "half": b'{"township": ',
    "no UTF-8": b'{"place": "\xff\xfe"}',
    "deeply nested": b"[" * 100_000 + b"]" * 100_000,
    "a number too long": b'{"place": ' + b"9" * 5_000 + b"}",
}
NO_CLUE = {
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "a word": b'"clue"',
    "a number that is none": b'{"place": NaN}',
    "an empty object": b"{}",
    "half a surrogate as a name": b'{"\\ud800": 1}',
    "half a surrogate as a value": b'{"place": "\\ud800"}',
}
WRONG: dict[str, Json] = {
    "township": {"township": "130624999"},
    "seen_on": {"seen_on": "2026-02-30"},
    "place": {"place": {"street": "东街"}},
    "description": {"description": 5},
    "informant": {"informant": None},
    "witness": {"witness": "unknown"},
}


@pytest.mark.parametrize("content", NOT_JSON.values(), ids=NOT_JSON)
def test_what_is_no_json_is_refused(people: People, content: bytes) -> None:
    assert is_problem(sent(people, content), 400)


@pytest.mark.parametrize("content", NO_CLUE.values(), ids=NO_CLUE)
def test_json_that_is_no_command_is_refused(people: People, content: bytes) -> None:
    answer = sent(people, content)
    assert is_problem(answer, 422, "invalid")
    assert answer.json()["faults"]


@pytest.mark.parametrize("field", WRONG)
def test_the_field_that_is_wrong_or_unknown_is_named_and_its_value_is_not(people: People, field: str) -> None:
    answer = people[HOTLINE].act(CLUES, CLUE | WRONG[field])
    assert is_problem(answer, 422, "invalid")
    assert [fault["field"] for fault in answer.json()["faults"]] == [field]
    assert field in answer.json()["detail"]
    assert not any("Input should" in fault["reason"] for fault in answer.json()["faults"]), "Chinese"


def test_a_body_of_another_type_is_refused(people: People) -> None:
    assert is_problem(sent(people, b"township=130624100", "application/x-www-form-urlencoded"), 422, "invalid")


@pytest.mark.parametrize(
    "path",
    [
        "/api/cases/cases/case-unknown",
        "/api/cases/cases/case-unknown/history",
        "/api/cases/clues/clue-unknown",
        "/api/cases/powers/ZZ-99",
        "/api/identity/officers/officer-unknown",
        "/api/identity/bodies/130624-unknown",
        "/api/inspections/draws/draw-unknown",
        "/api/inspections/draws/draw-unknown/pool",
        "/api/inspections/draws/draw-unknown/record",
        "/api/inspections/patrols/patrol-unknown",
        "/api/inspections/visits/visit-unknown",
        "/api/credit/firms/91350100M000100Y43",
        "/api/credit/firms/91350100M000100Y43/history",
        f"/api/credit/imports/import-{uuid.UUID(int=0)}",
        "/api/supervision/follow-up/case-unknown",
        "/api/supervision/tasks/task-unknown",
        "/api/cases/no-such-page",
        "/api/no-such-service",
    ],
)
def test_what_is_not_there_is_not_found(people: People, path: str) -> None:
    assert is_problem(people[SUPERVISOR].ask(path), 404)


@pytest.mark.parametrize("path", ["/api/cases/cases/", "/api/cases/cases//", "/api/supervision/counts/"])
def test_a_slash_too_many_leads_nowhere(people: People, path: str) -> None:
    assert is_problem(people[SUPERVISOR].ask(path), 404)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/cases/cases/case-unknown/withdrawal", {"reasons": "没有此案"}),
        ("/api/inspections/visits/visit-unknown/approval", {}),
    ],
)
def test_a_command_on_what_is_not_there_is_not_found(people: People, path: str, body: Json) -> None:
    assert is_problem(people[HEAD].act(path, body), 404, "not-found")


def test_another_bodys_case_can_neither_be_read_nor_changed(people: People) -> None:
    (case,) = people[OFFICER].every("/api/cases/cases", open=True)
    path, neighbour = f"/api/cases/cases/{case['id']}", people[NEIGHBOUR]
    assert is_problem(neighbour.ask(path), 404, "not-found")
    assert is_problem(neighbour.ask(f"{path}/history"), 404, "not-found")
    party = {"subject": "citizen", "party": {"name": "甲", "number": "1", "address": "乙"}}
    assert neighbour.act(f"{path}/party", party).status_code in (403, 404)
    assert people["130624100-head-1"].act(f"{path}/withdrawal", {"reasons": "越权"}).status_code in (403, 404)


def test_another_bodys_visit_patrol_and_clue_can_neither_be_read_nor_changed(people: People) -> None:
    supervisor, neighbour, head = people[SUPERVISOR], people[NEIGHBOUR], people["130624100-head-1"]
    (visit, *_) = [item for item in supervisor.every("/api/inspections/visits") if item["body"] != "130624100"]
    (patrol, *_) = supervisor.every("/api/inspections/patrols", township="130624102")
    (clue, *_) = supervisor.every("/api/cases/clues", township="130624104")
    visited, patrolled = f"/api/inspections/visits/{visit['id']}", f"/api/inspections/patrols/{patrol['id']}"
    for path in (visited, patrolled, f"/api/cases/clues/{clue['id']}"):
        assert is_problem(neighbour.ask(path), 404, "not-found")
    assert head.act(f"{visited}/approval").status_code in (403, 404)
    assert neighbour.act(f"{visited}/conclusion").status_code in (403, 404)
    assert neighbour.act(f"{patrolled}/conclusion").status_code in (403, 404)
    assert neighbour.act(f"{CLUES}/{clue['id']}/set-aside", {"reasons": "越权"}).status_code in (403, 404)


def test_a_version_that_is_no_longer_true_is_refused(people: People) -> None:
    officer = people[OFFICER]
    (case,) = officer.every("/api/cases/cases", open=True)
    order = {"officers": case["officers"], "demand": "清理", "until": "2026-11-20"}
    path = f"/api/cases/cases/{case['id']}/correction-order"
    assert case["version"] > 1
    assert is_problem(officer.act(path, order, headers={"If-Match": '"1"'}), 412, "stale-version")
    assert is_problem(officer.act(path, order, headers={"If-Match": "yesterday"}), 422, "bad-etag")


def test_a_body_that_is_too_large_is_refused(people: People) -> None:
    content = b'{"place": "' + b"x" * MEGABYTE + b'"}'
    assert is_problem(sent(people, content), 413, "content-too-large")


def test_a_body_that_turns_out_too_large_is_refused(people: People) -> None:
    """Sent in chunks, so that nobody knows before."""

    def chunks() -> Iterator[bytes]:
        yield b'{"place": "'
        for _ in range(11):
            yield b"x" * (MEGABYTE // 10)

    assert is_problem(sent(people, chunks()), 413, "content-too-large")


def test_a_file_that_is_too_large_is_refused(people: People) -> None:
    picture = b"\xff\xd8\xff" + bytes(20 * MEGABYTE)
    assert is_problem(people[OFFICER].send_file(picture, path=BLOBS), 413, "file-too-large")


@pytest.mark.parametrize(("content", "media_type"), [(b"<script>", "text/html"), (b"", "image/png"), (b"x", "")])
def test_a_file_that_is_no_picture_is_refused(people: People, content: bytes, media_type: str) -> None:
    assert is_problem(people[OFFICER].send_file(content, media_type, BLOBS), 422)


def test_a_method_that_is_not_there_is_refused(people: People) -> None:
    for method, path in (("PUT", "/api/cases/cases"), ("DELETE", "/api/credit/firms"), ("PATCH", "/api/identity/me")):
        answer = people.client.request(method, path, json={}, headers=people[OFFICER].headers)
        assert is_problem(answer, 405, "method-not-allowed")
        assert answer.headers["allow"]


@pytest.mark.parametrize("key", ["", "1", "not-a-uuid", "x" * 8_000])
def test_a_command_without_a_proper_key_is_refused(people: People, key: str) -> None:
    headers = people[HOTLINE].headers | ({"Idempotency-Key": key} if key else {})
    answer = people.client.post(CLUES, json=CLUE, headers=headers)
    assert is_problem(answer, 422, "invalid")
    assert answer.json()["faults"][0]["field"] == "Idempotency-Key"


@pytest.mark.parametrize(
    "given",
    [
        {"limit": "0"},
        {"limit": "many"},
        {"cursor": "nonsense"},
        {"cursor": "WzEsICJcdWQ4MDAiXQ=="},
        {"cursor": "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OSwgIngiXQ=="},
        {"sort": "place"},
        {"township": "Fuping"},
        {"power": "1"},
        {"no_such_filter": "1"},
    ],
    ids=str,
)
def test_a_list_asked_for_wrongly_is_refused(people: People, given: dict[str, str]) -> None:
    assert is_problem(people[SUPERVISOR].ask("/api/cases/cases", **given), 422)


@pytest.mark.parametrize(
    "id", ["%00", "a%2Fb", "%ff%fe", "x" * 5_000, "%F0%9F%98%80", "..%2f..", "$where", "x" * 65_000]
)
def test_an_odd_id_is_refused(people: People, id: str) -> None:
    answer = people[SUPERVISOR].ask(f"/api/cases/cases/{id}")
    assert is_problem(answer, answer.status_code)
    assert answer.status_code in (400, 404, 431)


def sent(people: People, content: bytes | Iterator[bytes], media_type: str = JSON) -> httpx.Response:
    """Post a clue as raw bytes."""
    headers = {"Idempotency-Key": str(uuid.uuid4()), "content-type": media_type}
    return people.client.post(CLUES, content=content, headers=people[HOTLINE].headers | headers)

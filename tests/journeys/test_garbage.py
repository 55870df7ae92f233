"""Every command of every service gets garbage: refused or done, but never a 5xx.

The first role that may give a command sends all that spoils it; every other role sends it once.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import httpx
import pytest
from tests.journeys.nasty import NASTY, bodies
from tests.journeys.people import ADMINISTRATOR, LOGINS, SUPERVISOR, Json, People, Person

from contracts.topics import SERVICES
from county import invented_identity
from stack.settings import Settings

SIDE_BY_SIDE = 4
FAULTS = ("unexpected error", "a reaction failed", "needs a person", "a background task died")
"""What the log says of a bug, of a record that nobody can handle, and of what ended for good."""


@dataclass(frozen=True)
class Operation:
    """An operation; `schema` is that of its body, empty if there is none."""

    path: str
    schema: Json
    whole: Json


@pytest.fixture(scope="package")
def ids(people: People, ordered_visit: str) -> Json:
    """Return ids of existing things, so that garbage gets as far as it can."""
    known = people.everything()
    open_case = min((case["filed_on"], id) for id, case in known["/api/cases/cases"].items() if case["open"])[1]
    act = people[SUPERVISOR].seen(f"/api/cases/cases/{open_case}")["case"]["evidence"][0]["act"]
    patrols = known["/api/inspections/patrols"]
    patrol = next(id for id, listed in patrols.items() if listed["findings"])
    found = people[SUPERVISOR].seen(f"/api/inspections/patrols/{patrol}")["patrol"]["found"]
    fields = {"name": "样例人员", **invented_identity(60_001), "body": "130624206", "roles": ["officer"]}
    return {
        "case_id": open_case,
        "act_id": act,
        "clue_id": next(iter(known["/api/cases/clues"])),
        "code": "EN-03",
        "officer_id": people[ADMINISTRATOR].act("/api/identity/officers", fields).json()["id"],
        "draw_id": next(iter(known["/api/inspections/draws"])),
        "visit_id": ordered_visit,
        "patrol_id": patrol,
        "act": "record",
        "finding": found[0]["finding"],
        "assignment_id": next(iter(known["/api/inspections/assignments"])),
        "alert_id": next(iter(known["/api/supervision/alerts"])),
        "task_id": people[SUPERVISOR].every("/api/supervision/tasks")[0]["id"],
        "device_id": "00000000-0000-4000-8000-000000000000",
    }


def commands(openapi: dict[str, Json], service: str, ids: Json) -> Iterator[Operation]:
    """Yield the commands except uploads, which are no JSON, and signing out, after which nobody could send any."""
    whole = openapi[service]
    for path, operations in whole["paths"].items():
        if "post" in operations and not path.endswith("/blobs") and not path.startswith("/sign-out"):
            content = operations["post"].get("requestBody", {}).get("content", {})
            schema = content.get("application/json", {}).get("schema", {})
            yield Operation(f"/api/{service}{path.format_map(ids)}", schema, whole)


@pytest.fixture(scope="module")
def spoilt() -> set[str]:
    """The commands that were sent in every spoilt form."""
    return set()


@pytest.mark.parametrize("role", LOGINS)
@pytest.mark.parametrize("service", SERVICES)
def test_no_command_fails_of_garbage(
    people: People, openapi: dict[str, Json], ids: Json, spoilt: set[str], service: str, role: str
) -> None:
    caller = people[LOGINS[role]]
    answers = Counter(code for command in commands(openapi, service, ids) for code in answered(caller, command, spoilt))
    assert answers["done"] + answers["invalid"] + answers["not-your-role"] >= 1
    assert "internal-error" not in answers


@pytest.mark.parametrize("service", SERVICES)
def test_no_query_fails_of_garbage(people: People, openapi: dict[str, Json], ids: Json, service: str) -> None:
    caller, asked = people[SUPERVISOR], 0
    for path, operations in openapi[service]["paths"].items():
        for parameter in operations.get("get", {}).get("parameters", ()):
            if parameter["in"] != "query":
                continue
            for value in NASTY:
                given = {parameter["name"]: "\ufffd" if value == "\ud800" else str(value)}
                answer = caller.ask(f"/api/{service}{path.format_map(ids | {'sha256': '0' * 64})}", **given)
                assert answer.status_code < 500, f"{path} {given}: {answer.text}"
                asked += 1
    assert asked >= 2 * len(NASTY)


def test_nothing_is_broken_by_it(people: People, settings: Settings) -> None:
    """The services are well, none of them met a bug, and what was done of it did no harm to those who heard of it."""
    for service in SERVICES:
        assert people.client.get(f"/api/{service}/health/ready").is_success
        log = (settings.logs / f"{service}.log").read_text()
        assert [fault for fault in FAULTS if fault in log] == []


def answered(caller: Person, operation: Operation, spoilt: set[str]) -> list[str]:
    """Return the codes of all answers; whoever lacks the role gets the same answer whatever is sent."""
    first, *others = bodies(operation.schema, operation.whole)
    code = code_of(caller, operation.path, first)
    if code == "not-your-role" or operation.path in spoilt:
        return [code]
    spoilt.add(operation.path)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as together:
        return [code, *together.map(partial(code_of, caller, operation.path), others)]


def code_of(caller: Person, path: str, body: bytes) -> str:
    """Return the code of a view or of a problem document; fail on one that reports a bug."""
    answer = sent(caller, path, body)
    told = f"{path} {body[:300]!r}: {answer.status_code} {answer.text}"
    assert answer.status_code < 500, told
    if answer.is_success:
        return "done"
    assert answer.headers["content-type"] == "application/problem+json", told
    code: str = answer.json()["code"]
    return code


def sent(caller: Person, path: str, body: bytes) -> httpx.Response:
    given = {"Idempotency-Key": str(uuid.uuid4()), "If-Match": "*", "content-type": "application/json"}
    return caller.client.post(path, content=body, headers=caller.headers | given)

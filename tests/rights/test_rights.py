"""Who may do what, by every operation, role and place: what the table does not name, fails."""

import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from tests.rights.world import OF, PLACES, World, body_of, world

from contracts.topics import SERVICES
from contracts.values import Role

TABLE = Path(__file__).parent / "table.toml"
WHOLE: dict[str, dict[str, dict[str, str]]] = tomllib.loads(TABLE.read_text())
KEYS = {"roles", "everywhere", "unseen", *PLACES, *(f"{role.value} {place}" for role in Role for place in PLACES)}
REFUSED = (401, 403, 404)
ALLOWED = "allowed"
BESIDES = (
    "no-such-file",
    "no-such-upload",
    "identity/no-such-device",
    "identity/refresh-over",
    "identity/wrong-login",
    "identity/wrong-secret",
    "cases/no-such-recusal",
    "cases/unknown-act",
    "inspections/not-held",
)
"""Refusals of what was given, or of what nobody made, whoever asks."""
NOT_THEIRS = ("cases/head-handled-it",)
"""A refusal of whoever has too much to do with the case, where other conflicts are those of its state."""


@dataclass(frozen=True)
class Operation:
    method: str
    template: str
    described: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.method} {self.template}"


def operations(of: World) -> Iterator[Operation]:
    """Yield every operation of the service's own description, except what tells the cluster that it lives."""
    for template, methods in described(of)["paths"].items():
        for method, operation in methods.items():
            if not template.startswith("/health/"):
                yield Operation(method.upper(), template, operation)


def described(of: World) -> dict[str, Any]:
    app: Any = of.bench.client._transport  # of httpx, which has no other way to the application
    whole: dict[str, Any] = app.app.openapi()
    return whole


def expected(row: dict[str, str], role: Role, place: str) -> str:
    """Return the answer that the table gives to a role at a place: the role first, then the place."""
    if row["roles"] not in ("everybody", "nobody signed in") and role.value not in row["roles"].split():
        return "403"
    if role.value in row.get("unseen", "").split():
        return "404"
    if special := row.get(f"{role.value} {place}"):
        return special
    if role.value in row.get("everywhere", "").split():
        return ALLOWED
    return row.get(place, row.get("other body", ALLOWED) if place == "county" else ALLOWED)


def answered(answer: Response) -> str:
    """Return the status, where rights refuse; what comes after them (done, malformed, in conflict) is allowed."""
    if answer.status_code == 409 and code_of(answer) in NOT_THEIRS:
        return "409"
    if answer.status_code not in REFUSED or code_of(answer) in BESIDES:
        return ALLOWED
    return str(answer.status_code)


def code_of(answer: Response) -> str:
    """Return the code of a problem; an answer to HEAD has no body: of those only a file that is not there is 404."""
    if not answer.content:
        return "no-such-file" if answer.status_code == 404 else ""
    return str(answer.json().get("code", ""))


async def sent(of: World, operation: Operation, headers: dict[str, str]) -> Response:
    """Send the operation; commands decide only, and change nothing."""
    content = operation.described.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    request: dict[str, Any] = {"headers": {**headers, "Idempotency-Key": str(uuid.uuid4()), "If-Match": "*"}}
    if schema is not None:
        request["json"] = body_of(schema, described(of))
    parameters = {parameter["name"] for parameter in operation.described.get("parameters", ())}
    if "dry_run" in parameters:
        request["params"] = {"dry_run": "true"}
    if "of" in parameters:
        request["params"] = {"of": OF[of.name]}
    return await of.bench.client.request(operation.method, of.path(operation.template), **request)


@pytest.mark.parametrize("service", SERVICES)
async def test_everybody_may_do_what_the_table_says(service: str, record_property: Any) -> None:
    of, table = await world(service), WHOLE[service]
    found = list(operations(of))
    missing = [operation.name for operation in found if operation.name not in table]
    assert missing == [], f"say in {TABLE.name}, below [{service}], who may do it: {missing}"
    assert [name for name in table if name not in {operation.name for operation in found}] == []
    wrong, cells = [], 0
    for operation in found:
        row = table[operation.name]
        nobody = answered(await sent(of, operation, {}))
        cells += 1
        if (nobody == "401") == (row["roles"] == "nobody signed in"):
            wrong.append(f"{operation.name}, nobody: {nobody}")
        for role in Role:
            for place in PLACES:
                answer = await sent(of, operation, of.caller(role, place).headers)
                cells += 1
                if answered(answer) != (wanted := expected(row, role, place)):
                    told = answer.json().get("code", "") if answer.content else ""
                    wrong.append(f"{operation.name}, {role.value}, {place}: {answer.status_code} {told}, not {wanted}")
    record_property("cells", cells)
    print(f"{service}: {len(found)} operations, {cells} cells")
    assert wrong == [], "\n".join(wrong)


def test_the_table_says_nothing_that_nobody_reads() -> None:
    rows = [row for table in WHOLE.values() for row in table.values()]
    assert {key for row in rows for key in row} <= KEYS
    named = {word for row in rows for key in ("roles", "everywhere", "unseen") for word in row.get(key, "").split()}
    assert named <= {role.value for role in Role} | {"everybody", "nobody", "signed", "in"}


async def test_the_hotline_sees_the_clues_that_it_registered_and_no_others() -> None:
    of = await world("cases")
    seen = {
        "township": "130624100",
        "seen_on": "2026-03-11",
        "place": "东街",
        "description": "占道",
        "informant": "匿名",
    }
    patrol = (await of.caller(Role.OFFICER, "own").act("/clues", seen)).raise_for_status().json()["id"]
    hotline = of.caller(Role.HOTLINE, "other body")
    assert (await hotline.ask(f"/clues/{patrol}")).status_code == 404
    assert [one["id"] for one in (await hotline.ask("/clues")).json()["items"]] == ["clue-1"]
    assert len((await of.caller(Role.SUPERVISOR, "other body").ask("/clues")).json()["items"]) == 2


async def test_what_is_hidden_is_still_an_attempt() -> None:
    """Who tries is answered as if nothing were there; the supervisor learns of it."""
    of = await world("cases")
    head, reasons = of.caller(Role.HEAD, "other township"), {"reasons": "说明理由"}
    missing = await head.act("/cases/case-2/withdrawal", reasons)
    assert missing.status_code == 404
    for version in ("*", '"7"'):
        hidden = await head.act("/cases/case-1/withdrawal", reasons, headers={"If-Match": version})
        assert (hidden.status_code, hidden.json()) == (404, missing.json())
    attempts = await of.bench.parts.documents.find("refusal", {})
    assert [one["state"]["refused"]["rule"] for one in attempts] == ["cases/case-of-other-body"] * 2

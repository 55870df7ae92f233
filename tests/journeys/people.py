"""People of the sample county, signed in and calling through the gateway."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx

from chassis.testing import Caller
from contracts.topics import SERVICES
from county import sample_county

type Json = dict[str, Any]

LISTS = (
    "/api/identity/bodies",
    "/api/identity/officers",
    "/api/cases/cases",
    "/api/cases/clues",
    "/api/inspections/draws",
    "/api/inspections/visits",
    "/api/inspections/patrols",
    "/api/inspections/assignments",
    "/api/credit/firms",
    "/api/supervision/follow-up",
    "/api/supervision/tasks",
    "/api/supervision/alerts",
    "/api/supervision/attempts",
)
PATIENCE = 300
"""Seconds after which what should come is taken for lost: how long it takes is the machine's affair."""
SUPERVISOR = "130624-justice-supervisor-1"
ADMINISTRATOR = "administrator"
TOWN = "130624206"
LOGINS = {
    "officer": "130624206-officer-2",
    "captain": "130624100-officer-1",
    "head": "130624206-head-1",
    "legal-reviewer": "130624206-reviewer-1",
    "draw-office": "130624-draw-office-draws-1",
    "supervisor": SUPERVISOR,
    "administrator": ADMINISTRATOR,
    "registrar": "130624-market-registrar-1",
    "hotline": "130624-hotline-hotline-1",
    "auditor": "130624-justice-auditor-1",
}
"""One person for each role."""
PAIR = (f"YL{TOWN}-02", f"YL{TOWN}-03")
"""The officers of the town who make visits together, by their certificates."""


class Person(Caller[httpx.Response]):
    """A person with a token, who calls the gateway."""

    def seen(self, path: str, **parameters: Any) -> Json:
        """Return the answer to a query, which must succeed."""
        answer = self.ask(path, **parameters)
        assert answer.status_code == 200, answer.text
        seen: Json = answer.json()
        return seen

    def every(self, path: str, **parameters: Any) -> list[Json]:
        """Return the whole list, page by page."""
        page = self.seen(path, limit=200, **parameters)
        items: list[Json] = page["items"]
        while page["next"]:
            page = self.seen(path, limit=200, cursor=page["next"], **parameters)
            items += page["items"]
        return items


@dataclass(frozen=True)
class People:
    """Everybody of the sample, by login; all have the same password."""

    client: httpx.Client
    password: str
    known: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, login: str) -> Person:
        if login not in self.known:
            body = {"login": login, "password": self.password}
            answer = self.client.post("/api/identity/sign-in", json=body)
            assert answer.status_code == 200, answer.text
            self.known[login] = Person(self.client, answer.json()["token"])
        return self.known[login]

    def certified(self, number: str) -> Person:
        """Return the officer with a certificate."""
        people = (person for person in sample_county().people if person.certificate)
        return self[
            next(person.login for person in people if person.certificate and person.certificate.number == number)
        ]

    def today(self) -> date:
        """Return the legal day."""
        return date.fromisoformat(self[LOGINS["head"]].seen("/api/identity/me")["today"])

    def of_each_role(self) -> Iterator[tuple[str, Person]]:
        for role, login in LOGINS.items():
            yield role, self[login]

    def everything(self) -> Json:
        """Return every list as its readers see it, and the counts, to show that nothing changed."""
        supervisor = self[SUPERVISOR]
        lists = {path: {item["id"]: item for item in supervisor.every(path)} for path in LISTS}
        return {**lists, "counts": supervisor.seen("/api/supervision/counts")["counts"]}


def is_problem(answer: httpx.Response, status: int, code: str = "") -> bool:
    """Assert a problem document with that status and code; return True, for use in an assertion."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status), answer.text
    assert problem["title"], answer.text
    assert problem["detail"], answer.text
    assert problem["code"] == code or not code, answer.text
    return True


def described(client: httpx.Client) -> dict[str, Json]:
    """Return the OpenAPI document of each service, as the gateway serves it to anybody."""
    return {service: client.get(f"/api/{service}/openapi.json").raise_for_status().json() for service in SERVICES}

"""One of each thing that rights are about, in every service, and the people who come to it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tests.architecture.services import benched

from chassis.store import Store, no_facts
from chassis.testing import Bench, Caller, SetClock
from contracts.cases import CaseFiled, CaseWithdrawn, ClueRegistered
from contracts.credit import FirmRegistered, FirmsImported
from contracts.event import Event
from contracts.identity import BodyRegistered, OfficerCertified, OfficerRegistered
from contracts.inspections import AssignmentReceived, DrawSealed, PatrolAssigned, VisitAssigned
from contracts.origin import Origin
from contracts.places import COUNTY
from contracts.supervision import AlertRaised, TaskIssued
from contracts.values import PersonId, Role
from contracts_tool.filling import example
from contracts_tool.samples import BY_NAME, FIRM, OFFICERS

NOON = datetime(2026, 3, 12, 4, tzinfo=UTC)
TOWN = "130624100"
THINGS: dict[str, dict[str, tuple[str, type[Event]]]] = {
    "identity": {"officer": ("officer-1", OfficerRegistered), "body": (f"body-{TOWN}", BodyRegistered)},
    "cases": {"case": ("case-1", CaseFiled), "clue": ("clue-1", ClueRegistered)},
    "inspections": {
        "draw": ("draw-1", DrawSealed),
        "visit": ("visit-1", VisitAssigned),
        "patrol": ("patrol-1", PatrolAssigned),
        "assignment": ("assignment-1", AssignmentReceived),
    },
    "credit": {"firm": (f"firm-{FIRM}", FirmRegistered), "import": ("import-1", FirmsImported)},
    "supervision": {"task": ("task-1", TaskIssued), "alert": ("alert-1", AlertRaised)},
}
"""By service and kind of aggregate: id and first event; all are of the town and of its officers (OFFICERS)."""
IDS = {
    "act": "act-1",
    "act_id": "act-1",
    "alert_id": "alert-1",
    "assignment_id": "assignment-1",
    "case_id": "case-1",
    "clue_id": "clue-1",
    "device_id": "device-1",
    "draw_id": "draw-1",
    "finding": "patrol-1-1",
    "import_id": "import-1",
    "officer_id": "officer-1",
    "patrol_id": "patrol-1",
    "review_id": "review-case-1",
    "sha256": "a" * 64,
    "task_id": "task-1",
    "upload_id": "upload-1",
    "visit_id": "visit-1",
}
CODES = {"identity": TOWN, "cases": "FI-01", "credit": FIRM}
"""What `{code}` stands for."""
PLACES: dict[str, dict[str, Any]] = {
    "own": {"agency": TOWN, "township": TOWN, "certificate": OFFICERS[0]},
    "same body": {"agency": TOWN, "township": TOWN, "certificate": "HB-130624-1003"},
    "other body": {"agency": "130624-fire", "certificate": "HB-130624-2001"},
    "county": {"agency": COUNTY, "certificate": "HB-130624-4001"},
    "other township": {"agency": "130624101", "township": "130624101", "certificate": "HB-130624-3001"},
}


CERTIFIED = {"officer-1": OFFICERS[0], "officer-2": OFFICERS[1], "officer-same-body": "HB-130624-1003"}
"""Whose certificates cases know: of the first two is the case, the third is a colleague."""
OF = {"identity": "officer-1", "cases": "case-1", "inspections": "visit-1"}
"""What a file is read by: the record that may name it."""


@dataclass(frozen=True)
class World:
    """A service with its things."""

    name: str
    bench: Bench[Any]

    def caller(self, role: Role, place: str) -> Caller:
        claims = dict(PLACES[place])
        person = "officer-1" if place == "own" else f"officer-{place.replace(' ', '-')}"
        return self.bench.caller(person, claims.pop("agency"), role, **claims)

    def path(self, template: str) -> str:
        return template.format_map(IDS | {"code": CODES.get(self.name, "")})


async def world(service: str) -> World:
    bench = benched(service, SetClock(NOON))
    await bench.process.prepare()
    bench.process.send_away()  # streams of changes end at once, as they do in a process that stops
    stores: dict[str, Store[Any, Any]] = {store.kind: store for store in bench.parts.stores}
    for kind, (id, event) in THINGS[service].items():
        who = Origin(actor=PersonId("officer-0"), agency=COUNTY, cause=f"made-{kind}", request="", at=NOON)

        def made(command: None, facts: None, event: type[Event] = event) -> list[Event]:
            return [example(event)]

        await stores[kind].create(id, made, None, who, no_facts)
    if service == "supervision":
        for event in (CaseFiled, CaseWithdrawn):
            await bench.hear("case-1", example(event))
    if service == "cases":
        for person, number in CERTIFIED.items():
            await bench.hear(person, officer(number))
            await bench.hear(person, certified(number))
    if service == "inspections":
        await bench.hear("clue-1", example(ClueRegistered))
    return World(service, bench)


def officer(number: str) -> OfficerRegistered:
    return OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.OFFICER,), name=number)


def certified(number: str) -> OfficerCertified:
    days = {"valid_from": date(2026, 1, 1), "valid_until": date(2030, 12, 31)}
    return OfficerCertified(certificate=number, body=TOWN, township=TOWN, fields=(), **days)


def body_of(schema: dict[str, Any], whole: dict[str, Any], name: str = "") -> Any:
    """Return a body that the schema takes: what it demands, from the samples of the published language."""
    if "$ref" in schema:
        return body_of(whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole, name)
    if name in GIVEN:
        return GIVEN[name]
    if "anyOf" in schema:
        return body_of(schema["anyOf"][0], whole, name)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            fields = schema.get("properties", {})
            return {field: body_of(fields[field], whole, field) for field in schema.get("required", ())}
        case "array":
            if isinstance(sample := BY_NAME.get(name), tuple):
                return list(sample)
            return [body_of(schema["items"], whole)] if schema.get("minItems") else []
        case "integer" | "number":
            return BY_NAME.get(name, 1)
        case "boolean":
            return True
        case _:
            return text_of(schema, name)


def text_of(schema: dict[str, Any], name: str) -> str:
    match schema.get("format"):
        case "date":
            return str(BY_NAME.get(name, "2026-03-12"))
        case "date-time":
            return "2026-03-12T09:30:00+08:00"
        case _:
            pattern = schema.get("pattern", "")
            return "a" * 64 if "0-9a-f]{64}" in pattern else str(BY_NAME.get(name, "说明事实和理由"))


GIVEN: dict[str, Any] = {
    "body": TOWN,
    "informant": "匿名",
    "item": "fire-01",
    "joining": "HB-130624-1003",
    "leaving": OFFICERS[1],
    "login": "li",
    "name": "李建国",
    "new": "another good password",
    "number": "130624180101010018",
    "old": "correct horse battery",
    "password": "correct horse battery",
    "party": {"name": "李建国", "number": "130624180101010018", "address": "东街"},
    "power": "FI-01",
    "roles": ["head"],
    "secret": "no secret",
    "telephone": "10000000001",
}

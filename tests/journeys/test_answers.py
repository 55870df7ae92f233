"""Common form of answers: a Chinese word beside every code, a version, dry runs without effect."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from tests.journeys.people import LISTS, SUPERVISOR, Json, People, is_problem

from contracts.places import NAMES

OFFICER = "130624206-officer-2"
PAGES = {
    "/api/cases/cases": "/api/cases/cases/{id}",
    "/api/cases/clues": "/api/cases/clues/{id}",
    "/api/credit/firms": "/api/credit/firms/{code}",
    "/api/identity/bodies": "/api/identity/bodies/{code}",
    "/api/identity/officers": "/api/identity/officers/{id}",
    "/api/inspections/draws": "/api/inspections/draws/{id}",
    "/api/inspections/patrols": "/api/inspections/patrols/{id}",
    "/api/inspections/visits": "/api/inspections/visits/{id}",
    "/api/supervision/follow-up": "/api/supervision/follow-up/{id}",
    "/api/supervision/tasks": "/api/supervision/tasks/{id}",
}
"""The page of one item of a list."""
OTHERS = (
    "/api/cases/powers",
    "/api/cases/powers/EN-01",
    "/api/inspections/item-lists",
    "/api/supervision/counts",
    "/api/supervision/powers-used?from=2026-08-01&until=2026-11-30",
)


@pytest.mark.parametrize("path", [*LISTS, *OTHERS])
def test_every_code_in_a_list_has_a_chinese_word_beside_it(people: People, openapi: dict[str, Json], path: str) -> None:
    answer = people[SUPERVISOR].ask(f"{path}{'&' if '?' in path else '?'}limit=200" if path in LISTS else path)
    assert answer.status_code == 200
    assert without_word(openapi, path, answer.json()) == set()


@pytest.mark.parametrize("path", PAGES)
def test_every_code_on_a_page_has_a_chinese_word_beside_it(people: People, openapi: dict[str, Json], path: str) -> None:
    for item in people[SUPERVISOR].seen(path, limit=20)["items"]:
        answer = people[SUPERVISOR].ask(PAGES[path].format_map(item))
        assert answer.status_code == 200
        assert without_word(openapi, PAGES[path], answer.json()) == set()


def test_the_version_of_what_is_read_is_its_etag(people: People) -> None:
    for path, page in PAGES.items():
        if path == "/api/supervision/follow-up":  # a replica, which nobody changes
            continue
        item = people[SUPERVISOR].seen(path, limit=1)["items"][0]
        answer = people[SUPERVISOR].ask(page.format_map(item))
        assert answer.headers["etag"] == f'"{answer.json()["version"]}"'


def test_a_dry_run_judges_and_writes_nothing(people: People) -> None:
    officer, head = people[OFFICER], people["130624206-head-1"]
    (case,) = officer.every("/api/cases/cases", open=True)
    before = people.everything()
    path = f"/api/cases/cases/{case['id']}"
    order = {"officers": case["officers"], "demand": "清理垃圾", "until": "2026-11-20"}
    judged = officer.act(f"{path}/correction-order?dry_run=true", order)
    assert judged.status_code == 200, judged.text
    assert judged.json()["version"] == case["version"] + 1
    refused = head.act(f"{path}/penalty?dry_run=true", {"fine": 60_000, "reasons": "未告知即决定"})
    assert is_problem(refused, 409, "cases/no-notice")
    assert people.everything() == before
    assert officer.seen(path)["version"] == case["version"]


def test_a_dry_run_does_not_use_up_its_key(people: People) -> None:
    """Judged first, then done with the same key."""
    hotline, key = people["130624-hotline-hotline-1"], str(uuid.uuid4())
    clue = {
        "township": "130624100",
        "seen_on": "2026-11-07",
        "place": "东街",
        "description": "占道",
        "informant": "匿名",
    }
    dry = hotline.act("/api/cases/clues?dry_run=true", clue, key=key)
    assert dry.status_code == 201, dry.text
    assert is_problem(hotline.ask(f"/api/cases/clues/{dry.json()['id']}"), 404)
    done = hotline.act("/api/cases/clues", clue, key=key)
    assert done.status_code == 201, done.text
    assert done.json()["id"] == dry.json()["id"]
    assert hotline.seen(f"/api/cases/clues/{dry.json()['id']}")["place"] == "东街"


def without_word(openapi: dict[str, Json], path: str, answer: Any) -> set[str]:
    """Return codes without a label in the object around them: members of enums, townships, bodies."""
    _, _, service, below = path.partition("?")[0].split("/", 3)
    described = openapi[service]
    route = next(
        path_described
        for path_described in described["paths"]
        if len(path_described.split("/")) == len(f"/{below}".split("/")) and fits(path_described, below)
    )
    schema = described["paths"][route]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return set(unlabelled(answer, schema, described, frozenset()))


def fits(route: str, below: str) -> bool:
    pairs = zip(route.removeprefix("/").split("/"), below.split("/"), strict=True)
    return all(part.startswith("{") or part == given for part, given in pairs)


def unlabelled(value: Any, schema: Json, described: Json, known: frozenset[str]) -> Iterator[str]:
    for one in alternatives(schema, described):
        if isinstance(value, dict) and ("properties" in one or "additionalProperties" in one):
            known |= value.get("labels", {}).keys()
            for name, inner in value.items():
                if name != "labels":
                    below = one.get("properties", {}).get(name) or one.get("additionalProperties") or {}
                    yield from unlabelled(inner, below if isinstance(below, dict) else {}, described, known)
        elif isinstance(value, list) and ("items" in one or "prefixItems" in one):
            for inner in value:
                yield from unlabelled(inner, one.get("items") or one["prefixItems"][0], described, known)
        elif isinstance(value, str) and (value in one.get("enum", ()) or value in NAMES) and value not in known:
            yield value


def alternatives(schema: Json, described: Json) -> Iterator[Json]:
    """Yield the schemas that a schema stands for, with references and unions resolved."""
    if "$ref" in schema:
        yield from alternatives(described["components"]["schemas"][schema["$ref"].rpartition("/")[2]], described)
    elif "anyOf" in schema:
        for one in schema["anyOf"]:
            yield from alternatives(one, described)
    else:
        yield schema

"""What supervision does not offer: rankings by fines or visits (X-38), and any command on a case (X-41)."""

from collections.abc import Iterator
from typing import Any

import pytest

from chassis.documents import ListQuery
from chassis.testing import Bench, Caller
from contracts.topics import TOPICS, read_by
from supervision.service import Service

LISTS = ("/follow-up", "/attempts", "/alerts", "/accounts", "/tasks", "/reviews", "/judged")
RANKINGS = ("fine", "fines", "paid", "amount", "visits", "visits-opened", "count", "violations", "score", "tier")


async def paths(bench: Bench[Service]) -> dict[str, Any]:
    found: dict[str, Any] = (await bench.client.get("/openapi.json")).json()
    return found


async def test_the_only_commands_are_of_tasks_and_alerts(bench: Bench[Service]) -> None:
    described = await paths(bench)
    commands = {
        (method, path)
        for path, methods in described["paths"].items()
        for method in methods
        if method not in ("get", "head", "options")
    }
    assert commands == {
        ("post", "/tasks"),
        ("post", "/tasks/{task_id}/withdrawal"),
        ("post", "/alerts/{alert_id}/review"),
    }


async def test_no_answer_shows_money_or_credit_classes(bench: Bench[Service]) -> None:
    described = await paths(bench)
    shown = {name for schema in described["components"]["schemas"].values() for name in schema.get("properties", {})}
    assert {"township", "stage", "as_of"} <= shown
    assert shown.isdisjoint({"fine", "fines", "paid", "amount", "open_amount", "tier", "score", "points", "rank"})


async def test_only_these_routes_list_and_each_refuses_to_rank(bench: Bench[Service], supervisor: Caller) -> None:
    described = await paths(bench)
    sortable = {
        path
        for path, methods in described["paths"].items()
        if any(item["name"] in ("sort", "order", "rank") for item in methods.get("get", {}).get("parameters", []))
    }
    assert sortable == set(LISTS)
    for path in LISTS:
        for wish in RANKINGS:
            for sort in (wish, f"-{wish}"):
                answer = await supervisor.ask(path, sort=sort)
                assert (answer.status_code, answer.json()["code"]) == (422, "bad-sort"), (path, sort)


def test_no_list_knows_a_path_to_money_or_numbers_of_visits() -> None:
    queries = [kind for kind in below(ListQuery) if kind.__module__.startswith("supervision.")]
    assert len(queries) == len(LISTS)
    for query in queries:
        known = {*query.paths, *query.paths.values(), *(sort.removeprefix("-") for sort in query.sorts)}
        assert not [name for name in known if name.rpartition(".")[2] in RANKINGS]


def below(kind: type[ListQuery]) -> Iterator[type[ListQuery]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


@pytest.mark.parametrize("sort", ["count", "-count", "fine"])
async def test_counts_have_one_order(supervisor: Caller, sort: str) -> None:
    assert (await supervisor.ask("/counts", sort=sort)).status_code == 422


def test_it_hears_every_topic() -> None:
    assert read_by("supervision") == list(TOPICS)

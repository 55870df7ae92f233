"""X-39: a tier is not shown to the public and no ground of a penalty."""

from collections.abc import Callable
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.cases import CaseEvent
from contracts.event import concrete_classes
from contracts.values import Role, Tier
from credit.service import Service

type Firms = Callable[[int], dict[str, Any]]


def paths(bench: Bench[Service]) -> list[tuple[str, str]]:
    """Return every route of the service, at any depth of inclusion."""
    found = bench.client._transport.app.openapi()["paths"]  # type: ignore[attr-defined]
    return [
        (method.upper(), path)
        for path, methods in found.items()
        for method in methods
        if not path.startswith("/health/")
    ]


async def test_no_route_answers_without_a_token(bench: Bench[Service], firm: Firms) -> None:
    known = paths(bench)
    assert ("GET", "/firms/{code}") in known
    assert ("GET", "/firms/{code}/history") in known
    for method, path in known:
        filled = path.replace("{code}", firm(1)["code"]).replace("{import_id}", "import-" + "0" * 36)
        answer = await bench.client.request(method, filled, json=firm(1))
        assert (method, path, answer.status_code) == (method, path, 401)


@pytest.mark.parametrize("role", [Role.HOTLINE, Role.LEGAL_REVIEWER, Role.ADMINISTRATOR])
async def test_who_does_not_inspect_sees_no_tier(role: Role, bench: Bench[Service], firm: Firms) -> None:
    caller = bench.caller("somebody", "130624100", role, township="130624100")
    for path in ("/firms", f"/firms/{firm(1)['code']}", f"/firms/{firm(1)['code']}/history"):
        refused = await caller.ask(path)
        assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")


async def test_every_view_with_a_tier_says_that_it_is_an_internal_reference(registrar: Caller, firm: Firms) -> None:
    made = await registrar.act("/firms", firm(1))
    code = firm(1)["code"]
    shown = [made.json(), (await registrar.ask("/firms")).json()["items"][0]]
    shown += [(await registrar.ask(path)).json() for path in (f"/firms/{code}", f"/firms/{code}/history")]
    for view in shown:
        assert view["tier"] == "B"
        assert "内部参考" in view["notice"]
        assert "不得作为行政处罚的依据" in view["notice"]


def test_no_fact_of_a_case_can_hold_a_tier() -> None:
    """Whatever a case decides, its events have no place for a class of credit risk."""
    facts = concrete_classes(CaseEvent)
    assert facts
    for fact in facts:
        for name, field in fact.model_fields.items():
            assert "tier" not in name
            assert Tier.__name__ not in repr(field.annotation)

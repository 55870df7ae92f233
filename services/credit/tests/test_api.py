"""Firms and imports together, as callers see them."""

import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from httpx import Response

from chassis.testing import Caller

type Firms = Callable[[int], dict[str, Any]]
type Imported = Callable[..., Awaitable[Response]]
type Written = Callable[..., str]


async def test_only_the_registrar_registers(officer: Caller, firm: Firms, written: Written) -> None:
    for path, body in (("/firms", firm(1)), ("/imports", {"csv": written(firm(1)), "sample": True})):
        refused = await officer.act(path, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")


async def test_unknown_firms_and_imports_are_not_found(registrar: Caller, firm: Firms) -> None:
    for path in (f"/firms/{firm(1)['code']}", f"/firms/{firm(1)['code']}/history", f"/imports/import-{uuid.uuid4()}"):
        assert (await registrar.ask(path)).status_code == 404
    for path in ("/firms/123", "/imports/firm-1"):
        assert (await registrar.ask(path)).status_code == 422


async def test_nothing_waits_for_anybody(registrar: Caller) -> None:
    assert (await registrar.ask("/work")).json()["items"] == []

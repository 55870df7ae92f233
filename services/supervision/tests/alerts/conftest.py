"""Alerts as they are read: what is late or was declined; what a review found has tests of its own."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import Caller

type Items = Callable[..., Awaitable[list[dict[str, Any]]]]


@pytest.fixture(scope="session")
def items() -> Items:
    async def read(caller: Caller, **query: Any) -> list[dict[str, Any]]:
        found = (await caller.ask("/alerts", **query)).raise_for_status().json()["items"]
        return [item for item in found if item["kind"] != "review-finding"]

    return read


@pytest.fixture(scope="session")
def alerts(items: Items) -> Callable[..., Awaitable[list[tuple[str, bool]]]]:
    """The ids of alerts, and whether they are open."""

    async def read(caller: Caller, **query: Any) -> list[tuple[str, bool]]:
        return [(item["id"], item["open"]) for item in await items(caller, **query)]

    return read

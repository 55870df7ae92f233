"""Who has to do with what a body inspects."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import Bench
from contracts.values import Role
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

TOWN = "130624100"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.REGISTRAR, Role.HOTLINE])
async def test_accounts_the_register_and_the_hotline_are_other_work(
    bench: Bench[Service], cast: Any, assign: Callable[[str], Awaitable[str]], role: Role
) -> None:
    colleague = bench.caller("officer-Y", TOWN, role, township=TOWN)
    for path in (await assign("one"), "/visits", "/patrols", "/patrols/patrol-1"):
        assert (await colleague.ask(path)).status_code == 403
    assert (await cast.head.ask(await assign("one"))).status_code == 200

"""The worlds that are walked, and which of them a seed walks in."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.attack.walk.of_accounts.world import world as of_accounts
from tests.attack.walk.of_cases.world import world as of_cases
from tests.attack.walk.of_credit.world import world as of_credit
from tests.attack.walk.of_draws.world import world as of_draws
from tests.attack.walk.of_inspections.world import world as of_inspections
from tests.attack.walk.of_powers.world import world as of_powers
from tests.attack.walk.of_tasks.world import world as of_tasks
from tests.attack.walk.world import World

MAKE: Final[Mapping[str, Callable[[], Awaitable[World]]]] = {
    "cases": of_cases,
    "inspections": of_inspections,
    "draws": of_draws,
    "tasks": of_tasks,
    "accounts": of_accounts,
    "powers": of_powers,
    "credit": of_credit,
}
ROUND = (
    "cases",
    "inspections",
    "cases",
    "draws",
    "cases",
    "tasks",
    "inspections",
    "cases",
    "accounts",
    "cases",
    "powers",
    "cases",
    "credit",
)
"""The worlds of seeds one after the other. Their number shares no divisor with that of walks of which one goes through
HTTP: each of them does."""


@dataclass
class Worlds:
    """One world of each kind, made when a seed first walks in it."""

    made: dict[str, World] = field(default_factory=dict)

    async def of(self, seed: int) -> World:
        name = ROUND[seed % len(ROUND)]
        if name not in self.made:
            self.made[name] = await MAKE[name]()
        return self.made[name]

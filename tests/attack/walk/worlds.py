"""The worlds that are walked, and which of them a seed walks in."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.attack.walk.of_cases.world import world as of_cases
from tests.attack.walk.of_inspections.world import world as of_inspections
from tests.attack.walk.world import World

MAKE: Final[Mapping[str, Callable[[], Awaitable[World]]]] = {
    "cases": of_cases,
    "inspections": of_inspections,
}
INSPECTIONS_EACH = 3
"""Of how many seeds one walks among visits and patrols."""


@dataclass
class Worlds:
    """One world of each kind, made when a seed first walks in it."""

    made: dict[str, World] = field(default_factory=dict)

    async def of(self, seed: int) -> World:
        name = "cases" if seed % INSPECTIONS_EACH else "inspections"
        if name not in self.made:
            self.made[name] = await MAKE[name]()
        return self.made[name]

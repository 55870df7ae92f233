"""The services whose commands a phone judges, as walks of mischief reach them."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from tests.attack.walk.of_cases.world import world as world_of_cases
from tests.attack.walk.of_inspections.world import world as world_of_visits
from tests.attack.walk.world import World
from tools.pack import packs

from cases import judge as cases_judge
from chassis.store import Stored
from contracts.judging import Judge
from inspections import judge as inspections_judge


@dataclass(frozen=True, kw_only=True)
class Court:
    """`id` and `item` are the names of ids in addresses, `verbs` is the subject of the service, `kind` its documents.

    `body` tells the body that handles a state.
    """

    service: str
    world: Callable[[], Coroutine[Any, Any, World]]
    load: Callable[[str], Judge[Any]]
    verbs: str
    kind: str
    id: str
    item: str
    body: Callable[[Any], str]

    def judge(self) -> Judge[Any]:
        return self.load(packs()[self.service])

    def verbs_of(self, world: World) -> Any:
        return getattr(world.bench.service, self.verbs)

    async def found(self, world: World, named: dict[str, str]) -> Stored[Any] | None:
        stored: Stored[Any] | None = await self.verbs_of(world).store.find(named[self.id])
        return stored


CASES = Court(
    service="cases",
    world=world_of_cases,
    load=cases_judge.load,
    verbs="cases",
    kind="case",
    id="case_id",
    item="act_id",
    body=lambda case: case.filed.body,
)
VISITS = Court(
    service="inspections",
    world=world_of_visits,
    load=inspections_judge.load,
    verbs="visits",
    kind="visit",
    id="visit_id",
    item="act",
    body=lambda visit: visit.assigned.body,
)
COURTS = (CASES, VISITS)

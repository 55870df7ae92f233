"""The verbs of bodies, and the aggregate as it is stored."""

from dataclasses import dataclass

from chassis.store import Aggregate, Store, Stored, no_facts
from contracts.identity import BodyEvent
from contracts.origin import Origin
from contracts.values import BodyCode
from identity.bodies.domain import Body, RegisterBody, body_id, land, register_body

BODY = Aggregate(kind="body", state=Body, event=BodyEvent, evolve=land, indexes=("registered.kind",), moves=True)


@dataclass(frozen=True)
class Bodies:
    """Register bodies, and read them."""

    store: Store[Body, BodyEvent]

    async def register(self, command: RegisterBody, who: Origin) -> Stored[Body]:
        return await self.store.create(body_id(command.code), register_body, command, who, no_facts)

    async def read(self, code: BodyCode) -> Stored[Body]:
        return await self.store.read(body_id(code))

"""The JSON view of a body."""

from chassis.http import View
from chassis.store import Stored
from contracts.labels import labels_in
from contracts.values import BodyCode, BodyKind, TownshipCode
from identity.bodies.domain import Body


class BodyView(View):
    code: BodyCode
    name: str
    kind: BodyKind
    township: TownshipCode | None


def body_view(stored: Stored[Body]) -> BodyView:
    fact = stored.state.registered
    return BodyView(
        id=stored.id,
        version=stored.version,
        code=fact.code,
        name=fact.name,
        kind=fact.kind,
        township=fact.township,
        labels=labels_in(fact),
    )

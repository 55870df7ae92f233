from contracts.event import Event
from contracts.topics import BODIES
from contracts.values import BodyCode, BodyKind, TownshipCode


class BodyEvent(Event, topic=BODIES):
    """Base of the events of an enforcement body, a department or an office."""


class BodyRegistered(BodyEvent, type="identity.body-registered.v1", word="登记单位"):
    """A body takes part in the platform (执法主体, APL 17); `township` is its territory, none for the county's."""

    code: BodyCode
    name: str
    kind: BodyKind
    township: TownshipCode | None

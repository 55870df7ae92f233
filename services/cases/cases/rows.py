"""The replica of officers: who may act, from identity's facts."""

from chassis.consuming import Rows
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.identity.holder import Holder, follow
from contracts.topics import OFFICERS


def advance(holder: Holder | None, event: Event, envelope: Envelope) -> Holder | None:
    return follow(holder, event)


OFFICER_ROWS = Rows(
    collection="officers",
    row=Holder,
    topics=(OFFICERS.name,),
    advance=advance,
    indexes=("certificate",),
)

"""A row per person with an account: body, township and the days on which the certificate counts."""

from chassis.consuming import Rows
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.identity.holder import Holder, follow
from contracts.topics import OFFICERS


def advance(row: Holder | None, event: Event, envelope: Envelope) -> Holder | None:
    """The row after the next event of its person."""
    return follow(row, event)


OFFICER_ROWS = Rows(
    collection="officer_rows", row=Holder, topics=(OFFICERS.name,), advance=advance, indexes=("certificate",)
)

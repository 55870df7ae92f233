"""Days of facts."""

from datetime import date

from contracts.envelope import Envelope
from contracts.places import TOWNSHIPS
from contracts.values import CHINA, TownshipCode


def day_of(envelope: Envelope) -> date:
    """The day in China on which the event was recorded, for facts that name none of their own."""
    return envelope.at.astimezone(CHINA).date()


def territory_of(envelope: Envelope) -> TownshipCode | None:
    """The township of the person who acted; a township's body has its township's code."""
    return envelope.township or (envelope.agency if envelope.agency in TOWNSHIPS else None)

"""The day under which a fact is counted."""

from datetime import date

from contracts.envelope import Envelope
from contracts.values import CHINA


def day_of(envelope: Envelope) -> date:
    """The day in China on which the event was recorded, for facts that name none of their own."""
    return envelope.at.astimezone(CHINA).date()

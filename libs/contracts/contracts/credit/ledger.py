from datetime import date

from contracts.event import Event
from contracts.topics import LEDGERS
from contracts.values import SocialCreditCode


class LedgerEvent(Event, topic=LEDGERS):
    """Base of the events of a firm's ledger of a year."""


class EntryRecorded(LedgerEvent, type="credit.entry-recorded.v1", word="信用记分"):
    """A fact moved the score: points by a rule of a dated model, with the event it comes from.

    `until` is the last day on which the points count; None if they are never forgotten.
    """

    firm: SocialCreditCode
    year: int
    rule: str
    model: str
    points: int
    source: str
    happened_on: date
    explanation: str
    until: date | None = None


class EntryVoided(LedgerEvent, type="credit.entry-voided.v1", word="撤销信用记分"):
    """What was recorded proved not to be so: the entry of `entry` never counted. `source` is the event that says so."""

    firm: SocialCreditCode
    year: int
    rule: str
    entry: str
    source: str
    voided_on: date
    explanation: str

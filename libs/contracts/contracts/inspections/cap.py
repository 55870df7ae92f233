from datetime import date

from contracts.inspections.event import CapEvent
from contracts.values import BodyCode, SocialCreditCode


class PlaceClaimed(CapEvent, type="inspections.place-claimed.v1", word="占用检查频次"):
    """A visit took one of the year's places of a body at a firm (年度检查频次上限, E-5)."""

    firm: SocialCreditCode
    year: int
    body: BodyCode
    visit: str
    claimed_on: date


class PlaceUsed(CapEvent, type="inspections.place-used.v1", word="用去检查频次"):
    """The visit took place: its place is gone for the year."""

    visit: str


class PlaceFreed(CapEvent, type="inspections.place-freed.v1", word="退回检查频次"):
    """The visit ended without having been opened: it has no place, also if it had claimed one."""

    visit: str

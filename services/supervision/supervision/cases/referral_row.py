"""A row per referred violation: what became of it."""

from dataclasses import dataclass
from datetime import date

from chassis.consuming import Rows
from contracts.cases import ReferralAccepted, ReferralDeclined
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.topics import REFERRALS
from contracts.values import TownshipCode
from supervision.counts.buckets import Kind, once
from supervision.counts.days import day_of


@dataclass(frozen=True, kw_only=True)
class ReferralRow:
    """`case` where it was accepted, else the rule and its article."""

    finding: str
    township: TownshipCode
    answered_on: date
    case: str | None = None
    rule: str = ""
    law: str = ""


def advance(row: ReferralRow | None, event: Event, envelope: Envelope) -> ReferralRow | None:
    """The row after the next answer to its referral."""
    match event:
        case ReferralAccepted():
            return ReferralRow(
                finding=event.finding, township=event.township, answered_on=day_of(envelope), case=event.case
            )
        case ReferralDeclined():
            return ReferralRow(
                finding=event.finding,
                township=event.township,
                answered_on=day_of(envelope),
                rule=event.rule,
                law=event.law,
            )
        case _:
            return row


def buckets(row: ReferralRow) -> frozenset[str]:
    kind = Kind.REFERRALS_ACCEPTED if row.case else Kind.REFERRALS_DECLINED
    return frozenset(once(kind, row.township, row.answered_on))


REFERRAL_ROWS = Rows(
    collection="referral_rows", row=ReferralRow, topics=(REFERRALS.name,), advance=advance, buckets=buckets
)

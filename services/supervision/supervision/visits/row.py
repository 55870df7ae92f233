"""A row per visit: how it went, and the violations that it referred."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import ceil

from chassis.consuming import Rows
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.inspections import (
    ReferralForgone,
    ReferralOverdue,
    ReferralOverdueLifted,
    TermRecheckOverdue,
    TermRecheckOverdueLifted,
    UnmetReason,
    ViolationReferred,
    VisitActConfirmed,
    VisitApproved,
    VisitAssigned,
    VisitConcluded,
    VisitKind,
    VisitOpened,
    VisitOverdue,
    VisitOverdueLifted,
    VisitPostponed,
    VisitResult,
    VisitUnmet,
    VisitWithdrawn,
)
from contracts.topics import VISITS
from contracts.values import BodyCode, SocialCreditCode, TownshipCode
from supervision.counts.buckets import Kind, numbered, once
from supervision.counts.days import day_of

MINUTE = 60
"""Seconds."""


class VisitStage(StrEnum):
    ASSIGNED = "assigned"
    APPROVED = "approved"
    POSTPONED = "postponed"
    OPENED = "visit-opened"
    UNMET = "unmet"
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class VisitRow:
    """`counted` means that it took a place under the year's cap; `violations` are the days on which one was found.

    `unseen` are the items whose re-check is late, `unreferred` those whose referral is; `seen_late` is true if one of
    those that were late together was seen late. `seconds_on_site` is what the officer's device measured.
    """

    kind: VisitKind
    firm: SocialCreditCode
    township: TownshipCode
    body: BodyCode
    assigned_on: date
    inspect_until: date
    stage: VisitStage = VisitStage.ASSIGNED
    opened_on: date | None = None
    counted: bool = False
    unmet: UnmetReason | None = None
    unmet_on: date | None = None
    result: VisitResult | None = None
    concluded_on: date | None = None
    overdue: bool = False
    violations: tuple[date, ...] = ()
    unseen: tuple[str, ...] = ()
    seen_late: bool = False
    unreferred: tuple[str, ...] = ()
    referred_late: bool = False
    seconds_on_site: int | None = None
    withdrawn_on: date | None = None


def advance(row: VisitRow | None, event: Event, envelope: Envelope) -> VisitRow | None:
    """The row after the next event of its visit."""
    if row is None:
        return assigned(event, envelope) if isinstance(event, VisitAssigned) else None
    match event:
        case VisitApproved():
            return replace(row, stage=VisitStage.APPROVED)
        case VisitPostponed():
            return replace(row, stage=VisitStage.POSTPONED, inspect_until=event.inspect_until)
        case VisitOverdue() | VisitOverdueLifted():
            return replace(row, overdue=isinstance(event, VisitOverdue))
        case VisitOpened():
            return replace(
                row, stage=VisitStage.OPENED, opened_on=event.opened_on, counted=event.counted, overdue=False
            )
        case VisitUnmet():
            return replace(row, stage=VisitStage.UNMET, unmet=event.reason, unmet_on=event.unmet_on, overdue=False)
        case VisitWithdrawn():
            return replace(row, stage=VisitStage.WITHDRAWN, withdrawn_on=event.withdrawn_on, overdue=False)
        case VisitConcluded():
            return concluded(row, event)
        case ViolationReferred():
            return replace(referred(row, event.item), violations=(*row.violations, event.found_on))
        case ReferralOverdue():
            late_still = row.referred_late and bool(row.unreferred)
            return replace(row, unreferred=(*row.unreferred, event.item), referred_late=late_still)
        case ReferralOverdueLifted():
            return replace(row, unreferred=without(row, event.item))
        case ReferralForgone():
            return referred(row, event.item)
        case TermRecheckOverdue():
            return replace(row, unseen=(*row.unseen, event.item), seen_late=row.seen_late and bool(row.unseen))
        case TermRecheckOverdueLifted():
            return replace(row, unseen=tuple(item for item in row.unseen if item != event.item))
        case VisitActConfirmed():
            unseen = tuple(item for item in row.unseen if event.act != f"recheck-{item}")
            return replace(row, unseen=unseen, seen_late=row.seen_late or unseen != row.unseen)
        case _:
            return row


def concluded(row: VisitRow, event: VisitConcluded) -> VisitRow:
    return replace(
        row,
        stage=VisitStage.CONCLUDED,
        result=event.result,
        concluded_on=event.concluded_on,
        seconds_on_site=event.seconds_on_site,
        overdue=False,
    )


def referred(row: VisitRow, item: str) -> VisitRow:
    """The row once an item was referred or forgone, which was late unless its flag was lifted before."""
    left = without(row, item)
    return replace(row, unreferred=left, referred_late=row.referred_late or left != row.unreferred)


def without(row: VisitRow, item: str) -> tuple[str, ...]:
    return tuple(other for other in row.unreferred if other != item)


def assigned(event: VisitAssigned, envelope: Envelope) -> VisitRow:
    return VisitRow(
        kind=event.kind,
        firm=event.firm,
        township=event.township,
        body=event.body,
        assigned_on=day_of(envelope),
        inspect_until=event.inspect_until,
    )


def buckets(row: VisitRow) -> frozenset[str]:
    days = {
        Kind.VISITS_ASSIGNED: row.assigned_on,
        Kind.VISITS_OPENED: row.opened_on,
        Kind.VISITS_UNMET: row.unmet_on,
        Kind.VISITS_CONCLUDED: row.concluded_on,
        Kind.VISITS_WITHDRAWN: row.withdrawn_on,
    }
    visited = [bucket for kind, day in days.items() if day for bucket in once(kind, row.township, day)]
    return frozenset([*visited, *timed(row), *numbered(Kind.VIOLATIONS, row.township, row.violations)])


def timed(row: VisitRow) -> list[str]:
    """Buckets of a visit whose time on site is known, by the minutes that it took, begun ones whole."""
    if not row.concluded_on or row.seconds_on_site is None:
        return []
    minutes = ceil(row.seconds_on_site / MINUTE)
    return once(Kind.VISITS_TIMED, row.township, row.concluded_on, str(minutes))


VISIT_ROWS = Rows(
    collection="visit_rows",
    row=VisitRow,
    topics=(VISITS.name,),
    advance=advance,
    buckets=buckets,
    indexes=("township",),
    moves=True,
)

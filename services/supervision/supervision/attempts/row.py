"""A row per refused attempt: the supervisor must see 'an officer alone, twice'; it does not keep who that was."""

from dataclasses import dataclass
from datetime import date

from chassis.consuming import Rows
from chassis.documents import ends_of
from contracts.attempts import AttemptRefused
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.judged import Judged
from contracts.places import TOWNSHIPS
from contracts.topics import REFUSALS
from contracts.values import BodyCode, TownshipCode
from supervision.counts.buckets import Kind, month_of, once


@dataclass(frozen=True, kw_only=True)
class AttemptRow:
    """`township` is that of the person's body, none for a county body."""

    service: str
    command: str
    subject: str
    rule: str
    law: str
    agency: BodyCode
    township: TownshipCode | None
    refused_on: date
    month: str
    command_label: str = ""
    rule_label: str = ""
    judged: Judged | None = None


def advance(row: AttemptRow | None, event: Event, envelope: Envelope) -> AttemptRow | None:
    """The row of an attempt; there is one event of each."""
    if not isinstance(event, AttemptRefused):
        return row
    return AttemptRow(
        service=event.service,
        command=event.command,
        subject=event.subject,
        rule=event.rule,
        law=event.law,
        agency=envelope.agency,
        township=territory_of(envelope),
        refused_on=event.refused_on,
        month=month_of(event.refused_on),
        command_label=event.command_label,
        rule_label=event.rule_label,
        judged=event.judged,
    )


def territory_of(envelope: Envelope) -> TownshipCode | None:
    """The township of the person who acted; a township's body has its township's code."""
    return envelope.township or (envelope.agency if envelope.agency in TOWNSHIPS else None)


def buckets(row: AttemptRow) -> frozenset[str]:
    """Buckets of all attempts, of those refused by the same rule, and of what became of a phone's verdict."""
    refused = [bucket for part in ("", row.rule) for bucket in once(Kind.REFUSED, row.township, row.refused_on, part)]
    judged = once(Kind(f"judged-{row.judged}"), row.township, row.refused_on) if row.judged else []
    return frozenset([*refused, *judged])


ATTEMPT_ROWS = Rows(
    collection="attempt_rows",
    row=AttemptRow,
    topics=(REFUSALS.name,),
    advance=advance,
    buckets=buckets,
    indexes=("refused_on", "township", "rule"),
    found_by=lambda row: ends_of(row.command_label, row.rule_label, row.law, row.rule),
)

"""A row per case or visit of which a phone judged commands: what became of its verdicts (docs/decisions/0050)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chassis.consuming import Rows
from contracts.cases import CaseFiled
from contracts.envelope import Envelope
from contracts.event import Event, JudgedEvent
from contracts.inspections import VisitAssigned
from contracts.judged import AS_THE_PLATFORM, Judged
from contracts.topics import CASES, VISITS
from contracts.values import CHINA, BodyCode, TownshipCode
from supervision.counts.buckets import Kind, numbered


@dataclass(frozen=True, kw_only=True)
class JudgedFact:
    """A fact of whose command a phone had judged; `on` is the day of its record."""

    sequence: int
    type: str
    on: date
    judged: Judged


@dataclass(frozen=True, kw_only=True)
class JudgedRow:
    """`facts` are all that were judged; `reasons` why some differ, `differs_on` when one did last."""

    body: BodyCode
    township: TownshipCode
    facts: tuple[JudgedFact, ...] = ()
    reasons: tuple[Judged, ...] = ()
    differs_on: date | None = None


def advance(row: JudgedRow | None, event: Event, envelope: Envelope) -> JudgedRow | None:
    if isinstance(event, CaseFiled | VisitAssigned):
        return row or JudgedRow(body=event.body, township=event.township)
    if row is None or not isinstance(event, JudgedEvent) or event.judged is None:
        return row
    on = datetime.fromisoformat(envelope.time).astimezone(CHINA).date()
    told = JudgedFact(sequence=envelope.sequence, type=event.type, on=on, judged=event.judged)
    after = replace(row, facts=(*row.facts, told))
    if event.judged in AS_THE_PLATFORM:
        return after
    return replace(after, reasons=tuple(sorted({*row.reasons, event.judged})), differs_on=on)


def buckets(row: JudgedRow) -> frozenset[str]:
    return frozenset(
        bucket
        for judged in Judged
        for bucket in numbered(counted(judged), row.township, [fact.on for fact in row.facts if fact.judged is judged])
    )


def counted(judged: Judged) -> Kind:
    return Kind(f"judged-{judged}")


JUDGED_ROWS = Rows(
    collection="judged_rows",
    row=JudgedRow,
    topics=(CASES.name, VISITS.name),
    advance=advance,
    buckets=buckets,
    indexes=("differs_on", "township", "reasons"),
)

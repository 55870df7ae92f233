"""Officers who went in place of others: only where the law lets them (X-02, X-03, X-36)."""

from collections.abc import Iterator

from contracts.inspections import (
    InspectorReplaced,
    PatrolAssigned,
    PatrolOfficerReplaced,
    ReplacementGround,
    VisitAssigned,
)
from contracts.values import CertificateNumber
from supervision.review.domain.finding import BY_LOT, RECUSAL, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known

type Sent = Published[VisitAssigned] | Published[PatrolAssigned]


def officers_sent(past: History, sent: Sent) -> tuple[CertificateNumber, ...]:
    """Return the pair that is to go, with those whom the head sent in place of others."""
    officers = sent.event.officers
    for one in past.of(InspectorReplaced, PatrolOfficerReplaced):
        officers = tuple(one.event.by if number == one.event.replaced else number for number in officers)
    return officers


def replacements(history: History, sent: Sent, known: Known) -> Iterator[Finding]:
    """Find somebody replaced who might go, and somebody sent who is recused."""
    out = set(getattr(sent.event, "recused", ()))
    for one in history.of(InspectorReplaced, PatrolOfficerReplaced):
        made = one.event
        held = (known.certificates or {}).get(made.replaced, ())
        certified = any(own.body == sent.event.body and own.counts(one.on) for own in held)
        if made.ground is ReplacementGround.RECUSAL:
            out.add(made.replaced)
        elif certified:
            yield BY_LOT.found(one, f"执法证 {made.replaced} 当日有效，仍另行指派他人代替")
        if made.by in out:
            yield RECUSAL.found(one, f"执法证 {made.by} 的执法人员须回避，仍被派去")

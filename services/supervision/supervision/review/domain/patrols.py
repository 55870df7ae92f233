"""The file of a patrol: two certified officers, who alone report and refer what they saw (X-01, X-02, X-37)."""

from collections.abc import Iterator

from contracts.inspections import PatrolAssigned, PatrolConcluded, PatrolFound, PatrolReferred
from supervision.review.domain.finding import COMPETENCE, EVIDENCE, INSPECTOR, RECORD, Finding
from supervision.review.domain.history import History
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law
from supervision.review.domain.officers import pair


def patrol(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find what is wrong with a patrol."""
    sent = history.first(PatrolAssigned)
    if not sent:
        return
    given = sent.event
    yield from pair(sent, given.officers, sent.on, given.body, known, law)
    if given.body != given.township:
        yield COMPETENCE.by("APL 22").found(sent, "巡查不在本机关辖区")
    own = [held for number in given.officers for held in (known.certificates or {}).get(number, ())]
    for one in history.of(PatrolFound, PatrolReferred, PatrolConcluded):
        if own and not any(held.person == one.actor and held.counts(one.on) for held in own):
            yield INSPECTOR.found(one, "实施巡查的人员不是持有效执法证的承办人员")
    for referred in history.of(PatrolReferred):
        past = history.before(referred)
        yield from pair(referred, referred.event.officers, referred.on, given.body, known, law)
        if referred.event.finding not in {found.event.finding for found in past.of(PatrolFound)}:
            yield EVIDENCE.found(referred, "移送的事项没有巡查发现的记录")
        if any(other.event.finding == referred.event.finding for other in past.of(PatrolReferred)):
            yield RECORD.found(referred, "同一巡查发现重复移送")
    for end in history.of(PatrolConcluded):
        for one in history.since(end).of(PatrolFound):
            yield RECORD.found(one, "巡查已经结束，仍有新的巡查发现")

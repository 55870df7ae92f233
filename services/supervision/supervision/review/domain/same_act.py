"""A fine beside another one of about the same days, which may be for the same act in other words (X-08; APL 29)."""

from collections.abc import Iterator
from datetime import timedelta

from contracts.cases import CaseFiled, PartyIdentified, PenaltyDecided, SameActJudged
from supervision.review.domain.acts import of_the_party
from supervision.review.domain.finding import ONE_FINE, Finding
from supervision.review.domain.history import History
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law


def same_act(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find a fine though an officer said that it is for the same act, or did not say so of every earlier fine.

    Which case an answer is about, only the one key knows that names them: answers are counted. The very same act is
    found by its mark.
    """
    filed = history.first(CaseFiled)
    for decision in history.of(PenaltyDecided):
        past = history.before(decision)
        named = past.last(PartyIdentified)
        if not filed or not named or not decision.event.fine:
            continue
        answers = {one.event.other: one.event.same for one in of_the_party(past).of(SameActJudged)}
        if any(answers.values()):
            yield ONE_FINE.found(decision, "已认定与另案为同一违法行为，仍予罚款")
            continue
        days = timedelta(days=law.terms_on(decision.event.decided_on).same_act_days)
        near = [
            fault
            for fault in known.faults
            if fault.fined_act not in (None, named.event.act_mark)
            and fault.id != history.id
            and fault.at < decision.at
            and named.event.marks & {fault.party, *fault.alike}
            and abs(fault.act_on - filed.event.act_on) <= days
        ]
        if len(near) > len(answers):
            what = f"当事人（或者可能为同一人）另有 {len(near)} 件时间相近的罚款，没有逐件说明是否为同一违法行为"
            yield ONE_FINE.found(decision, what)

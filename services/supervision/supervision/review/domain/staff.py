"""Officers of a case who change: one leaves, another certified one comes, and two people stay (X-01, X-02; APL 42)."""

from collections.abc import Iterator

from contracts.cases import ActConfirmed, CaseFiled, OfficerReplaced
from supervision.review.domain.acts import acts
from supervision.review.domain.finding import TWO_OFFICERS, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law
from supervision.review.domain.notice import has_left
from supervision.review.domain.officers import certificate


def staff(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find replacements of nobody or by nobody new, and confirmations of what an officer who left had recorded."""
    filed = history.first(CaseFiled)
    if not filed:
        return
    for change in history.of(OfficerReplaced):
        yield from replaced(history.before(change), change, filed, known)
    for given in history.of(ActConfirmed):
        past = history.before(given)
        act = next((one for one in acts(past) if one.event.act == given.event.act), None)
        if act and has_left(past.since(act), act.event.officers):
            yield TWO_OFFICERS.by("APL 42, 43").found(given, "该项执法活动的一名执法人员已经回避或者更换，仍作出确认")


def replaced(
    past: History, change: Published[OfficerReplaced], filed: Published[CaseFiled], known: Known
) -> Iterator[Finding]:
    made, before = change.event, past.last(OfficerReplaced)
    officers = before.event.officers if before else filed.event.officers
    if made.leaving not in officers:
        yield TWO_OFFICERS.found(change, f"执法证 {made.leaving} 不是本案承办人员，无从更换")
    staying = set(officers) - {made.leaving}
    if made.joining in officers or any(known.are_one(made.joining, number) for number in staying):
        yield TWO_OFFICERS.found(change, f"执法证 {made.joining} 的人员已是本案承办人员，实为一人执法")
    yield from certificate(change, made.joining, made.replaced_on, filed.event.body, known)

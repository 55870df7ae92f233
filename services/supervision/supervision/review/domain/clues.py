"""The file of a clue: checked in time, and filed or set aside once (X-40; APL 54)."""

from collections.abc import Iterator
from datetime import timedelta

from contracts.cases import ClueRegistered, ClueSetAside, ClueTaken
from supervision.review.domain.finding import CERTIFICATE, RECORD, TO_BE_FILED, Finding
from supervision.review.domain.history import History
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law


def clue(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find clues that lay too long, such as were answered twice, and such as nobody certified set aside."""
    received = history.first(ClueRegistered)
    if not received:
        return
    if received.event.seen_on > received.event.received_on:
        yield RECORD.found(received, "发现日期晚于收到日期")
    until = received.event.received_on + timedelta(days=law.terms_on(received.on).check_clue_days)
    answers = history.of(ClueTaken, ClueSetAside)
    for first in answers[:1]:
        if first.done_on > until:
            yield TO_BE_FILED.flagged(first, f"线索应当在 {until} 之前核查处理")
    for aside in history.of(ClueSetAside):
        if not known.is_certified(aside.actor, received.event.township, aside.done_on):
            yield CERTIFICATE.found(aside, "核查线索的人员没有本执法主体的有效执法证")
    for again in answers[1:]:
        yield RECORD.by("APL 47, 54").found(again, "线索已经处理，又作了另外的处理")

"""The lists of a power: published before they count, recalled from no day that has passed (X-04, X-41; APL 24, 47)."""

import re
from collections.abc import Iterator
from datetime import date

from contracts.cases import PowerConfirmed, PowerRecalled
from contracts.places import TOWNSHIPS
from supervision.review.domain.finding import COMPETENCE, RECORD, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Held, Law

LISTING = RECORD.by("APL 24(1), 47")
YEAR = re.compile(r"〔(\d{4})〕")


def lists(history: History, known: Known, law: Law) -> Iterator[Finding]:
    for confirmed in history.of(PowerConfirmed):
        yield from published_before(confirmed)
        if confirmed.event.sample and not law.sample:
            yield COMPETENCE.by("APL 24(1)").found(confirmed, "样例清单不是赋权依据")
        recalls = [one.event.effective_from for one in history.before(confirmed).of(PowerRecalled)]
        if confirmed.event.valid_from < max(recalls, default=date.min):
            yield COMPETENCE.by("APL 24").found(confirmed, "收回之前的日期又列入清单")
    for recalled in history.of(PowerRecalled):
        yield from taken_back(history.before(recalled), recalled, law)


def published_before(confirmed: Published[PowerConfirmed]) -> Iterator[Finding]:
    """Find a list of no document, of a day to come, or that counts before it was published."""
    made = confirmed.event
    if not made.townships or not set(made.townships) <= set(TOWNSHIPS):
        yield COMPETENCE.by("APL 24").found(confirmed, "清单没有列明乡镇，或者列有外县乡镇")
    if made.valid_until and made.valid_until < made.valid_from:
        yield COMPETENCE.by("APL 24").found(confirmed, "清单有效期先止后起")
    if made.published_on is None:
        return
    if made.published_on > confirmed.on or made.recorded_on != confirmed.on:
        yield LISTING.found(confirmed, "公布日期尚未到来，或者登记日期不是登记之日")
    if made.valid_from < made.published_on:
        yield LISTING.found(confirmed, f"清单于 {made.published_on} 公布，自 {made.valid_from} 起计")
    year = YEAR.search(made.document or "")
    if not year and not made.sample:
        yield LISTING.found(confirmed, "没有公布清单的文号")
    elif year and not made.published_on.year - 1 <= int(year[1]) <= made.published_on.year:
        yield LISTING.found(confirmed, f"文号 {made.document} 与公布日期 {made.published_on} 不符")


def taken_back(past: History, recalled: Published[PowerRecalled], law: Law) -> Iterator[Finding]:
    """Find a recall of what the law gives, of nothing, or from a day that has passed."""
    made = recalled.event
    offence = law.offence(made.power, recalled.on)
    if offence and offence.held is Held.LAW:
        yield COMPETENCE.by("APL 17, 24").found(recalled, "法律直接赋予的职权以清单收回")
    if made.effective_from < recalled.on:
        yield RECORD.found(recalled, f"自已经过去的 {made.effective_from} 起收回")
    by_the_bureau = offence and (offence.held is Held.CONFIRMATION or offence.check_before_use)
    if by_the_bureau and not past.of(PowerConfirmed):
        yield COMPETENCE.by("APL 24").found(recalled, "没有列入清单，无从收回")
    last = past.last(PowerConfirmed, PowerRecalled)
    if last and isinstance(last.event, PowerRecalled):
        yield COMPETENCE.by("APL 24").found(recalled, "已经收回，又再次收回")
    elif last and made.effective_from <= last.event.valid_from:
        yield COMPETENCE.by("APL 24").found(recalled, "收回日期不晚于清单生效之日")

"""The file of a visit: approval, officers, lot, cap, answers and what followed (X-01, X-02, X-32, X-34 to X-37)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from contracts.event import Event
from contracts.inspections import (
    Answer,
    CorrectionTermSet,
    InspectorReplaced,
    ItemAnswered,
    RectifiedOnSite,
    ReferralForgone,
    ReferralOverdue,
    TermRechecked,
    ViolationReferred,
    VisitActConfirmed,
    VisitApproved,
    VisitAssigned,
    VisitConcluded,
    VisitKind,
    VisitOpened,
    VisitPostponed,
    VisitResult,
    VisitUnmet,
)
from contracts.places import TOWNSHIPS
from supervision.review.domain.finding import (
    APPROVAL,
    BY_LOT,
    CAP,
    CERTIFICATE,
    COMPETENCE,
    EVIDENCE,
    INSPECTOR,
    ORDER_FIRST,
    RECORD,
    TO_BE_FILED,
    TWO_OFFICERS,
    Finding,
    Weight,
)
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law
from supervision.review.domain.officers import pair
from supervision.review.domain.pictures import shown_elsewhere
from supervision.review.domain.records import day_of_fact, recorded_late
from supervision.review.domain.replacements import officers_sent, replacements, standing
from supervision.review.domain.stepping_back import stepping_back

ON_SITE: Final = (ItemAnswered, RectifiedOnSite, CorrectionTermSet, TermRechecked, ViolationReferred, VisitConcluded)
DEALINGS: Final = (RectifiedOnSite, CorrectionTermSet, ViolationReferred)
BY_OFFICERS: Final = (VisitOpened, VisitUnmet, *ON_SITE)
FOLLOWS: Final[Mapping[type[Event], tuple[type[Event], ...]]] = {
    VisitOpened: (VisitApproved, VisitPostponed),
    RectifiedOnSite: (VisitOpened,),
    CorrectionTermSet: (VisitOpened,),
    VisitConcluded: (VisitOpened, RectifiedOnSite, CorrectionTermSet),
}
"""What may be recorded a few days later, and what its own day may not lie before."""
MAY_EXCEED: Final = (VisitKind.CASE,)
"""Visits on a clue may go beyond the yearly cap, and are seen by the supervisor (E-6)."""


def visit(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find what is wrong with a visit."""
    sent = history.first(VisitAssigned)
    if not sent:
        return
    yield from assigned(sent, known, law)
    yield from replacements(history, sent, known)
    yield from stepping_back(history, sent, known)
    yield from inspectors(history, sent, known)
    yield from begun(history, sent, known, law)
    yield from days(history, sent, known, law)
    yield from shown_elsewhere(history, known)
    seen = standing(history)
    yield from corrected(history)
    yield from answers(seen)
    yield from terms(seen, law)
    yield from result(seen)
    yield from left_unfulfilled(seen)


def assigned(sent: Published[VisitAssigned], known: Known, law: Law) -> Iterator[Finding]:
    """Find a pair that may not go, a firm elsewhere, no published list, and what was picked by hand (X-36)."""
    given = sent.event
    for finding in pair(sent, given.officers, sent.on, given.body, known, law):
        # Whom a lot sends was certified when it was sealed; the head replaces who is not any more.
        passed = given.draw is not None and finding.rule == CERTIFICATE.rule
        yield Finding.model_validate({**dict(finding), "weight": Weight.FLAG}) if passed else finding
    if given.body in TOWNSHIPS and given.body != given.township:
        yield COMPETENCE.by("APL 22").found(sent, "被检查的市场主体不在本机关辖区")
    if not given.item_lists:
        yield APPROVAL.found(sent, "没有依据已公布的检查事项清单")
    if given.kind is VisitKind.ROUTINE and not given.draw and not given.task:
        yield BY_LOT.found(sent, "日常检查的对象不是随机抽取产生")
    elif given.draw and known.drawn is not None and known.drawn.get(given.firm) != given.officers:
        yield BY_LOT.found(sent, "检查对象或者执法人员与抽取结果不一致")


def inspectors(history: History, sent: Published[VisitAssigned], known: Known) -> Iterator[Finding]:
    """Find acts on the visit by somebody who is none of its officers, or without a certificate that day (X-37)."""
    for one in history.of(*BY_OFFICERS):
        going = officers_sent(history.before(one), sent)
        if not known.holders(going):
            return
        own = [held for number in going for held in (known.certificates or {}).get(number, ())]
        if not any(held.person == one.actor and held.counts(one.on) for held in own):
            yield INSPECTOR.found(one, "实施检查的人员不是持有效执法证的承办人员")


def begun(history: History, sent: Published[VisitAssigned], known: Known, law: Law) -> Iterator[Finding]:
    """Find a visit without approval beforehand, by others than were sent, or above the yearly cap (X-34, X-35)."""
    for opening in history.of(VisitOpened, VisitUnmet):
        if not history.before(opening).of(VisitApproved):
            yield APPROVAL.found(opening, "检查未经负责人事先批准")
        if set(opening.event.officers) != set(officers_sent(history.before(opening), sent)):
            yield TWO_OFFICERS.found(opening, "实施检查的人员与派出的人员不一致")
        day = day_of_fact(opening.event) or opening.on
        yield from pair(opening, opening.event.officers, day, sent.event.body, known, law)
    for approval in history.of(VisitApproved):
        if approval.agency != sent.event.body:
            yield APPROVAL.found(approval, "批准检查的不是本执法主体的负责人")
    for referral in history.of(ViolationReferred):
        yield from pair(referral, referral.event.officers, referral.done_on, sent.event.body, known, law)
    opened = history.first(VisitOpened)
    for one in history.of(*ON_SITE):
        if not history.before(one).of(VisitOpened):
            yield APPROVAL.found(one, "检查尚未开始即记录检查情况")
    if opened and opened.event.counted:
        opened_on = opened.event.opened_on
        most = law.terms_on(opened_on).visits_of(sent.event.body)
        before = [place for place in known.places if place.id != history.id and place.at < opened.at]
        if len(before) >= most:
            what = f"本机关今年对该市场主体的检查已有 {len(before)} 次，上限为 {most} 次"
            yield CAP.flagged(opened, what) if sent.event.kind in MAY_EXCEED else CAP.found(opened, what)
        near = timedelta(days=law.terms_on(opened_on).visits_merged_days)
        if any(abs(opened_on - place.day) <= near for place in before):
            yield CAP.flagged(opened, f"本机关 {near.days} 日内已检查过该市场主体，两次检查应当合并进行")


def days(history: History, sent: Published[VisitAssigned], known: Known, law: Law) -> Iterator[Finding]:
    """Find what was done before what it must follow, recorded too late, or by whoever was not certified (X-41)."""
    term = sent.event.inspect_until
    for one in history.of(*FOLLOWS):
        past, day = history.before(one), day_of_fact(one.event) or one.done_on
        earlier = [day_of_fact(other.event) for other in past.of(*FOLLOWS[type(one.event)], InspectorReplaced)]
        since = max((other for other in earlier if other), default=day)
        if day < since:
            yield RECORD.found(one, f"所记日期 {day} 早于其所依据的事实（{since}）")
        if one.event.recorded_on and not isinstance(one.event, VisitOpened):
            yield from pair(one, officers_sent(past, sent), day, sent.event.body, known, law)
        yield from recorded_late(one, day, law)
        put_off = past.last(VisitPostponed)
        term = put_off.event.inspect_until if put_off else term
        if isinstance(one.event, VisitOpened | VisitConcluded) and day <= term < one.on:
            yield RECORD.flagged(one, f"检查期限至 {term}，所记日期 {day} 在期限之内，期满后的 {one.on} 才登记")


def answers(history: History) -> Iterator[Finding]:
    """Find answers altered after something was done about them, and pictures that prove nothing (X-32)."""
    for answer in history.of(ItemAnswered):
        past = history.before(answer)
        dealings = [one for one in past.of(*DEALINGS) if one.event.item == answer.event.item]
        if any(binds(past, one, answer.done_on) for one in dealings):
            yield EVIDENCE.found(answer, f"事项 {answer.event.item} 已据检查结果处理，检查结果又被更改")
    for dealing in history.of(*DEALINGS):
        if answered(history.before(dealing), dealing.event.item) is not Answer.PROBLEM:
            yield EVIDENCE.found(dealing, f"事项 {dealing.event.item} 没有发现问题的记录")
    yield from pictures(history)


def binds(past: History, dealing: Published[Any], day: date) -> bool:
    """Tell whether it still is one: a term that passed unconfirmed is none (APL 42)."""
    if not isinstance(dealing.event, CorrectionTermSet) or dealing.event.until > day:
        return True
    given = [one.event for one in past.since(dealing).of(VisitActConfirmed)]
    act, officer = f"order-{dealing.event.item}", dealing.event.officer
    return any(one.act == act and one.certificate != officer for one in given)


def corrected(history: History) -> Iterator[Finding]:
    """Find a problem that both officers had confirmed and that became none: openly, or in silence (X-40)."""
    for answer in history.of(ItemAnswered):
        past, item = history.before(answer), answer.event.item
        if answer.event.answer is Answer.PROBLEM or not agreed(past, item):
            continue
        if (answer.event.reason or "").strip():
            yield TO_BE_FILED.flagged(answer, f"事项 {item} 的问题经两人确认后更正：{answer.event.reason}")
        else:
            yield TO_BE_FILED.found(answer, f"事项 {item} 的问题经两人确认后改为其他结果，没有说明理由")


def agreed(past: History, item: str) -> bool:
    """Tell whether a problem of the item that both confirmed still stands; answers of before name no officer."""
    told = [one for one in past.of(ItemAnswered) if one.event.item == item]
    since = max((one.sequence for one in told if one.event.answer is not Answer.PROBLEM), default=0)
    standing = [one for one in told if one.sequence > since and one.event.officer]
    for one in standing:
        # What one of the two recorded alone is void once another officer goes in their place.
        ends = [*(other for other in told if other.sequence > one.sequence), *past.since(one).of(InspectorReplaced)]
        later = min((end.sequence for end in ends), default=None)
        for given in past.since(one).of(VisitActConfirmed):
            in_time = later is None or given.sequence < later
            if in_time and given.event.act == "record" and given.event.certificate != one.event.officer:
                return True
    return False


def pictures(history: History) -> Iterator[Finding]:
    """Find pictures that were there before the day that they are to show; one of the day may show two items."""
    problems, put_right = set[str](), set[str]()
    taken: dict[str, date] = {}
    for one in history.of(ItemAnswered, RectifiedOnSite, TermRechecked):
        if isinstance(one.event, ItemAnswered):
            if one.event.answer is Answer.PROBLEM:
                shown = {picture.picture for picture in one.event.pictures}
                problems |= shown
                if shown & put_right:
                    yield EVIDENCE.found(one, "整改后的照片又作为发现问题的照片")
            continue
        if isinstance(one.event, RectifiedOnSite):
            problems.add(one.event.before)
            if one.event.before in put_right:
                yield EVIDENCE.found(one, "整改后的照片又作为发现问题的照片")
            put_right.add(one.event.after)
            fresh, day = one.event.after, one.event.rectified_on
        else:
            fresh, day = one.event.picture, one.event.rechecked_on
        if fresh in problems or taken.setdefault(fresh, day) != day:
            yield EVIDENCE.found(one, "整改前后的照片相同，不能证明整改情况")


def answered(past: History, item: str) -> Answer | None:
    given = [one.event.answer for one in past.of(ItemAnswered) if one.event.item == item]
    return given[-1] if given else None


def terms(history: History, law: Law) -> Iterator[Finding]:
    """Find orders without a sensible term, and re-checks of no order or before its term passed (APL 28(1))."""
    for order in history.of(CorrectionTermSet):
        given = order.event
        longest = given.ordered_on + timedelta(days=law.terms_on(given.ordered_on).correct_days_at_most)
        if not given.ordered_on < given.until <= longest:
            yield ORDER_FIRST.found(order, f"改正期限至 {given.until}，不是合理的期限")
    for recheck in history.of(TermRechecked):
        told = [o for o in history.before(recheck).of(CorrectionTermSet) if o.event.item == recheck.event.item]
        if not told:
            yield ORDER_FIRST.found(recheck, "没有责令限期改正即进行复查")
        elif recheck.event.rechecked_on < told[-1].event.ordered_on:
            yield ORDER_FIRST.found(recheck, f"复查日期早于责令改正的日期 {told[-1].event.ordered_on}")
        elif not recheck.event.fulfilled and recheck.event.rechecked_on <= told[-1].event.until:
            yield ORDER_FIRST.found(recheck, f"改正期限至 {told[-1].event.until}，期满前不得认定未改正")
        else:
            yield from recorded_late(recheck, recheck.event.rechecked_on, law)


def left_unfulfilled(history: History) -> Iterator[Finding]:
    """Find an order that stayed unfulfilled and came to nothing, and reasons for not referring what nobody saw."""
    for late in history.of(ReferralOverdue):
        later = history.since(late).of(ViolationReferred, ReferralForgone)
        if not any(one.event.item == late.event.item for one in later):
            yield TO_BE_FILED.flagged(late, f"事项 {late.event.item} 经复查未改正，逾期没有移送")
    for forgone in history.of(ReferralForgone):
        past = history.before(forgone).of(TermRechecked)
        if not any(one.event.item == forgone.event.item and not one.event.fulfilled for one in past):
            yield RECORD.found(forgone, f"事项 {forgone.event.item} 没有未改正的复查结果")


def result(history: History) -> Iterator[Finding]:
    """Find problems that nothing was done about, a result that the answers do not bear out, and acts after the end."""
    for end in history.of(VisitConcluded):
        past = history.before(end)
        items = {one.event.item for one in past.of(ItemAnswered)}
        problems = {item for item in items if answered(past, item) is Answer.PROBLEM}
        settled = {one.event.item for one in past.of(*DEALINGS)}
        if problems - settled:
            yield TO_BE_FILED.by("APL 28(1), 54(2)").found(end, "检查发现的问题没有整改、责令改正或者移送")
        if (end.event.answered, end.event.problems) != (len(items), len(problems)):
            yield EVIDENCE.found(end, "检查结果的事项数或者问题数与逐项记录不一致")
        elif end.event.result is not gravest(past):
            yield EVIDENCE.found(end, "检查结果与逐项记录不一致")
    over: Published[Any] | None = history.first(VisitConcluded, VisitUnmet)
    for one in history.since(over).of(ItemAnswered, RectifiedOnSite, CorrectionTermSet) if over else ():
        yield RECORD.found(one, "检查已经结束，仍有新的检查记录")


def gravest(past: History) -> VisitResult:
    """Return the gravest thing that was done about a problem (I-11)."""
    if past.of(ViolationReferred):
        return VisitResult.REFERRED
    if past.of(CorrectionTermSet):
        return VisitResult.ORDERED
    return VisitResult.RECTIFIED if past.of(RectifiedOnSite) else VisitResult.CLEAN

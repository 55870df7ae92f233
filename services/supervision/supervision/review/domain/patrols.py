"""The file of a patrol: two certified officers, who alone report and refer what they saw (X-01, X-02, X-37)."""

from collections.abc import Iterator

from contracts.inspections import (
    PatrolAssigned,
    PatrolConcluded,
    PatrolFindingConfirmed,
    PatrolFindingSetAside,
    PatrolFound,
    PatrolReferred,
)
from supervision.review.domain.finding import (
    COMPETENCE,
    EVIDENCE,
    INSPECTOR,
    RECORD,
    TO_BE_FILED,
    TWO_OFFICERS,
    Finding,
)
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law
from supervision.review.domain.officers import certificate, pair
from supervision.review.domain.pictures import shown_elsewhere
from supervision.review.domain.records import recorded_late
from supervision.review.domain.replacements import came_after, officers_sent, replacements
from supervision.review.domain.stepping_back import stepping_back


def patrol(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find what is wrong with a patrol."""
    sent = history.first(PatrolAssigned)
    if not sent:
        return
    given = sent.event
    yield from pair(sent, given.officers, sent.on, given.body, known, law)
    if given.body != given.township:
        yield COMPETENCE.by("APL 22").found(sent, "巡查不在本机关辖区")
    yield from replacements(history, sent, known)
    yield from stepping_back(history, sent, known)
    yield from shown_elsewhere(history, known)
    for one in history.of(PatrolFound, PatrolReferred, PatrolFindingSetAside, PatrolConcluded):
        going = officers_sent(history.before(one), sent)
        own = [held for number in going for held in (known.certificates or {}).get(number, ())]
        if own and not any(held.person == one.actor and held.counts(one.on) for held in own):
            yield INSPECTOR.found(one, "实施巡查的人员不是持有效执法证的承办人员")
    for seen in history.of(PatrolFound):
        yield from recorded_late(seen, seen.event.found_on, law)
        yield from shown_before(history.before(seen), seen)
    for confirmed in history.of(PatrolFindingConfirmed):
        yield from by_another(history.before(confirmed), confirmed, sent, known)
    for referred in history.of(PatrolReferred):
        past = history.before(referred)
        yield from seen_by_two(past, referred)
        yield from pair(referred, referred.event.officers, referred.done_on, given.body, known, law)
        if referred.event.finding not in {found.event.finding for found in past.of(PatrolFound)}:
            yield EVIDENCE.found(referred, "移送的事项没有巡查发现的记录")
        if any(other.event.finding == referred.event.finding for other in past.of(PatrolReferred)):
            yield RECORD.found(referred, "同一巡查发现重复移送")
        if any(other.event.finding == referred.event.finding for other in past.of(PatrolFindingSetAside)):
            yield RECORD.found(referred, "已经决定不予移送的巡查发现又被移送")
    for aside in history.of(PatrolFindingSetAside):
        yield from put_aside(history.before(aside), aside)
    for end in history.of(PatrolConcluded):
        yield from left_open(history, end)
        for one in history.since(end).of(PatrolFound):
            yield RECORD.found(one, "巡查已经结束，仍有新的巡查发现")


def shown_before(past: History, seen: Published[PatrolFound]) -> Iterator[Finding]:
    """Find a picture that showed another place or day on the same patrol, unless that came to nothing (X-32)."""
    gone = {one.event.finding for one in past.of(PatrolFindingSetAside) if one.event.same_as is None}
    shown = [one.event for one in past.of(PatrolFound) if one.event.finding not in gone]
    now = seen.event
    if any(one.picture == now.picture and (one.place, one.found_on) != (now.place, now.found_on) for one in shown):
        yield EVIDENCE.found(seen, "照片此前已经用于本次巡查在另一地点或者另一日的发现")


def put_aside(past: History, aside: Published[PatrolFindingSetAside]) -> Iterator[Finding]:
    """Find what was set aside though it was never found or referred before, or joined to what is set aside."""
    finding, same = aside.event.finding, aside.event.same_as
    settled = {one.event.finding for one in past.of(PatrolReferred, PatrolFindingSetAside)}
    if found_as(past, finding) is None or finding in settled:
        yield RECORD.found(aside, "不予移送的巡查发现不存在，或者已经移送、处理")
    joined = {one.event.finding for one in past.of(PatrolFindingSetAside) if one.event.same_as == finding}
    if same is None and joined - set(aside.event.joined):
        yield TO_BE_FILED.found(aside, "已有其他巡查发现合并到本项，本项不予移送时没有写明")
    if same == finding or same in {one.event.finding for one in past.of(PatrolFindingSetAside)}:
        yield TO_BE_FILED.found(aside, "合并到的巡查发现就是其自身，或者已经不予移送")


def by_another(
    past: History, confirmed: Published[PatrolFindingConfirmed], sent: Published[PatrolAssigned], known: Known
) -> Iterator[Finding]:
    """Find a confirmation of nothing, by the one who recorded it, by a stranger, or from another one's session."""
    number = confirmed.event.certificate
    found = found_as(past, confirmed.event.finding)
    if found is None:
        yield TWO_OFFICERS.found(confirmed, "确认的巡查发现不存在")
        return
    recorder = found.event.officer
    same = number == recorder or (recorder and known.are_one(number, recorder))
    if number not in officers_sent(past, sent) or same:
        yield TWO_OFFICERS.found(confirmed, "确认人不是巡查的另一名执法人员")
        return
    if came_after(past, found, number, known):
        yield TWO_OFFICERS.found(confirmed, "确认人在该发现登记之后才接替巡查，当时不在场")
    for day in sorted({found.event.found_on, confirmed.event.confirmed_on}):
        yield from certificate(confirmed, number, day, sent.event.body, known)
    holders = known.holders([number])
    if holders and confirmed.actor not in holders:
        yield TWO_OFFICERS.found(confirmed, "确认不是由另一名执法人员本人作出")


def left_open(history: History, end: Published[PatrolConcluded]) -> Iterator[Finding]:
    """Find what was seen and came to nothing, though the patrol is over (X-40)."""
    referred = {one.event.finding for one in history.of(PatrolReferred, PatrolFindingSetAside)}
    seen = {one.event.finding for one in history.of(PatrolFindingConfirmed)}
    open_ones = [one.event.finding for one in history.of(PatrolFound) if one.event.finding not in referred]
    if unseen := [finding for finding in open_ones if finding not in seen]:
        yield TO_BE_FILED.flagged(end, f"有 {len(unseen)} 项巡查发现未经另一名执法人员确认，也没有移送")
    if confirmed := [finding for finding in open_ones if finding in seen]:
        yield TO_BE_FILED.flagged(end, f"有 {len(confirmed)} 项巡查发现没有移送")


def seen_by_two(past: History, referred: Published[PatrolReferred]) -> Iterator[Finding]:
    """Find a referral of what one officer saw (APL 42); a finding of before, which names no officer, shows nothing."""
    found = found_as(past, referred.event.finding)
    if found is None or found.event.officer is None:
        return
    seen = {
        one.event.certificate for one in past.of(PatrolFindingConfirmed) if one.event.finding == found.event.finding
    }
    if not seen - {found.event.officer}:
        yield TWO_OFFICERS.found(referred, "移送的巡查发现未经另一名执法人员确认")
    elif referred.event.confirmed_by not in {None, *seen}:
        yield TWO_OFFICERS.found(referred, "所记的确认人没有作出确认")


def found_as(past: History, finding: str) -> Published[PatrolFound] | None:
    return next((one for one in past.of(PatrolFound) if one.event.finding == finding), None)

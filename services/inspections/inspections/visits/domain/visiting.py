"""The visit itself: open, find nobody, put off, be late, conclude (Doc 54; OBE 54)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from contracts.inspections import (
    ReferralOverdue,
    TermRecheckOverdue,
    UnmetReason,
    VisitConcluded,
    VisitEvent,
    VisitOpened,
    VisitOverdue,
    VisitOverdueLifted,
    VisitPostponed,
    VisitResult,
    VisitUnmet,
)
from contracts.refusal import Category, Rule, refuse
from contracts.values import Day, Number, Text
from inspections.caps.domain.visit_caps import caps_on, counts
from inspections.days.inspection_terms import check_inspect_until
from inspections.items.domain import ItemLists, items_on, published_list
from inspections.officers.domain import check_officers
from inspections.visits.domain.demands import (
    UNCONFIRMED,
    check_acting,
    check_confirmed,
    check_confirmed_today,
    check_head,
    check_held,
    check_open,
    check_pending,
    check_sent,
    check_unopened,
    day_of_act,
)
from inspections.visits.domain.facts import Facts, HeadsCommand, OfficersCommand
from inspections.visits.domain.reserved import Reserved
from inspections.visits.domain.visit import Visit

LONGEST_ON_SITE = 86_400
"""Seconds; a device that measured more was left on, or its clock was set."""

NOT_LATER = Rule("inspections/not-later", "延期后的截止日应晚于 {until} 和今日", category=Category.MALFORMED)
UNANSWERED = Rule(
    "inspections/items-unanswered",
    "还有 {count} 项未检查：{items}",
    law="国发〔2019〕5号 三(六)",
    remedy="请逐项记录检查结果",
)
UNSETTLED = Rule(
    "inspections/problems-unsettled",
    "存在问题的 {items} 尚未处理",
    law="APL 28(1), 33; 国发〔2019〕5号 三(七)",
    remedy="现场整改、责令限期改正或移送立案",
)


class OpenVisit(OfficersCommand):
    """The officers stand in the firm and have shown their certificates (APL 55), on `opened_on` (None: today)."""

    opened_on: Day | None = None


class MarkUnmet(OfficersCommand):
    reason: UnmetReason
    note: Text


class PostponeVisit(HeadsCommand):
    inspect_until: Day
    reason: Text


class ConcludeVisit(OfficersCommand):
    """The result was told to the firm; `concluded_on` is the day (None: today).

    `seconds_on_site` is what the device measured since the opening.
    """

    concluded_on: Day | None = None
    seconds_on_site: Annotated[Number, Field(ge=1, le=LONGEST_ON_SITE)] | None = None


def open_visit(visit: Visit, command: OpenVisit, facts: Facts) -> list[VisitEvent]:
    """Open an approved visit, by the two assigned officers, both certified on its day (APL 42, 55; Doc 54)."""
    check_sent(visit, facts)
    approved = check_pending(visit)
    check_acting(visit, facts)
    put_off = visit.postponed.postponed_on if visit.postponed else approved.approved_on
    opened_on = day_of_act(visit, command.opened_on, facts, since=max(approved.approved_on, put_off))
    counted = counts(caps_on(facts.caps, opened_on), visit.assigned.kind, visit.reason)
    if counted:
        check_held(facts, Reserved.CAP, str(opened_on.year))
    return [
        *lifted(visit, opened_on, facts.recorded_on),
        VisitOpened(
            opened_on=opened_on,
            officers=visit.officers,
            counted=counted,
            officer=facts.caller,
            rests_on=facts.rests_on,
            recorded_on=facts.recorded_on,
        ),
    ]


def mark_unmet(visit: Visit, command: MarkUnmet, facts: Facts) -> list[VisitEvent]:
    """End a visit on which the two officers could not inspect: the firm was not found, closed, or refused."""
    check_sent(visit, facts)
    check_pending(visit)
    assigned = visit.assigned
    check_acting(visit, facts)
    check_officers(visit.officers, assigned.body, facts.holders, facts.on)
    confirmed = check_confirmed_today(visit, facts)
    return [
        *lifted(visit, facts.on, facts.recorded_on),
        VisitUnmet(
            reason=command.reason,
            firm=assigned.firm,
            township=assigned.township,
            officers=visit.officers,
            unmet_on=facts.on,
            note=command.note,
            officer=facts.caller,
            confirmed_by=confirmed.certificate,
        ),
    ]


def postpone_visit(visit: Visit, command: PostponeVisit, facts: Facts) -> list[VisitEvent]:
    """Put the visit off to a day after both its term and today, within the published time since it was assigned."""
    check_head(visit, facts)
    check_unopened(visit)
    if command.inspect_until <= max(visit.inspect_until, facts.on):
        refuse(NOT_LATER, until=visit.inspect_until)
    check_inspect_until(command.inspect_until, facts.inspection_terms, visit.put_off_since)
    return [VisitPostponed(inspect_until=command.inspect_until, postponed_on=facts.on, reason=command.reason)]


def conclude_visit(visit: Visit, command: ConcludeVisit, facts: Facts) -> list[VisitEvent]:
    """End the visit once every item is answered, every problem dealt with, and all of it confirmed (APL 42).

    The gravest dealing is the result.
    """
    check_sent(visit, facts)
    opened = check_open(visit)
    assigned = visit.assigned
    check_acting(visit, facts)
    answered = {answer.item for answer in visit.answers}
    wanted = wanted_items(visit, opened.opened_on, facts.item_lists)
    if missing := [item for item in wanted if item not in answered]:
        refuse(UNANSWERED, count=len(missing), items="、".join(missing[:5]))
    if unsettled := [item for item in visit.problems() if item not in visit.dealt_with(facts.on)]:
        refuse(UNSETTLED, items="、".join(unsettled))
    if visit.unconfirmed():
        refuse(UNCONFIRMED, what="责令改正")
    confirmed = check_confirmed(visit, facts)
    concluded_on = day_of_act(visit, command.concluded_on, facts, since=visit.last_done_on)
    return [
        *lifted(visit, concluded_on, facts.recorded_on),
        VisitConcluded(
            result=result(visit),
            kind=assigned.kind,
            firm=assigned.firm,
            township=assigned.township,
            officers=visit.officers,
            answered=len(answered),
            problems=len(visit.problems()),
            concluded_on=concluded_on,
            task=assigned.task,
            officer=facts.caller,
            confirmed_by=confirmed.certificate,
            recorded_on=facts.recorded_on,
            seconds_on_site=command.seconds_on_site,
        ),
    ]


def wanted_items(visit: Visit, on: date, item_lists: ItemLists) -> list[str]:
    """The codes of all items on the visit's lists, as published on the day."""
    lists = [published_list(item_lists, code, on) for code in visit.assigned.item_lists]
    return [item.code for item_list in lists for item in items_on(item_list, on)]


def result(visit: Visit) -> VisitResult:
    """The gravest thing that was done about a problem."""
    if visit.referred:
        return VisitResult.REFERRED
    if visit.terms:
        return VisitResult.ORDERED
    return VisitResult.RECTIFIED if visit.rectified else VisitResult.CLEAN


def flag_overdue(visit: Visit, command: None, on: date) -> list[VisitEvent]:
    """Flag the visit, its re-checks and referrals as late, each once, after their days; all may still be done."""
    township, until = visit.assigned.township, visit.conclude_until
    late: list[VisitEvent] = []
    if not visit.over and not visit.overdue and on > until:
        late.append(VisitOverdue(until=until, noticed_on=on, township=township))
    late += [
        TermRecheckOverdue(item=item, until=last, noticed_on=on, township=township)
        for item, last in visit.unseen_orders().items()
        if on > last
    ]
    return late + [
        ReferralOverdue(item=item, until=last, noticed_on=on, township=township)
        for item, last in visit.late_soon().items()
        if on > last
    ]


def lifted(visit: Visit, day: date, on: date) -> list[VisitEvent]:
    """Lift the flag of a visit that was begun or concluded in time, which becomes known now."""
    late = visit.overdue
    return [VisitOverdueLifted(until=late.until, lifted_on=on)] if late and day <= late.until else []

"""Items, and what is done about a problem (现场整改, 责令限期改正, 移送立案)."""

from datetime import date

from contracts.inspections import (
    Answer,
    CorrectionTermSet,
    ItemAnswered,
    RectifiedOnSite,
    TermRechecked,
    ViolationReferred,
    VisitEvent,
    VisitOpened,
)
from contracts.refusal import Category, Rule, refuse
from contracts.values import Command, Sha256, Text, Word
from inspections.domain.facts import Facts
from inspections.domain.items import Item, ItemCode, published_item, published_list
from inspections.domain.officers import check_caller, check_pair
from inspections.domain.visit import Visit
from inspections.domain.visiting import NOT_OPENED, check_open

NO_PROBLEM = Rule("inspections/no-problem", "事项 {item} 未记录问题", remedy="请先记录检查结果为有问题")
NOT_RECTIFIABLE = Rule(
    "inspections/not-rectifiable",
    "事项 {item} 不属于可以现场整改的轻微问题",
    law="APL 33(1), 54(2)",
    remedy="责令限期改正或移送立案",
)
DEALT_WITH = Rule("inspections/already-dealt-with", "事项 {item} 已经处理", category=Category.CONFLICT)
TERM_TOO_SHORT = Rule("inspections/term-too-short", "改正期限应晚于今日", law="APL 28(1)", category=Category.MALFORMED)
NO_TERM = Rule("inspections/no-term", "事项 {item} 没有责令限期改正", law="APL 28(1)")
TERM_RUNS = Rule(
    "inspections/term-runs",
    "改正期限至 {until}，期满前不能认定未改正",
    law="APL 28(1)",
    remedy="期满后复查，或确认已改正",
)
RECHECKED = Rule("inspections/already-rechecked", "事项 {item} 已经复查", category=Category.CONFLICT)


class AnswerItem(Command):
    item: ItemCode
    answer: Answer
    note: Text | None = None


class RectifyOnSite(Command):
    """Pictures before and after, by the hash of the uploaded file."""

    item: ItemCode
    before: Sha256
    after: Sha256


class SetCorrectionTerm(Command):
    item: ItemCode
    demand: Text
    until: date


class RecheckTerm(Command):
    item: ItemCode
    fulfilled: bool
    picture: Sha256


class ReferViolation(Command):
    item: ItemCode
    place: Word


def answer_item(visit: Visit, command: AnswerItem, facts: Facts) -> list[VisitEvent]:
    """Only what was published when the visit began; the newest answer counts (X-34)."""
    opened = check_open(visit)
    check_caller(opened.officers, facts)
    item_of(visit, command.item, opened.opened_on, facts)
    return [ItemAnswered(item=command.item, answer=command.answer, note=command.note or "")]


def rectify_on_site(visit: Visit, command: RectifyOnSite, facts: Facts) -> list[VisitEvent]:
    """Slight, put right at once, without harm (APL 33(1))."""
    item = problem(visit, command.item, facts)
    if not item.rectifiable:
        refuse(NOT_RECTIFIABLE, item=command.item)
    return [
        RectifiedOnSite(item=command.item, before=command.before, after=command.after, rectified_on=facts.on),
    ]


def set_correction_term(visit: Visit, command: SetCorrectionTerm, facts: Facts) -> list[VisitEvent]:
    """An order to correct with a term (APL 28(1))."""
    problem(visit, command.item, facts)
    if command.until <= facts.on:
        refuse(TERM_TOO_SHORT)
    return [
        CorrectionTermSet(item=command.item, demand=command.demand, ordered_on=facts.on, until=command.until),
    ]


def recheck_term(visit: Visit, command: RecheckTerm, facts: Facts) -> list[VisitEvent]:
    """Fulfilled at any time; not fulfilled only once the term is over. No new visit, no place (E-6)."""
    opened = visit.opened or refuse(NOT_OPENED)
    check_caller(opened.officers, facts)
    check_pair(opened.officers, visit.assigned.body, facts)
    term = next((term for term in visit.terms if term.item == command.item), None) or refuse(NO_TERM, item=command.item)
    if term not in visit.open_terms():
        refuse(RECHECKED, item=command.item)
    if not command.fulfilled and facts.on <= term.until:
        refuse(TERM_RUNS, until=term.until)
    return [
        TermRechecked(item=command.item, fulfilled=command.fulfilled, rechecked_on=facts.on, picture=command.picture)
    ]


def refer_violation(visit: Visit, command: ReferViolation, facts: Facts) -> list[VisitEvent]:
    """A problem becomes a matter for a case: at once, or when its term passed unfulfilled (I-11)."""
    failed = any(recheck.item == command.item and not recheck.fulfilled for recheck in visit.rechecks)
    referred = any(fact.item == command.item for fact in visit.referred)
    if failed and not referred:
        opened = visit.opened or refuse(NOT_OPENED)
        check_caller(opened.officers, facts)
        item = item_of(visit, command.item, opened.opened_on, facts)
    else:
        item = problem(visit, command.item, facts)
    fact = visit.assigned
    return [
        ViolationReferred(
            finding=facts.id,
            item=command.item,
            power=item.power,
            firm=fact.firm,
            body=fact.body,
            township=fact.township,
            found_on=visit.opened.opened_on if visit.opened else facts.on,
            place=command.place,
            officers=fact.officers,
        )
    ]


def problem(visit: Visit, code: str, facts: Facts) -> Item:
    """The item, if it stands as a problem that nothing was done about."""
    opened: VisitOpened = check_open(visit)
    check_caller(opened.officers, facts)
    item = item_of(visit, code, opened.opened_on, facts)
    if code not in visit.problems():
        refuse(NO_PROBLEM, item=code)
    if code in visit.dealt_with():
        refuse(DEALT_WITH, item=code)
    return item


def item_of(visit: Visit, code: str, on: date, facts: Facts) -> Item:
    """The item as it was published when the visit began, on one of the visit's own lists."""
    lists = [published_list(facts.item_lists, name, on) for name in visit.assigned.item_lists]
    return published_item(lists, code, on)

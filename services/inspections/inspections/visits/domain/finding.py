"""What is done about a problem at the firm (现场整改, 责令限期改正), and the look at it afterwards."""

from collections.abc import Collection, Iterable
from datetime import date

from contracts.event import ActEvent
from contracts.inspections import (
    CorrectionTermSet,
    RectifiedOnSite,
    TermRechecked,
    VisitEvent,
)
from contracts.refusal import Category, Rule, refuse
from contracts.shot import GivenShot, published_shot
from contracts.values import Day, FileHash, PublicText, Sha256
from inspections.items.domain import Item, ItemCode, ItemLists, published_item, published_list
from inspections.visits.domain.correction_terms import check_term, refer_by
from inspections.visits.domain.demands import (
    UNCONFIRMED,
    check_acting,
    check_held,
    check_open,
    check_opened,
    check_sent,
    day_of_act,
)
from inspections.visits.domain.facts import Facts, OfficersCommand
from inspections.visits.domain.reserved import Reserved
from inspections.visits.domain.visit import Visit, order_act

NO_PROBLEM = Rule("inspections/no-problem", "事项 {item} 未记录问题", remedy="请先记录检查结果为有问题")
NOT_RECTIFIABLE = Rule(
    "inspections/not-rectifiable",
    "事项 {item} 不属于可以现场整改的轻微问题",
    law="APL 33(1), 54(2)",
    remedy="责令限期改正或移送立案",
)
SAME_PICTURE = Rule(
    "inspections/same-picture",
    "照片与此前登记的照片相同，不能证明整改情况",
    law="APL 46, 47",
    remedy="请上传整改后另行拍摄的照片",
)
DEALT_WITH = Rule("inspections/already-dealt-with", "事项 {item} 已经处理", category=Category.CONFLICT)
NO_TERM = Rule("inspections/no-term", "事项 {item} 没有责令限期改正", law="APL 28(1)")
TERM_RUNS = Rule(
    "inspections/term-runs",
    "改正期限至 {until}，期满前不能认定未改正",
    law="APL 28(1)",
    remedy="期满后复查，或确认已改正",
)
RECHECKED = Rule("inspections/already-rechecked", "事项 {item} 已经复查", category=Category.CONFLICT)


class RectifyOnSite(OfficersCommand):
    """Pictures before and after, by the hash of the uploaded file; `rectified_on` is the day (None: today)."""

    item: ItemCode
    before: FileHash
    after: FileHash
    rectified_on: Day | None = None
    before_shot: GivenShot | None = None
    after_shot: GivenShot | None = None

    def quoted(self) -> Collection[Sha256]:
        return (self.before,)

    def follows(self, visit: Visit) -> Iterable[ActEvent]:
        return visit.looked_at(self.item)


class SetCorrectionTerm(OfficersCommand):
    """`ordered_on` is the day on which the firm was told (None: today)."""

    item: ItemCode
    demand: PublicText
    until: Day
    ordered_on: Day | None = None

    def follows(self, visit: Visit) -> Iterable[ActEvent]:
        return visit.looked_at(self.item)


class RecheckTerm(OfficersCommand):
    """`rechecked_on` is the day on which the officers looked (None: today)."""

    item: ItemCode
    fulfilled: bool
    picture: FileHash
    rechecked_on: Day | None = None
    picture_shot: GivenShot | None = None

    def follows(self, visit: Visit) -> Iterable[ActEvent]:
        """The order, and the other officer's confirmation of it."""
        orders = (one for one in visit.terms if one.item == self.item)
        given = (one for one in visit.confirmations if one.act == order_act(self.item))
        return (*visit.looked_at(self.item), *orders, *given)


def rectify_on_site(visit: Visit, command: RectifyOnSite, facts: Facts) -> list[VisitEvent]:
    """Record that a slight problem was put right at once, without harm (APL 33(1))."""
    item = open_problem(visit, command.item, facts)
    if not item.rectifiable:
        refuse(NOT_RECTIFIABLE, item=command.item)
    rectified_on = day_of_act(visit, command.rectified_on, facts, since=check_open(visit).opened_on)
    put_right = {fact.after for fact in visit.rectified}
    if command.after in {command.before, *visit.pictures_besides(rectified_on)} or command.before in put_right:
        refuse(SAME_PICTURE)
    check_held(facts, Reserved.PICTURE, command.before, command.after)
    return [
        RectifiedOnSite(
            item=command.item,
            before=command.before,
            after=command.after,
            rectified_on=rectified_on,
            officer=facts.caller,
            recorded_on=facts.recorded_on,
            before_shot=published_shot(command.before_shot),
            after_shot=published_shot(command.after_shot),
        ),
    ]


def set_correction_term(visit: Visit, command: SetCorrectionTerm, facts: Facts) -> list[VisitEvent]:
    """Order the firm to correct a problem within a term (APL 28(1))."""
    open_problem(visit, command.item, facts)
    ordered_on = day_of_act(visit, command.ordered_on, facts, since=check_open(visit).opened_on)
    recheck_until = check_term(command.until, facts.correction_terms, ordered_on, today=facts.recorded_on)
    return [
        CorrectionTermSet(
            item=command.item,
            demand=command.demand,
            ordered_on=ordered_on,
            until=command.until,
            recheck_until=recheck_until,
            officer=facts.caller,
            recorded_on=facts.recorded_on,
        ),
    ]


def recheck_term(visit: Visit, command: RecheckTerm, facts: Facts) -> list[VisitEvent]:
    """Record whether an order was fulfilled; 'not' only after its term. No new visit, so it takes no place (E-6)."""
    check_sent(visit, facts)
    check_opened(visit)
    check_acting(visit, facts)
    term = visit.orders.get(command.item) or refuse(NO_TERM, item=command.item)
    rechecked_on = day_of_act(visit, command.rechecked_on, facts, since=term.ordered_on)
    if term not in visit.open_terms():
        refuse(RECHECKED, item=command.item)
    if not visit.counts(order_act(command.item), term.officer):
        refuse(UNCONFIRMED, what=f"事项 {command.item} 的责令改正")
    if not command.fulfilled and rechecked_on <= term.until:
        refuse(TERM_RUNS, until=term.until)
    if command.picture in visit.pictures_besides(rechecked_on):
        refuse(SAME_PICTURE)
    check_held(facts, Reserved.PICTURE, command.picture)
    return [
        TermRechecked(
            item=command.item,
            fulfilled=command.fulfilled,
            rechecked_on=rechecked_on,
            picture=command.picture,
            officer=facts.caller,
            recorded_on=facts.recorded_on,
            refer_until=None if command.fulfilled else refer_by(facts.correction_terms, rechecked_on),
            picture_shot=published_shot(command.picture_shot),
        )
    ]


def open_problem(visit: Visit, code: str, facts: Facts) -> Item:
    """The item of a problem that nothing was done about yet; refuses NO_PROBLEM or DEALT_WITH otherwise."""
    check_sent(visit, facts)
    opened = check_open(visit)
    check_acting(visit, facts)
    item = visit_item(visit, code, opened.opened_on, facts.item_lists)
    if code not in visit.problems():
        refuse(NO_PROBLEM, item=code)
    if code in visit.dealt_with(facts.on):
        refuse(DEALT_WITH, item=code)
    return item


def visit_item(visit: Visit, code: str, on: date, item_lists: ItemLists) -> Item:
    """The item as published on the day, on one of the visit's own lists; refuses any other."""
    lists = [published_list(item_lists, name, on) for name in visit.assigned.item_lists]
    return published_item(lists, code, on)

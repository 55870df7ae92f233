"""Answers to the items, and what is done about a problem at the firm (现场整改, 责令限期改正)."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from contracts.event import ActEvent
from contracts.inspections import (
    Answer,
    CorrectionTermSet,
    ItemAnswered,
    RectifiedOnSite,
    TermRechecked,
    VisitEvent,
)
from contracts.refusal import Category, Refusal, Rule, refuse
from contracts.shot import GivenPicture, GivenShot, published_shot
from contracts.values import Day, FileHash, PublicText, Sha256, Text, Value
from inspections.items.domain import ITEM_NOT_PUBLISHED, Item, ItemCode, ItemLists, published_item, published_list
from inspections.visits.domain.correction_terms import check_term, refer_by
from inspections.visits.domain.demands import (
    UNCONFIRMED,
    check_acting,
    check_held,
    check_open,
    check_opened,
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
FROZEN = Rule(
    "inspections/answer-frozen",
    "事项 {item} 已据检查结果作出处理，检查结果不得更改",
    law="APL 46, 47",
    remedy="新的情况另行登记整改、复查结果或者移送",
)
PROBLEM_STANDS = Rule(
    "inspections/confirmed-problem",
    "事项 {item} 的问题已经两名执法人员确认，不得径行改为其他结果",
    law="APL 46, 47, 54(2)",
    remedy="确系误记的，填写更正的理由；原结果一并保留，由负责人和监督机构查看",
)
NOT_ANSWERED = Rule(
    "inspections/answers-refused",
    "有 {count} 项不能填写，全部未予记录：{items}",
    law="APL 46, 47; 国办发〔2024〕54号",
    remedy="更正或者去掉这些事项后重新提交",
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


MOST_OF_ONE = 4
MOST_AT_ONCE = 40
"""Pictures of one answer, and of all answers that are given together: each of them is claimed."""


class GivenAnswer(Value):
    """`reason` is why a problem that both officers confirmed is none; it is published."""

    item: ItemCode
    answer: Answer
    note: Text | None = None
    reason: PublicText | None = None
    pictures: Annotated[tuple[GivenPicture, ...], Field(max_length=MOST_OF_ONE)] = ()


def few_pictures(answers: tuple[GivenAnswer, ...]) -> tuple[GivenAnswer, ...]:
    """Return the answers; raise ValueError if they carry more pictures than can be claimed at once."""
    if sum(len(one.pictures) for one in answers) > MOST_AT_ONCE:
        raise ValueError(f"一次最多提交 {MOST_AT_ONCE} 张照片，请分次登记")
    return answers


class AnswerItem(GivenAnswer, OfficersCommand):
    """One item."""

    def follows(self, visit: Visit) -> Iterable[ActEvent]:
        return visit.looked_at(self.item)


class AnswerItems(OfficersCommand):
    """Many items at once: all of them or none."""

    answers: Annotated[tuple[GivenAnswer, ...], Field(min_length=1, max_length=200), AfterValidator(few_pictures)]

    def follows(self, visit: Visit) -> Iterable[ActEvent]:
        return visit.looked_at(*(one.item for one in self.answers))


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


def answer_item(visit: Visit, command: AnswerItem, facts: Facts) -> list[VisitEvent]:
    """Answer an item that was published when the visit began (X-34).

    The newest answer counts, until something is done about the problem: what rests on an answer keeps it.
    """
    return [answered(visit, command, facts)]


def answered(visit: Visit, given: GivenAnswer, facts: Facts) -> ItemAnswered:
    opened = check_open(visit)
    check_acting(visit, facts)
    visit_item(visit, given.item, opened.opened_on, facts.item_lists)
    if given.item in visit.dealt_with(facts.on):
        refuse(FROZEN, item=given.item)
    check_pictures(visit, given)
    corrects = given.answer is not Answer.PROBLEM and given.item in visit.agreed
    if corrects and not given.reason:
        refuse(PROBLEM_STANDS, item=given.item)
    return ItemAnswered(
        item=given.item,
        answer=given.answer,
        note=given.note or "",
        officer=facts.caller,
        corrects=Answer.PROBLEM if corrects else None,
        reason=given.reason if corrects else None,
        pictures=tuple(one.published() for one in given.pictures),
    )


def check_pictures(visit: Visit, given: GivenAnswer) -> None:
    """Refuse as the picture of a problem what shows one put right."""
    put_right = {fact.after for fact in visit.rectified}
    if given.answer is Answer.PROBLEM and any(one.picture in put_right for one in given.pictures):
        refuse(SAME_PICTURE)


def answer_items(visit: Visit, command: AnswerItems, facts: Facts) -> list[VisitEvent]:
    """Answer many items in one write; each fault is told with its item."""
    events: list[VisitEvent] = []
    faults: dict[str, str] = {}
    for answer in command.answers:
        if any(answer.item == other.item for other in command.answers if other is not answer):
            faults[answer.item] = "重复填写"
            continue
        try:
            events.append(answered(visit, answer, facts))
        except Refusal as refusal:
            if refusal.rule not in (FROZEN, PROBLEM_STANDS, ITEM_NOT_PUBLISHED, SAME_PICTURE):
                raise
            faults[answer.item] = refusal.detail
    if faults:
        told = [{"field": item, "reason": why} for item, why in faults.items()]
        refuse(NOT_ANSWERED, count=len(faults), items="、".join(faults), faults=told)
    return events


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

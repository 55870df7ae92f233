"""Answers to the items of a visit, one or many at once, with pictures of what was seen."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, Field

from contracts.event import ActEvent
from contracts.inspections import Answer, ItemAnswered, VisitEvent
from contracts.refusal import Refusal, Rule, refuse
from contracts.shot import GivenPicture
from contracts.values import PublicText, Text, Value
from inspections.items.domain import ITEM_NOT_PUBLISHED, ItemCode
from inspections.visits.domain.demands import check_acting, check_held, check_open, check_sent
from inspections.visits.domain.facts import Facts, OfficersCommand
from inspections.visits.domain.finding import SAME_PICTURE, visit_item
from inspections.visits.domain.reserved import Reserved
from inspections.visits.domain.visit import Visit

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


def answer_item(visit: Visit, command: AnswerItem, facts: Facts) -> list[VisitEvent]:
    """Answer an item that was published when the visit began (X-34).

    The newest answer counts, until something is done about the problem: what rests on an answer keeps it.
    """
    return [answered(visit, command, facts)]


def answered(visit: Visit, given: GivenAnswer, facts: Facts) -> ItemAnswered:
    check_sent(visit, facts)
    opened = check_open(visit)
    check_acting(visit, facts)
    visit_item(visit, given.item, opened.opened_on, facts.item_lists)
    if given.item in visit.dealt_with(facts.on):
        refuse(FROZEN, item=given.item)
    check_pictures(visit, given)
    check_held(facts, Reserved.PICTURE, *(one.picture for one in given.pictures))
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
    check_sent(visit, facts)
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

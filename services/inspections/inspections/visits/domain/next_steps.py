"""The steps of a visit for whoever asks, with their names and takers; how each is given is the service's to say."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from contracts.steps import GIVERS, By, NextStep, Offer, shown
from contracts.values import Role
from inspections.visits.domain.decisions import DECISIONS
from inspections.visits.domain.facts import HeadsCommand
from inspections.visits.domain.offers import Desk, offers
from inspections.visits.domain.waiting import work_items

WORDS: Final = {
    "approve-visit": "批准检查",
    "replace-inspector": "更换检查人员",
    "confirm-visit-act": "确认检查",
    "open-visit": "入企检查",
    "mark-unmet": "登记未能检查",
    "postpone-visit": "检查延期",
    "conclude-visit": "结束检查",
    "answer-item": "填写检查事项",
    "answer-items": "一次填写多项检查事项",
    "rectify-on-site": "登记现场整改",
    "set-correction-term": "责令限期改正",
    "recheck-term": "复查整改",
    "refer-violation": "移交违法线索",
    "forgo-referral": "说明不移送的理由",
}
"""What each step is called, which is the title of its route."""
LAWS: Final = {
    "approve-visit": "Doc 54 (E-4)",
    "replace-inspector": "APL 42, 43",
    "confirm-visit-act": "APL 42",
    "open-visit": "APL 42, 55; Doc 54 (E-10)",
    "mark-unmet": "国发〔2019〕5号 三(一)",
    "postpone-visit": "Doc 54 (E-4)",
    "conclude-visit": "Doc 54 (E-10); 国发〔2019〕5号 三(六)",
    "answer-item": "国发〔2019〕5号 三(六)",
    "answer-items": "国发〔2019〕5号 三(六)",
    "rectify-on-site": "APL 33(1)",
    "set-correction-term": "APL 28(1)",
    "recheck-term": "APL 28(1)",
    "refer-violation": "APL 54(2); 国发〔2019〕5号 三(七)",
    "forgo-referral": "APL 54(2)",
}
"""The articles under which each is taken (domain §4)."""


def taker(step: str) -> By:
    return By.HEAD if issubclass(DECISIONS[step].command, HeadsCommand) else By.OFFICERS


def offered(desk: Desk, roles: frozenset[Role]) -> Iterator[tuple[NextStep, Offer]]:
    """Return every step, those for an item or an act once for each that waits."""
    awaited = {item.what for item in work_items(desk.visit)}
    for offer in offers(desk):
        by = taker(offer.name)
        own = replace(offer, may=offer.may and not roles.isdisjoint(GIVERS[by]), law=LAWS[offer.name])
        yield shown(own, label=WORDS[offer.name], by=by, awaited=offer.name in awaited), offer

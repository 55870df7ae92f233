"""Steps of a visit with their forms: what each lacks is what its own decision refuses, tried on an example."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from contracts.identity.holder import Holder
from contracts.inspections import Answer, ReplacementGround, UnmetReason, VisitEvent
from contracts.refusal import Refusal
from contracts.steps import Bounds, Choice, Choices, Form, Offer, chosen, passes, refusals
from contracts.values import CertificateNumber, PersonId
from inspections.items.domain import Item
from inspections.officers.domain import Humans, check_decider
from inspections.officers.offers import PLACEHOLDER, certified, recordable, recordable_since, replacing
from inspections.visits.domain import answering, assigning, confirming, finding, referring, visiting
from inspections.visits.domain.demands import check_acting, check_head
from inspections.visits.domain.facts import Facts
from inspections.visits.domain.finding import visit_item
from inspections.visits.domain.visit import RECORD, Visit, order_act, recheck_act
from inspections.visits.domain.visiting import wanted_items

type Decision[C] = Callable[[Visit, C, Facts], list[VisitEvent]]

TOLD = "如实记录"
ANSWERS, REASONS = chosen(Answer), chosen(UnmetReason)
FULFILLED, UNFULFILLED = Choice(value=True, label="已改正"), Choice(value=False, label="未改正")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The place at which a caller fills forms for a visit; `staff` are the people of its body.

    `own` tells whether the caller is of that body.
    """

    visit: Visit
    facts: Facts
    staff: tuple[Holder, ...]
    own: bool

    @cached_property
    def acts(self) -> bool:
        return self.own and passes(check_acting, self.visit, self.facts)

    @cached_property
    def decides(self) -> bool:
        return self.own and passes(check_head, self.visit, self.facts)

    @cached_property
    def as_officer(self) -> Facts:
        """The facts as an officer of the visit has them: the caller, or the first of the two."""
        sent = self.visit.officers
        return self.facts if self.facts.caller in sent else replace(self.facts, caller=sent[0])

    @cached_property
    def as_head(self) -> Facts:
        """The facts as a head has them who has nothing to do with the visit."""
        return replace(self.facts, person=PersonId(""), humans=Humans({}))

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items of the visit's lists on the day on which it began."""
        opened = self.visit.opened
        if opened is None:
            return {}
        lists, on = self.facts.item_lists, opened.opened_on
        return {code: visit_item(self.visit, code, on, lists) for code in wanted_items(self.visit, on, lists)}

    def label(self, code: str) -> str:
        return self.items[code].text if code in self.items else code

    def of_officers[C](self, name: str, decide: Decision[C], command: C, form: Form, label: str) -> Offer:
        missing = refusals(decide, self.visit, command, self.as_officer)
        return Offer(name=name, label=label, may=self.acts, form=replace(form, missing=missing))

    def of_heads[C](self, name: str, decide: Decision[C], command: C, form: Form, label: str) -> Offer:
        missing = refusals(decide, self.visit, command, self.as_head)
        return Offer(name=name, label=label, may=self.decides, form=replace(form, missing=missing))


def offers(desk: Desk) -> list[Offer]:
    """Return the steps in the order of a visit; those for an item or an act once for each that waits."""
    return [*before(desk), *confirmations(desk), *at_the_firm(desk), *problems(desk), *afterwards(desk), *ending(desk)]


def before(desk: Desk) -> Iterator[Offer]:
    yield desk.of_heads("approve-visit", assigning.approve_visit, assigning.ApproveVisit(), Form(), "")
    visit, on = desk.visit, desk.facts.on
    least = max(visit.inspect_until, on) + timedelta(days=1)
    put_off = visiting.PostponeVisit(inspect_until=least, reason=TOLD)
    longest = [one.longest_days for one in desk.facts.inspection_terms if one.valid(visit.put_off_since)]
    most = visit.put_off_since + timedelta(days=longest[0]) if longest else None
    until = Form(options={"inspect_until": Bounds(least=least, most=most)})
    yield desk.of_heads("postpone-visit", visiting.postpone_visit, put_off, until, "")
    for officer in visit.officers:
        yield replacement(desk, officer)
    days = [fact.approved_on for fact in [visit.approved] if fact] + [
        fact.postponed_on for fact in [visit.postponed] if fact
    ]
    since = max([*days, visit.joined_on], default=on) if days else on
    opening = Form(options={"opened_on": recordable(on, since, desk.facts.inspection_terms)})
    yield desk.of_officers("open-visit", visiting.open_visit, visiting.OpenVisit(), opening, "")
    unmet = visiting.MarkUnmet(reason=next(iter(UnmetReason)), note=TOLD)
    yield desk.of_officers("mark-unmet", visiting.mark_unmet, unmet, Form(options={"reason": REASONS}), "")


def replacement(desk: Desk, officer: CertificateNumber) -> Offer:
    """One officer's replacement; who handled the visit replaces nobody but the own person."""
    facts, visit = desk.facts, desk.visit

    def attempt(by: CertificateNumber, ground: ReplacementGround) -> None:
        # Numbers of certificates that are known are valid; every page would validate dozens of them.
        command = assigning.ReplaceInspector.model_construct(replaced=officer, by=by, ground=ground, reason=TOLD)
        assigning.replace_inspector(visit, command, asked)

    decider = desk.own and passes(check_decider, facts.person, visit.recused, facts.humans)
    own = facts.humans.are_among(facts.person, [officer])
    may = decider and (own or desk.decides)
    asked = facts if may else desk.as_head
    form = replacing(officer, certified(desk.staff, facts.on), attempt)
    return Offer(name="replace-inspector", label=officer, may=may, form=form)


def confirmations(desk: Desk) -> Iterator[Offer]:
    """The whole record while something new stands in it, and each order and re-check that waits."""
    for act in (RECORD, *desk.visit.unconfirmed()):
        recorder = desk.visit.unconfirmed().get(act)
        other = next((one for one in desk.visit.officers if one != recorder), None)
        own = desk.facts.caller in desk.visit.officers and desk.facts.caller != recorder
        facts = desk.facts if own else replace(desk.facts, caller=other)
        found = attempted(desk.visit, confirming.ConfirmVisitAct(act=act), facts)
        if found != []:
            missing = found if isinstance(found, tuple) else ()
            may = desk.acts and desk.facts.caller != recorder
            yield Offer(name="confirm-visit-act", id=act, label=told(desk, act), may=may, form=Form(missing=missing))


def attempted(
    visit: Visit, command: confirming.ConfirmVisitAct, facts: Facts
) -> list[VisitEvent] | tuple[Refusal, ...]:
    try:
        return confirming.confirm_visit_act(visit, command, facts)
    except Refusal as refusal:
        return (refusal,)


def told(desk: Desk, act: str) -> str:
    """Return what an act is, in Chinese."""
    for code in desk.visit.orders:
        if act == order_act(code):
            return f"责令改正：{desk.label(code)}"
        if act == recheck_act(code):
            return f"复查：{desk.label(code)}"
    return "检查记录"


def at_the_firm(desk: Desk) -> Iterator[Offer]:
    """Answers to the items about which nothing was done yet."""
    frozen = desk.visit.dealt_with(desk.facts.on)
    open_items = [item for code, item in desk.items.items() if code not in frozen]
    choices = Choices(
        choices=[Choice(value=one.code, label=one.text, law=f"{one.law}{one.article}") for one in open_items]
    )
    tried = open_items[0].code if open_items else next(iter(desk.items), "fire-01")
    one = answering.AnswerItem(item=tried, answer=Answer.FINE)
    yield desk.of_officers(
        "answer-item", answering.answer_item, one, Form(options={"item": choices, "answer": ANSWERS}), ""
    )
    sheet = Form(options={"answers.item": choices, "answers.answer": ANSWERS})
    yield desk.of_officers("answer-items", answering.answer_items, answering.AnswerItems(answers=(one,)), sheet, "")


def problems(desk: Desk) -> Iterator[Offer]:
    """What can be done about each problem about which nothing was done."""
    visit, facts = desk.visit, desk.facts
    if visit.opened is None or visit.over:
        return
    since = max(visit.opened.opened_on, visit.joined_on)
    first = recordable_since(facts.on, since, facts.inspection_terms)
    days = Bounds(least=first, most=facts.on)
    for code in visit.problems():
        if code in visit.dealt_with(facts.on):
            continue
        known: dict[str, Any] = {"item": code}
        right = finding.RectifyOnSite(item=code, before=PLACEHOLDER, after="1" * 64)
        form = Form(prefill=known, options={"rectified_on": days})
        yield desk.of_officers("rectify-on-site", finding.rectify_on_site, right, form, desk.label(code))
        yield order(desk, code, first)
        referred = referring.ReferViolation(item=code, place=TOLD)
        refer = Form(prefill=known)
        yield desk.of_officers("refer-violation", referring.refer_violation, referred, refer, desk.label(code))


def order(desk: Desk, code: str, first: date) -> Offer:
    """An order to correct, within the longest term from the earliest day on which it may have been told."""
    facts = desk.facts
    longest = [one.longest_days for one in facts.correction_terms if one.valid(facts.on)]
    until = facts.on + timedelta(days=1)
    command = finding.SetCorrectionTerm(item=code, demand=TOLD, until=until)
    most = first + timedelta(days=longest[0]) if longest else None
    options = {"until": Bounds(least=until, most=most), "ordered_on": Bounds(least=first, most=facts.on)}
    form = Form(prefill={"item": code}, options=options)
    return desk.of_officers("set-correction-term", finding.set_correction_term, command, form, desk.label(code))


def afterwards(desk: Desk) -> Iterator[Offer]:
    """Re-checks of open orders, and what follows those that found nothing corrected."""
    visit, facts = desk.visit, desk.facts
    for term in visit.open_terms():
        seen = recordable(facts.on, max(term.ordered_on, visit.joined_on), facts.inspection_terms)
        found = Choices(choices=[FULFILLED, UNFULFILLED] if facts.on > term.until else [FULFILLED])
        look = finding.RecheckTerm(item=term.item, fulfilled=True, picture=PLACEHOLDER)
        form = Form(prefill={"item": term.item}, options={"fulfilled": found, "rechecked_on": seen})
        yield desk.of_officers("recheck-term", finding.recheck_term, look, form, desk.label(term.item))
    referred = {fact.item for fact in visit.referred}
    settled = referred | {fact.item for fact in visit.forgone}
    for code in dict.fromkeys(fact.item for fact in visit.rechecks if not fact.fulfilled):
        form, label = Form(prefill={"item": code}), desk.label(code)
        if code not in referred:
            refer = referring.ReferViolation(item=code, place=TOLD)
            yield desk.of_officers("refer-violation", referring.refer_violation, refer, form, label)
        if code not in settled:
            forgo = referring.ForgoReferral(item=code, reason=TOLD)
            yield desk.of_heads("forgo-referral", referring.forgo_referral, forgo, form, label)


def ending(desk: Desk) -> Iterator[Offer]:
    since = max(desk.visit.last_done_on, desk.visit.joined_on)
    days = recordable(desk.facts.on, min(since, desk.facts.on), desk.facts.inspection_terms)
    form = Form(options={"concluded_on": days})
    yield desk.of_officers("conclude-visit", visiting.conclude_visit, visiting.ConcludeVisit(), form, "")

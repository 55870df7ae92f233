"""Forms for what is done before anything is proposed: party, evidence, correction, recusal."""

from datetime import timedelta

from cases.case.domain.act import check_not_expired
from cases.case.domain.circumstance import circumstances
from cases.case.domain.correction import NO_ORDER
from cases.case.domain.demands import standing
from cases.case.domain.form import Desk, Item, acts, certificate_of, numbers
from cases.case.domain.party import papers
from cases.case.domain.recusal import NO_MINUTES, PENDING, officers_free
from cases.case.domain.same_act import OF_ANOTHER_BODY
from cases.days.domain import recordable_since
from cases.officers.domain import ALONE
from cases.powers.domain.competence import version_in_force
from contracts.cases import EvidenceKind, ForgoneGround
from contracts.refusal import Refusal
from contracts.steps import Bounds, Choice, Choices, Form, chosen, refusals
from contracts.values import PartyDocument, Subject

SUBJECTS, DOCUMENTS = chosen(Subject), chosen(PartyDocument)
KINDS, NOTHING_TO_ORDER = chosen(EvidenceKind), chosen(ForgoneGround, "APL 28(1)")
GRANTED = Choices(
    choices=[
        Choice(value=True, label="同意回避", law="APL 43"),
        Choice(value=False, label="驳回", law="APL 43"),
    ]
)
SAME = Choices(
    choices=[Choice(value=True, label="同一违法行为", law="APL 29"), Choice(value=False, label="不是同一违法行为")]
)


def plain(desk: Desk, item: Item) -> Form:
    """A step that asks for nothing that is known or chosen."""
    return Form()


def confirm_act(desk: Desk, item: Item) -> Form:
    act = next(one for one in desk.case.acts if one.act == item.id)
    return Form(missing=refusals(check_not_expired, desk.case, act, desk.facts.today))


def identify_party(desk: Desk, item: Item) -> Form:
    """None of the officers may be the party, so those who were recused are to be replaced first."""
    firm, out = desk.case.filed.firm, refusals(officers_free, desk.case, desk.facts.today)
    options = {"subject": SUBJECTS, "document": DOCUMENTS, "licence": acts(papers(desk.case))}
    return Form(prefill={"firm": firm, "party": {"number": firm}} if firm else {}, options=options, missing=out)


def judge_same_act(desk: Desk, item: Item) -> Form:
    """Of a case that another body handles nothing is told but that it is there."""
    own = desk.case.filed.body
    similar = [
        Choice(value=mark, label=f"{filed.filed_on} 立案，{filed.place}" if filed.body == own else OF_ANOTHER_BODY)
        for mark, filed in desk.facts.similar.items()
    ]
    return Form(options={"other": Choices(choices=similar), "same": SAME})


def raise_recusal(desk: Desk, item: Item) -> Form:
    """An officer may record the party's request about anybody of the body; a head declares an own interest alone.

    Whose own one waits does not do either: that is decided first.
    """
    waiting = tuple(Refusal(PENDING, who=one.concerns) for one in desk.case.recusals_pending if desk.is_about_me(one))
    if waiting or not desk.certified:
        return Form(missing=waiting)
    pending = {name for one in desk.case.recusals_pending for name in one.names}
    named = [one for one in desk.staff if pending.isdisjoint({one.certificate, one.mark}) and one.certificate]
    people = sorted({certificate_of(one) for one in named} - desk.case.recused)
    asked = Bounds(least=desk.case.filed.filed_on, most=desk.facts.today.on)
    return Form(options={"concerns": numbers(people), "requested_on": asked})


def decide_recusal(desk: Desk, item: Item) -> Form:
    raised = next(one for one in desk.case.recusals_pending if one.recusal == item.id)
    demanded = (Refusal(NO_MINUTES),) if raised.head else ()
    return Form(prefill={"recusal": item.id}, options={"granted": GRANTED}, demanded=demanded)


def replace_officer(desk: Desk, item: Item) -> Form:
    case = desk.case
    leaving = [number for number in case.officers if number in case.recused] or list(case.officers)
    if not desk.handled_by_others:
        leaving = [number for number in leaving if number in desk.own_numbers]
    others = [choice for choice in desk.able.choices if choice.value not in case.officers]
    return Form(
        prefill={"leaving": leaving[0]} if len(leaving) == 1 else {},
        options={"leaving": numbers(leaving), "joining": Choices(choices=others)},
        missing=() if others else (Refusal(ALONE),),
    )


def take_evidence(desk: Desk, item: Item) -> Form:
    options = {"officers": desk.officers, "kind": KINDS, "taken_at": Bounds(most=desk.facts.at)}
    return Form(prefill=desk.two, options=options, missing=desk.lacks_second)


def establish_circumstance(desk: Desk, item: Item) -> Form:
    case, today = desk.case, desk.facts.today
    power = version_in_force(today.powers, case.filed.power, case.filed.act_on)
    law = "；".join(citation.text for citation in power.penalty)
    known = [Choice(value=words, label=words, law=law) for words in circumstances(case, today)]
    options = {"officers": desk.officers, "circumstance": Choices(choices=known), "evidence": desk.evidence}
    return Form(prefill=desk.two, options=options, missing=desk.lacks_second)


def order_correction(desk: Desk, item: Item) -> Form:
    """`until` lies within the longest term from the earliest day on which it may have been told."""
    today, terms = desk.facts.today, desk.facts.today.procedure.terms
    told = recordable_since(today.on, desk.case.filed.act_on, terms.record_days)
    until = Bounds(least=today.on + timedelta(days=1), most=told + timedelta(days=terms.correction_days_at_most))
    options = {"officers": desk.officers, "until": until, "ordered_on": Bounds(least=told, most=today.on)}
    return Form(prefill=desk.two, options=options, missing=desk.lacks_second)


def forgo_correction(desk: Desk, item: Item) -> Form:
    options = {"officers": desk.officers, "ground": NOTHING_TO_ORDER, "evidence": desk.evidence}
    return Form(prefill=desk.two, options=options, missing=desk.lacks_second)


def recheck_correction(desk: Desk, item: Item) -> Form:
    """'Not fulfilled' is open once the term has passed."""
    today, order = desk.facts.today, standing(desk.case, desk.case.order, NO_ORDER)
    found = [Choice(value=True, label="已改正")]
    if today.on > order.until:
        found.append(Choice(value=False, label="未改正"))
    since = recordable_since(today.on, order.ordered_on, today.procedure.terms.record_days)
    options = {
        "officers": desk.officers,
        "fulfilled": Choices(choices=found),
        "rechecked_on": Bounds(least=since, most=today.on),
    }
    return Form(prefill=desk.two, options=options, missing=desk.lacks_second)

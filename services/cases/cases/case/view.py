"""JSON views of a case. They never contain party data: see history.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from cases.case.domain.case import Case
from cases.case.domain.deadline import late
from cases.case.domain.enforcement import court_until, demand_until
from cases.case.domain.known import KnownCase
from cases.case.domain.notice import defence_until
from cases.case.domain.procedure import Today
from cases.case.domain.same_act import OF_ANOTHER_BODY
from cases.case.domain.terms import service_until, terms
from cases.case.stage import stage
from chassis.http import KnownView, View
from chassis.store import Stored
from contracts.calendar import PROVISIONAL
from contracts.code import Code
from contracts.labels import labels_in
from contracts.money import yuan
from contracts.stages import Stage
from contracts.steps import NextStep
from contracts.values import BodyCode, CaseId, CertificateNumber, Fen, PowerCode, Sha256, SocialCreditCode, TownshipCode


class AmountsInYuan(BaseModel):
    """The amounts of a case in yuan, as people read and say them; None where there is none yet."""

    told_fine: str | None
    fine: str | None
    fine_open: str | None


class CaseItem(View):
    """A case in lists; `late`: a term passed and what it is for is still to be done.

    `unconfirmed` are the acts that wait for the second officer; `fine_open` is in fen, the same in yuan in `in_yuan`.
    """

    body: BodyCode
    township: TownshipCode
    power: PowerCode
    power_name: str
    firm: SocialCreditCode | None
    filed_on: date
    decide_until: date
    officers: tuple[CertificateNumber, ...]
    stage: Stage
    open: bool
    late: bool
    place: str
    act_on: date
    unconfirmed: list[str]
    awaits_approval: bool
    fine_open: Fen
    in_yuan: AmountsInYuan


class TermName(Code):
    """What a term is for that the calendar of working days decides on."""

    DEFENCE = "defence", "陈述申辩期限"
    SERVICE = "service", "送达期限"
    PAYMENT = "payment", "缴纳罚款期限"
    REVIEW = "review", "申请行政复议期限"
    LITIGATION = "litigation", "提起行政诉讼期限"
    DEMAND = "demand", "催告履行期限"
    COURT = "court", "申请法院强制执行期限"


class Term(BaseModel):
    """Last day by the calendar of today: provisional while the notice of its year's holidays is not out."""

    name: TermName
    until: date
    provisional: bool


MAYBE = "可能为同一当事人（证件不同）的时间相近的案件，请核实是否为同一人、同一违法行为"


class SimilarCase(BaseModel):
    """Another case of the party, or of who may be the same one, that may be about the same act, under its `mark`.

    Of one that another body handles nothing else is told. `same` is what the officers said of it.
    """

    mark: Sha256
    label: str
    same: bool | None
    case: CaseId | None = None
    body: BodyCode | None = None
    power: PowerCode | None = None
    act_on: date | None = None
    stage: Stage | None = None


class CaseView(CaseItem):
    """The case without what is personal, and every step, with what it still lacks."""

    case: Case
    terms: list[Term]
    similar: list[SimilarCase]
    next_steps: list[NextStep]


class KnownCaseView(KnownView):
    """What decisions on the case rest on, for a judge without a store."""

    facts: KnownCase


def case_item(stored: Stored[Case], power_name: str) -> CaseItem:
    shown = item_fields(stored, power_name)
    return CaseItem(**shown, labels=labels_in([*shown.values()]))


def item_fields(stored: Stored[Case], power_name: str) -> dict[str, Any]:
    """Return what lists and pages alike show of a case."""
    case, filed = stored.state, stored.state.filed
    return {
        "id": stored.id,
        "version": stored.version,
        "body": filed.body,
        "township": filed.township,
        "power": filed.power,
        "power_name": power_name,
        "firm": case.party.firm if case.party else filed.firm,
        "filed_on": filed.filed_on,
        "decide_until": filed.decide_until,
        "officers": case.officers,
        "stage": stage(case),
        "open": not case.ended,
        "late": late(case),
        "place": filed.place,
        "act_on": filed.act_on,
        "unconfirmed": [act.act for act in case.unconfirmed],
        "awaits_approval": case.awaits_approval,
        "fine_open": case.fine_open,
        "in_yuan": in_yuan(case),
    }


def in_yuan(case: Case) -> AmountsInYuan:
    return AmountsInYuan(
        told_fine=in_words(case.told_fine) if case.notice else None,
        fine=in_words(case.fine) if case.penalty else None,
        fine_open=in_words(case.fine_open) if case.penalty else None,
    )


def in_words(fen: Fen) -> str:
    return f"{yuan(fen)} 元"


def case_view(
    stored: Stored[Case], name: str, today: Today, steps: list[NextStep], words: Mapping[str, str]
) -> CaseView:
    """The item, the facts of the case, and the steps with the labels of their codes."""
    case, shown = stored.state, item_fields(stored, name)
    ends = terms_of(case, today)
    provisional = PROVISIONAL if any(term.provisional for term in ends) else {}
    return CaseView(
        **shown,
        labels=labels_in([*shown.values(), case, ends]) | dict(words) | provisional,
        case=case,
        terms=ends,
        similar=[],
        next_steps=steps,
    )


def similar_case(other: Stored[Case], mark: Sha256, *, seen: bool, same: bool | None, case: Case) -> SimilarCase:
    if not seen:
        return SimilarCase(mark=mark, label=OF_ANOTHER_BODY, same=same)
    filed = other.state.filed
    return SimilarCase(
        mark=mark,
        label="同一当事人时间相近的案件" if is_party_of(case, other.state) else MAYBE,
        same=same,
        case=CaseId(other.id),
        body=filed.body,
        power=filed.power,
        act_on=filed.act_on,
        stage=stage(other.state),
    )


def is_party_of(case: Case, other: Case) -> bool:
    """Tell whether the parties of two cases have one number, or one code."""
    mine, theirs = case.party, other.party
    if not mine or not theirs:
        return False
    pairs = ((mine.party_mark, theirs.party_mark), (mine.firm, theirs.firm))
    return any(one is not None and one == other for one, other in pairs)


def terms_of(case: Case, today: Today) -> list[Term]:
    """The terms of a case that depend on working days and days off, as what is done is judged by them."""
    calendar = today.calendar
    running = terms(case, calendar)
    ends = {
        TermName.DEFENCE: defence_until(case, today),
        TermName.SERVICE: service_until(case, calendar),
        TermName.PAYMENT: running.pay_until if running else None,
        TermName.REVIEW: running.review_until if running else None,
        TermName.LITIGATION: running.sue_until if running else None,
        TermName.DEMAND: demand_until(case, case.demand, today) if case.demand else None,
        TermName.COURT: court_until(case, today) if case.demand else None,
    }
    return [
        Term(name=name, until=until, provisional=calendar.is_provisional(until))
        for name, until in ends.items()
        if until
    ]

"""Forms for what is proposed and decided: the notice, the defence, penalty and no penalty."""

from typing import Any

from cases.case.domain.decision import DecidePenalty, check_notified
from cases.case.domain.demands import known_party
from cases.case.domain.form import Desk, Item
from cases.case.domain.ground import GROUNDS_IN_LAW, check_mitigation, check_no_penalty
from cases.case.domain.notice import check_not_raised, standing_ceilings
from cases.case.domain.proposal import Proposal, check_proposal
from cases.case.domain.same_act import check_similar
from cases.penalty.domain.fine import check_ground, check_provided, demanded, may_be_left_out
from cases.penalty.domain.hearing_threshold import hearing_due, larger_fine
from cases.penalty.domain.provisions import Provisions, provisions
from cases.penalty.domain.statutory_range import AREA, FineRange, measured_by, statutory_range, unit_of
from cases.powers.domain.clause import FineClause
from cases.powers.domain.competence import version_in_force
from cases.powers.domain.power import Power
from contracts.cases import AgeGroup, MitigatedGround, NoPenaltyGround, Sanction
from contracts.refusal import Refusal
from contracts.steps import Bounds, Choice, Choices, Form, Option, passes, refusals
from contracts.values import Fen, Subject

NO_FINE = Choice(value=0, label="不罚款")
GROUNDS = {ground: Choice(value=ground, label=ground.word, law=law) for ground, law in GROUNDS_IN_LAW.items()}


class Article:
    """The article of a case as it stands for its party today."""

    def __init__(self, desk: Desk) -> None:
        case, self.today = desk.case, desk.facts.today
        self.power: Power = version_in_force(self.today.powers, case.filed.power, case.filed.act_on)
        self.here: Provisions = provisions(self.power, case.established)
        party = known_party(case)
        self.subject: Subject = party.subject
        self.heard_as: Subject = party.heard_as
        self.young = party.age_group is AgeGroup.FROM_14_TO_17
        self.after_order = case.stayed_unfulfilled
        self.law = "；".join(citation.text for citation in self.power.penalty)

    @property
    def range(self) -> FineRange | None:
        """The statutory range; None where there is no fine, or what it is measured by is not known yet."""
        return self.range_by(None)

    def range_by(self, base: int | None) -> FineRange | None:
        try:
            return statutory_range(self.here, self.subject, self.after_order, base=base)
        except Refusal:
            return None

    @property
    def base_open(self) -> bool:
        """True where a fine is measured by what the case has to name first."""
        return self.measured_by is not None

    @property
    def measured_by(self) -> FineClause | None:
        return measured_by(self.here, self.subject, self.after_order)

    @property
    def most(self) -> Fen:
        """The highest fine that may be told: none that gives a right to a hearing, of the young less than the most."""
        fines = self.range
        below = larger_fine(self.today.thresholds, self.heard_as, self.today.on) - 1
        return min(below, fines.most - self.young) if fines else 0

    @property
    def may_be_without(self) -> bool:
        """True if the fine may be left out, and something else can be imposed: a penalty without any is none."""
        return bool(self.sanctions) and may_be_left_out(self.here, self.subject, self.after_order)

    @property
    def sanctions(self) -> list[Choice]:
        """The kinds that the article provides for the party now, none that gives the right to a hearing."""
        kinds = [kind for kind in Sanction if self.provides(kind)]
        words = {one.sanction: one.wording for one in self.here.sanctions}
        return [Choice(value=kind, label=kind.word, law=self.law, text=words.get(kind, "")) for kind in kinds]

    def provides(self, kind: Sanction) -> bool:
        if hearing_due(self.today.thresholds, self.heard_as, 0, [kind], self.today.on):
            return False
        return passes(check_provided, self.here, self.subject, kind, self.after_order)

    @property
    def demanded(self) -> tuple[Sanction, ...]:
        return tuple(demanded(self.here, self.subject, self.after_order))


def serve_prior_notice(desk: Desk, item: Item) -> Form:
    article = Article(desk)
    ceilings = standing_ceilings(desk.case)
    kept = {kind for one in ceilings for kind in one.sanctions}
    most = min(article.most, max((one.fine for one in ceilings), default=article.most))
    allowed = [one for one in article.sanctions if not ceilings or one.value in kept]
    options: dict[str, Option] = {"officers": desk.officers, "sanctions": Choices(choices=allowed)}
    options["mitigated.ground"], options["mitigated.evidence"] = grounds(desk, article), desk.evidence
    if fines := article.range:
        options["fine"] = bounds(article, fines.least, most)
    elif article.measured_by:
        options |= {"base": base_of(article.measured_by, None), "fine": bounds(article, least=None, most=None)}
    return Form(
        prefill=desk.two | {"sanctions": list(article.demanded)} | ({} if fines or article.base_open else {"fine": 0}),
        options=options,
        missing=(*desk.lacks_second, *refused_at_all(desk, article, most)),
    )


def bounds(article: Article, least: Fen | None, most: Fen | None) -> Bounds:
    return Bounds(least=least, most=most, besides=[NO_FINE] if article.may_be_without else [])


def base_of(clause: FineClause | None, told: int | None) -> Bounds:
    """What the fine is taken of; the party was told of this one, if of any."""
    if clause is None:
        return Bounds(least=told, most=told)
    return Bounds(least=told, most=told, unit=unit_of(clause), of=clause.of or AREA)


def refused_at_all(desk: Desk, article: Article, fine: Fen) -> tuple[Refusal, ...]:
    """Return why the fullest proposal that the article leaves would be refused, so that none can be made."""
    if article.base_open:
        return ()
    proposal = Proposal(fine=max(fine, 0), sanctions=article.demanded)
    return refusals(check_proposal, desk.case, proposal, desk.facts)


def grounds(desk: Desk, article: Article) -> Choices:
    """The grounds of mitigation that are open to the party, if all that is on record shows them."""
    shown = [act.act for act in desk.shown]
    named = [ground for ground in MitigatedGround if passes(check_ground, ground, article.subject)]
    fit = [one for one in named if passes(check_mitigation, desk.case, one, shown)]
    return Choices(choices=[GROUNDS[one] for one in fit])


def decide_penalty(desk: Desk, item: Item) -> Form:
    """As the party was told: that is known, and not to be exceeded."""
    article, told = Article(desk), desk.case.notice
    if told is None:
        return Form()
    prefill: dict[str, Any] = {"fine": told.proposed_fine, "sanctions": list(told.proposed_sanctions)}
    if told.base is not None:
        prefill["base"] = told.base
    if told.mitigated:
        prefill["mitigated"] = {"ground": told.mitigated, "evidence": list(told.mitigated_by)}
    allowed = [one for one in article.sanctions if one.value in told.proposed_sanctions]
    options: dict[str, Option] = {"sanctions": Choices(choices=allowed)}
    if fines := article.range_by(told.base):
        options["fine"] = bounds(article, 0 if told.mitigated else fines.least, told.proposed_fine)
    if told.base is not None:
        options["base"] = base_of(article.measured_by, told.base)
    return Form(prefill=prefill, options=options, missing=refused_as_told(desk, prefill))


def refused_as_told(desk: Desk, prefill: dict[str, Any]) -> tuple[Refusal, ...]:
    """Return why the penalty that the party was told of can't be decided."""
    mitigated = prefill.get("mitigated")
    reason = {"mitigated": {**mitigated, "reason": "如告知"}} if mitigated else {}
    command = DecidePenalty(**(prefill | reason), reasons="如告知")
    return refusals(check_as_told, desk, command)


def check_as_told(desk: Desk, command: DecidePenalty) -> None:
    check_proposal(desk.case, command, desk.facts)
    check_notified(desk.case, command)
    check_not_raised(desk.case, command)
    if command.fine:
        check_similar(desk.case, desk.facts)


def decide_no_penalty(desk: Desk, item: Item) -> Form:
    shown = [act.act for act in desk.shown]
    fit = [one for one in NoPenaltyGround if passes(check_no_penalty, desk.case, one, shown, desk.facts)]
    named = Choices(choices=[GROUNDS[one] for one in fit])
    return Form(prefill={"evidence": shown}, options={"ground": named, "evidence": desk.evidence})


def receive_defence(desk: Desk, item: Item) -> Form:
    return Form(
        prefill=desk.two,
        options={"officers": desk.officers, "received_on": since_notice(desk)},
        missing=desk.lacks_second,
    )


def waive_defence(desk: Desk, item: Item) -> Form:
    options = {"officers": desk.officers, "waived_on": since_notice(desk)}
    return Form(prefill=desk.two, options=options, missing=desk.lacks_second)


def since_notice(desk: Desk) -> Bounds:
    notice = desk.case.notice
    return Bounds(least=notice.served_on if notice else None, most=desk.facts.today.on)

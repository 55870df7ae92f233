"""The same act in other words: another place, a neighbouring day, another power (APL 29).

What a comparison of texts can't settle is found by the party, or whoever may be the same one, and the days, and an
officer says what it is.
"""

from cases.case.domain.case import Case
from cases.case.domain.command import CallersCommand
from cases.case.domain.demands import check_handler, known_party
from cases.case.domain.facts import Facts
from cases.case.domain.procedure import Today
from cases.penalty.domain.statutory_range import highest_fine
from cases.powers.domain.competence import version_in_force
from contracts.cases import CaseEvent, CaseFiled, HigherFine, SameActJudged
from contracts.refusal import Category, Rule, refuse
from contracts.values import Sha256, Subject, Text

UNJUDGED = Rule(
    "cases/similar-case-unjudged",
    "同一当事人或者可能为同一当事人的另有 {count} 件时间相近的案件，尚未说明是否为同一违法行为",
    law="APL 29",
    remedy="请承办人逐件认定：是同一行为的，撤销其中一件；不是的，说明理由",
)
SAME_ACT = Rule(
    "cases/same-act",
    "已认定与另案为同一违法行为，不得重复罚款",
    law="APL 29",
    remedy="请撤销其中一件；触犯多个规范的，保留罚款数额高的一件",
)
NO_SIMILAR = Rule("cases/no-such-similar-case", "没有这件相近的案件", category=Category.UNKNOWN)
OF_ANOTHER_BODY = "其他执法主体办理的案件"
"""All that is told of one."""


class JudgeSameAct(CallersCommand):
    """`other` is the mark of a case that is shown as similar; `reasons` say why it is the same act, or another one."""

    other: Sha256
    same: bool
    reasons: Text

    def compares(self) -> bool:
        return True


def judge_same_act(case: Case, command: JudgeSameAct, facts: Facts) -> list[CaseEvent]:
    """Say whether a similar case is about the same act; head and supervisor see a no, and one act of two powers."""
    facts.require("judge-same-act", case)
    check_handler(case, facts)
    other = facts.similar.get(command.other) or refuse(NO_SIMILAR)
    return [
        SameActJudged(
            other=command.other,
            same=command.same,
            higher=higher_fine(case.filed, other, known_party(case).subject, facts.today),
            judged_on=facts.today.on,
            reasons=command.reasons,
        )
    ]


def higher_fine(here: CaseFiled, there: CaseFiled, subject: Subject, today: Today) -> HigherFine | None:
    """Return which case rests on the power with the higher fine, the one to apply to the act; None for equal ones."""
    if here.power == there.power:
        return None
    powers = [version_in_force(today.powers, filed.power, filed.act_on) for filed in (here, there)]
    mine, others = (highest_fine(power, subject) for power in powers)
    if mine is None or others is None:
        return HigherFine.UNCLEAR
    if mine == others:
        return None
    return HigherFine.HERE if mine > others else HigherFine.THERE


def check_similar(case: Case, facts: Facts) -> None:
    """Refuse a fine while a similar case is not judged, or is about the same act (X-08)."""
    answers = [case.same_as(mark) for mark in facts.similar]
    if any(answers):
        refuse(SAME_ACT)
    if unjudged := answers.count(None):
        refuse(UNJUDGED, count=unjudged)

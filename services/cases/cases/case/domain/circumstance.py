"""Circumstances on which the article makes a penalty depend, found by two officers (认定法定情形; APL 4, 40)."""

from collections.abc import Iterable

from cases.case.domain.case import Case
from cases.case.domain.command import OfficersCommand
from cases.case.domain.demands import acting_officers
from cases.case.domain.facts import Facts
from cases.case.domain.ground import Acts, check_shown
from cases.case.domain.procedure import Today
from cases.penalty.domain.provisions import CIRCUMSTANCE_UNSHOWN, missing, provided, provisions
from cases.penalty.domain.statutory_range import refuse_none
from cases.powers.domain.competence import version_in_force
from contracts.cases import CaseEvent, CircumstanceEstablished
from contracts.event import ActEvent
from contracts.refusal import Category, Rule, refuse
from contracts.values import Text, Word

NO_CIRCUMSTANCE = Rule(
    "cases/no-such-circumstance",
    "事项 {power} 的法律没有“{circumstance}”这一情形",
    law="APL 4",
    category=Category.MALFORMED,
    remedy="请按法律原文填写",
)


NO_CIRCUMSTANCES = Rule("cases/no-circumstances-in-law", "事项 {power} 的处罚不取决于法定情形", law="APL 4")


class EstablishCircumstance(OfficersCommand):
    """`circumstance` is in the words of the law; `evidence` are the acts that show it."""

    circumstance: Word
    evidence: Acts
    reason: Text

    def follows(self, case: Case | None) -> Iterable[ActEvent]:
        """What shows it, as the second officer confirmed it."""
        if case is None:
            return ()
        shown = (one for one in case.confirmations if one.act in self.evidence)
        return (case.filed, *case.replaced, *shown)


def circumstances(case: Case, today: Today) -> list[str]:
    """Return the circumstances on which the article makes a penalty depend, in the words and the order of the law."""
    power = version_in_force(today.powers, case.filed.power, case.filed.act_on)
    named = [clause.circumstance for clause in (*power.fines, *power.sanctions)]
    return [words for words in dict.fromkeys(named) if words]


def circumstance_provided(case: Case, today: Today) -> None:
    """Refuse to look for a circumstance where the article makes nothing depend on one."""
    if not circumstances(case, today):
        refuse(NO_CIRCUMSTANCES, power=case.filed.power)


def penalty_provided(case: Case, today: Today) -> None:
    """Refuse a case in which the article provides nothing yet: its circumstance or its unfulfilled order is missing."""
    if not case.party:
        return
    power, subject = version_in_force(today.powers, case.filed.power, case.filed.act_on), case.party.subject
    if provided(provisions(power, case.established), subject, case.stayed_unfulfilled):
        return
    if lacking := missing(power, subject, case.established):
        refuse(CIRCUMSTANCE_UNSHOWN, power=power.code, circumstances="；".join(lacking))
    refuse_none(power, subject)


def establish_circumstance(case: Case, command: EstablishCircumstance, facts: Facts) -> list[CaseEvent]:
    """Record that the circumstance is there, by what evidence, and why (APL 40)."""
    facts.require("establish-circumstance", case)
    officers = acting_officers(case, command.officers, facts)
    if command.circumstance not in circumstances(case, facts.today):
        refuse(NO_CIRCUMSTANCE, power=case.filed.power, circumstance=command.circumstance)
    check_shown(case, command.circumstance, command.evidence)
    return [
        CircumstanceEstablished(
            act=facts.acting.id,
            circumstance=command.circumstance,
            established_on=facts.today.on,
            evidence=command.evidence,
            officers=officers,
            reason=command.reason,
        )
    ]

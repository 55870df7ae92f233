"""Replacing an officer of a case (更换承办人员, APL 42): what two officers confirmed stays, the rest is done again."""

from collections.abc import Sequence

from cases.case.domain.case import Case
from cases.case.domain.command import Deciding
from cases.case.domain.facts import Facts
from cases.officers.domain import ALONE, TWO_OFFICERS
from contracts.cases import CaseEvent, OfficerReplaced
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber, Text

NOT_OF_CASE = Rule("cases/not-of-case", "执法证 {number} 不是本案承办人员", law="APL 42", category=Category.MALFORMED)
OF_CASE = Rule("cases/already-of-case", "执法证 {number} 已是本案承办人员", law="APL 42", category=Category.MALFORMED)


class ReplaceOfficer(Deciding):
    leaving: CertificateNumber
    joining: CertificateNumber
    reason: Text

    def certificates(self, case: Case | None, caller: CertificateNumber | None) -> Sequence[CertificateNumber]:
        return (self.joining,)

    def officers_after(self, case: Case) -> tuple[CertificateNumber, ...]:
        return tuple(self.joining if number == self.leaving else number for number in case.officers)


def replace_officer(case: Case, command: ReplaceOfficer, facts: Facts) -> list[CaseEvent]:
    """Put another certified officer of the body in the place of one, who need not be reachable.

    A head who handled the case replaces nobody in it but the own person, who is to leave it.
    """
    facts.check_own_part(case)
    if not leaves(command, facts):
        facts.check_handled_by_others(case)
    facts.require("replace-officer", case)
    if command.leaving not in case.officers:
        refuse(NOT_OF_CASE, number=command.leaving)
    if command.joining in case.officers:
        refuse(OF_CASE, number=command.joining)
    check_joining(case, command, facts)
    return [
        OfficerReplaced(
            leaving=command.leaving,
            joining=command.joining,
            officers=command.officers_after(case),
            replaced_on=facts.today.on,
            void=case.unconfirmed_of(command.leaving),
            rests_on=facts.acting.rests_on,
            reason=command.reason,
        )
    ]


def leaves(command: ReplaceOfficer, facts: Facts) -> bool:
    """Tell whether the one who calls is the one who leaves, under any account."""
    own, left = facts.acting.own, command.leaving
    if left == facts.acting.caller or (own and own.certificate == left):
        return True
    marks = {one.mark for one in facts.handlers.values() if one.certificate == left and one.mark}
    return bool(own and own.mark in marks)


def check_joining(case: Case, command: ReplaceOfficer, facts: Facts) -> None:
    """Refuse who may not act, or is the same human being as one who stays; who stays may have to be replaced next."""
    TWO_OFFICERS.check_certificate(command.joining, facts.acting.holders, facts.acting.body, facts.today.on)
    mark = facts.acting.holders[command.joining].mark
    staying = set(case.officers) - {command.leaving}
    if mark and any(one.certificate in staying and one.mark == mark for one in facts.handlers.values()):
        refuse(ALONE)

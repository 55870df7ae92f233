"""Facts that decisions rest on besides the case, by subject. None has a default: what a rule judges by is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cases.case.domain.case import Case
from cases.case.domain.procedure import Today
from cases.case.domain.reserved import Reserved
from cases.clues.domain import Clue
from cases.officers.domain import NO_CERTIFICATE
from cases.powers.domain.power_list import Listing
from contracts.cases import CaseFiled
from contracts.credit import FirmKind
from contracts.identity.holder import Holder
from contracts.refusal import Category, Rule, refuse
from contracts.steps import By
from contracts.values import BodyCode, CertificateNumber, PersonId, RestsOn, Role, Sha256

RECUSED = Rule("cases/recused", "{who} 在本案中已经回避，不得再参与", law="APL 43", remedy="请由其他人员办理")
OWN_CASE = Rule("cases/own-case", "办理人就是本案当事人，应当回避", law="APL 43", remedy="请由其他人员办理")
NOT_ONE_OF_THEM = Rule(
    "cases/not-one-of-them", "办理人须为承办的执法人员之一", law="APL 42", category=Category.NOT_ALLOWED
)
HANDLER = Rule(
    "cases/head-handled-it",
    "办理人曾经承办本案，不得审批、决定本案，也不得决定他人的回避或者更换",
    law="APL 43, 57, 58",
    remedy="请由本机关其他负责人办理",
)
OWN_PENDING = Rule(
    "cases/own-recusal-pending",
    "对办理人本人的回避尚未决定，在此之前不得审批、决定本案",
    law="APL 43",
    remedy="请由本机关其他负责人办理，或者先决定该项回避",
)

OF_ONESELF = ("decide-recusal", "replace-officer")
"""Steps of a head that may be about the one who calls, and weigh that themselves."""
CONFIRMING = "confirm-act"


@dataclass(frozen=True, kw_only=True)
class Acting:
    """Actors of a command: `id` names the act that is recorded, `caller` is the certificate of the one who calls.

    `person` is that one's account, `roles` are its roles, `own` is what identity says of it.

    `holders` are the certificates that the command asks for, `rests_on` the facts of identity that they come from.
    """

    id: str
    body: BodyCode
    caller: CertificateNumber | None
    person: PersonId
    roles: frozenset[Role]
    own: Holder | None
    holders: Mapping[CertificateNumber, Holder]
    rests_on: tuple[RestsOn, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts of one decision, as far as its command asks for them.

    `listing` is what the justice bureau said of the power, `files` are those of the named files that are there, `clue`
    is the named one. `mark` is a keyed hash: it tells acts apart and says nothing of them (APL 29); `person_mark` is
    that of a human being's number. `holds` tells whether the case holds what only one in the county can: the fine of an
    act, by its mark, or a receipt, by its number. `concerned` is whom a recusal is about. `registered` is what the
    register says the named firm is, `earlier` the day of the newest decision on the same power that found the party at
    fault before, within the time that counts. `similar` are other cases of the party of about the same days, which may
    be about the same act, by their marks. `handlers` are those who handled the case, by their accounts.
    """

    today: Today
    at: datetime
    acting: Acting
    listing: Listing | None
    files: frozenset[Sha256]
    clue: Clue | None
    mark: Callable[[str], Sha256]
    person_mark: Callable[[str], Sha256]
    concerned: Holder | None
    holds: Callable[[Reserved, str], bool]
    registered: FirmKind | None
    earlier: date | None
    similar: Mapping[Sha256, CaseFiled]
    handlers: Mapping[str, Holder]

    def require(self, step: str, case: Case) -> None:
        """Refuse who has no part in the step before any gate tells how the case stands; then by the first shut gate."""
        self.check_own_part(case)
        by = self.today.procedure.steps[step].by
        if by is By.OFFICERS:
            self.check_one_of_them(case, of_acts=step == CONFIRMING)
        elif by is By.HEAD and step not in OF_ONESELF:
            self.check_handled_by_others(case)
        self.today.procedure.require(step, case, self.today)
        self.check_free(case)

    def check_own_part(self, case: Case) -> None:
        """Refuse a caller who was recused in the case, or is the party, under any account (X-03)."""
        own = self.acting.own
        for who in (self.acting.person, self.acting.caller):
            if who in case.recused:
                refuse(RECUSED, who=who)
        if own and own.mark and own.mark in case.recused:
            refuse(RECUSED, who=self.acting.caller or self.acting.person)
        if own and own.mark and case.party and own.mark in case.party.marks:
            refuse(OWN_CASE)

    def check_free(self, case: Case) -> None:
        """Refuse who was recused in the case, and the party itself, among all who are named (X-03)."""
        accounts = (holder.id for holder in self.acting.rests_on)
        for who in (self.acting.person, self.acting.caller, *self.acting.holders, *accounts):
            if who in case.recused:
                refuse(RECUSED, who=who)
        own = (self.acting.caller or self.acting.person, self.acting.own)
        marks = {holder.mark: who for who, holder in (own, *self.acting.holders.items()) if holder and holder.mark}
        for out in case.recused & marks.keys():
            refuse(RECUSED, who=marks[out])
        if case.party and case.party.marks & marks.keys():
            refuse(OWN_CASE)

    def check_one_of_them(self, case: Case, *, of_acts: bool) -> None:
        """Refuse who is no officer of the case (X-01), nor `of_acts` that were done in it."""
        caller = self.acting.caller or refuse(NO_CERTIFICATE)
        if caller not in case.officers and not (of_acts and any(caller in act.officers for act in case.acts)):
            refuse(NOT_ONE_OF_THEM)

    def check_handled_by_others(self, case: Case) -> None:
        """Refuse a head who handled the case, or whose recusal is open, under any account (APL 43, 57, 58)."""
        acting = self.acting
        mark = acting.own.mark if acting.own else None
        own = {acting.person, acting.caller, mark, acting.own.certificate if acting.own else None}
        if any(one.names & own for one in case.recusals_pending):
            refuse(OWN_PENDING)
        marks = {holder.mark for holder in self.handlers.values() if holder.mark}
        if acting.caller in case.handlers or acting.person in self.handlers or mark in marks:
            refuse(HANDLER)


def is_free(case: Case, holder: Holder) -> bool:
    """Tell whether an officer was neither recused in the case nor is the party (X-03)."""
    names = {holder.certificate, holder.mark} - {None}
    return case.recused.isdisjoint(names) and not (case.party and case.party.marks & names)

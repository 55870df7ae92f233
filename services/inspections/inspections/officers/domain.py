"""Demands on the officers of an inspection or a patrol: two of the body, certified on the day (APL 42, 55)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.identity.holder import Holder
from contracts.identity.two_officers import TwoOfficers
from contracts.inspections import InspectorReplaced, PatrolOfficerReplaced, ReplacementGround
from contracts.judging import Account
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, CertificateNumber, Command, PersonId, Text

ALONE = Rule(
    "inspections/one-officer", "行政检查的执法人员不得少于两人", law="APL 42", remedy="请另派一名执法人员"
)
NOT_CERTIFIED = Rule(
    "inspections/not-certified",
    "执法证 {number} 在 {on} 无效",
    law="APL 42, 55, 76(1)(5)",
    remedy="请由持有效执法证的人员检查",
)
OTHER_BODY = Rule("inspections/officer-of-other-body", "执法证 {number} 不属于本执法主体", law="APL 42, 55")
NOT_ONE_OF_THEM = Rule(
    "inspections/not-one-of-them", "只能由承办的两名执法人员办理", law="APL 42", category=Category.NOT_ALLOWED
)

STILL_CERTIFIED = Rule(
    "inspections/officer-still-certified",
    "执法证 {number} 今日有效，派出的执法人员不得另行挑选",
    law="OBE 54; 国发〔2019〕5号",
    remedy="由原定的执法人员办理；须回避的，由负责人以回避为由（ground=recusal）更换并说明理由",
)
RECUSED = Rule("inspections/officer-recused", "执法证 {number} 的执法人员须回避", law="APL 43")
HEAD_RECUSED = Rule(
    "inspections/head-recused",
    "办理人对本次检查或者巡查须回避，不得再作决定",
    law="APL 43",
    remedy="请由本机关其他负责人办理",
)
OWN_RECUSAL = Rule(
    "inspections/own-recusal", "不得决定本人的回避", law="APL 43", remedy="请由本机关其他负责人决定"
)
HANDLER = Rule(
    "inspections/head-handled-it",
    "办理人是或者曾经是本次检查或者巡查的执法人员，不得审批或者作出决定",
    law="Doc 54 (E-4); APL 57, 58",
    remedy="请由本机关其他负责人办理",
)

TWO_OFFICERS = TwoOfficers(alone=ALONE, not_certified=NOT_CERTIFIED, other_body=OTHER_BODY)


class Replacement(Command):
    """Another officer in place of one whose certificate does not count any more, who is recused or can't go on."""

    replaced: CertificateNumber
    by: CertificateNumber
    ground: ReplacementGround = ReplacementGround.CERTIFICATE
    reason: Text


type Holders = Mapping[CertificateNumber, Holder]


@dataclass(frozen=True)
class Humans:
    """The human beings behind accounts and certificates; one that is not known stands for itself."""

    known: Mapping[str, str]

    def of(self, names: Iterable[str]) -> set[str]:
        return {self.known.get(name, name) for name in names}

    def are_among(self, name: str, others: Iterable[str]) -> bool:
        """Tell whether the human being behind a name is behind one of the others."""
        return bool(self.of([name]) & self.of(others))


def humans_in(accounts: Iterable[Account]) -> Humans:
    return Humans({name: one.row.mark or one.id for one in accounts for name in (one.id, *one.row.numbers)})


def check_decider(person: PersonId, recused: Iterable[CertificateNumber], humans: Humans) -> None:
    """Refuse a head who is recused, under whatever account or certificate (X-03)."""
    if humans.are_among(person, recused):
        refuse(HEAD_RECUSED)


def check_not_handled(person: PersonId, handlers: Iterable[CertificateNumber], humans: Humans) -> None:
    """Refuse a head who is or was an officer of the inspection, under whatever account or certificate."""
    if humans.are_among(person, handlers):
        refuse(HANDLER)


def check_officers(officers: Sequence[CertificateNumber], body: BodyCode, holders: Holders, on: date) -> None:
    """Refuse unless these are two different officers of the body whose certificates are valid on the day."""
    TWO_OFFICERS.check(officers, holders, body, on)


def check_caller(
    caller: CertificateNumber | None, officers: Sequence[CertificateNumber], body: BodyCode, holders: Holders, on: date
) -> None:
    """Refuse unless the caller is one of the officers in charge, and certified by the body on the day (X-02)."""
    TWO_OFFICERS.check_certificate(one_of_them(caller, officers), holders, body, on)


def one_of_them(caller: CertificateNumber | None, officers: Sequence[CertificateNumber]) -> CertificateNumber:
    """The caller's certificate; refuses everyone but the officers in charge."""
    if caller is None or caller not in officers:
        refuse(NOT_ONE_OF_THEM)
    return caller


def officers_after(
    sent: tuple[CertificateNumber, ...], replacements: Iterable[InspectorReplaced | PatrolOfficerReplaced]
) -> tuple[CertificateNumber, ...]:
    """The officers who go: those who were sent, but for whom the head replaced."""
    for fact in replacements:
        sent = tuple(fact.by if number == fact.replaced else number for number in sent)
    return sent


def check_replacement(
    given: Replacement,
    officers: Sequence[CertificateNumber],
    recused: Collection[CertificateNumber],
    body: BodyCode,
    holders: Holders,
    humans: Humans,
    on: date,
) -> None:
    """Refuse to replace one who may go, and to send one who may not (X-02, X-03, X-36).

    Only a new certificate takes the place of the same human being's old one.
    """
    one_of_them(given.replaced, officers)
    holder = holders.get(given.replaced)
    certified = holder and holder.body == body and holder.certified(on)
    if certified and given.ground is ReplacementGround.CERTIFICATE:
        refuse(STILL_CERTIFIED, number=given.replaced)
    out = recused if given.ground is ReplacementGround.CERTIFICATE else (*recused, given.replaced)
    if given.by == given.replaced or humans.are_among(given.by, out):
        refuse(RECUSED, number=given.by)
    others = [number for number in officers if number != given.replaced]
    check_officers((*others, given.by), body, holders, on)


def check_replacing(
    given: Replacement, person: PersonId, handlers: Collection[CertificateNumber], humans: Humans
) -> None:
    """Refuse to decide on the own recusal (APL 43(3), X-03), and on others with whom the head is or was to go.

    The head whose own certificate counts no more sends somebody else instead.
    """
    own = humans.are_among(person, [given.replaced])
    if own and given.ground is ReplacementGround.RECUSAL:
        refuse(OWN_RECUSAL)
    if not own or given.ground is not ReplacementGround.CERTIFICATE:
        check_not_handled(person, handlers, humans)

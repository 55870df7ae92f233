"""Assembling the pool: everyone in the directories is in it or left out with a reason, before sealing (X-36)."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from contracts.places import NAMES
from contracts.refusal import Category, Rule, refuse
from inspections.draws.domain.lottery.directory import DirectoryFirm, DirectoryOfficer
from inspections.draws.domain.lottery.eligible import Eligible
from inspections.draws.domain.lottery.pool import (
    ExcludedFirm,
    ExcludedOfficer,
    Pool,
    PoolFirm,
    PoolOfficer,
    Recusal,
    Terms,
)
from inspections.draws.domain.lottery.tickets import TicketTable

POOL_TOO_SMALL = Rule(
    "inspections/pool-too-small",
    "{place}可抽取的检查对象为 {firms} 户，少于拟抽取的 {wanted} 户",
    law="国发〔2019〕5号 三(四)",
    remedy="减少拟抽取户数，或更新检查对象名录库、执法检查人员名录库后重新封存",
)
QUOTAS_DO_NOT_ADD_UP = Rule(
    "inspections/quotas-do-not-add-up",
    "各乡镇名额合计 {total} 户，与拟抽取的 {wanted} 户不一致",
    category=Category.MALFORMED,
)

# Reasons as they stand in the sealed file; people read them.
NO_TICKETS = "按信用风险类别和行业风险得零票"
OTHER_FIELD = "不属于本次抽查领域"
NO_PAIR = "所在乡镇符合条件的执法人员不足两人"
NOT_CERTIFIED = "抽取当日执法证件无效"
NOT_QUALIFIED = "不具备本次抽查领域的执法资格"


def assemble(
    firms: Iterable[DirectoryFirm],
    officers: Iterable[DirectoryOfficer],
    recusals: Iterable[Recusal],
    terms: Terms,
    table: TicketTable,
) -> Pool:
    """Assemble the pool; refuses one too small to draw as wanted, so that no lottery is repeated by hand."""
    officers_in, officers_out = sort_officers(officers, terms)
    recused = tuple(sorted(set(recusals)))
    firms_in, firms_out = sort_firms(firms, Eligible(officers_in, recused), terms, table)
    check_size(firms_in, terms)
    return Pool(
        terms=terms,
        firms=tuple(firms_in),
        officers=tuple(officers_in),
        recusals=recused,
        excluded_firms=tuple(firms_out),
        excluded_officers=tuple(officers_out),
    )


def sort_officers(
    officers: Iterable[DirectoryOfficer], terms: Terms
) -> tuple[list[PoolOfficer], list[ExcludedOfficer]]:
    """Those who can be matched and those who are left out, both sorted."""
    kept, out = [], []
    for officer in distinct(officers, certificate_of):
        if reason := why_not_matched(officer, terms):
            out.append(ExcludedOfficer(officer.township, officer.certificate, reason))
        else:
            kept.append(PoolOfficer(officer.township, officer.certificate))
    return sorted(kept), sorted(out)


def why_not_matched(officer: DirectoryOfficer, terms: Terms) -> str:
    """The reason to leave an officer out; empty if there is none."""
    if officer.barred:
        return officer.barred
    if not officer.certified(terms.on):
        return NOT_CERTIFIED
    return "" if officer.fields.issuperset(terms.fields) else NOT_QUALIFIED


def sort_firms(
    firms: Iterable[DirectoryFirm], eligible: Eligible, terms: Terms, table: TicketTable
) -> tuple[list[PoolFirm], list[ExcludedFirm]]:
    """Those that can be drawn and those that are left out, both sorted."""
    kept, out = [], []
    for firm in distinct(firms, code_of):
        tickets = table.tickets[firm.tier][firm.risk]
        if reason := why_not_drawn(firm, tickets, eligible, terms):
            out.append(ExcludedFirm(firm.code, firm.township, reason))
        else:
            kept.append(PoolFirm(firm.code, firm.township, tickets))
    return kept, out


def why_not_drawn(firm: DirectoryFirm, tickets: int, eligible: Eligible, terms: Terms) -> str:
    """The reason to leave a firm out; empty if there is none."""
    if firm.barred:
        return firm.barred
    if terms.applies_to and firm.field not in terms.applies_to:
        return OTHER_FIELD
    if not tickets:
        return NO_TICKETS
    return "" if eligible.enough_for(firm.code, firm.township) else NO_PAIR


def check_size(firms: list[PoolFirm], terms: Terms) -> None:
    """Refuse quotas that don't add up, and a pool with too few firms in the county or in a quota's township."""
    if terms.quotas and sum(quota.wanted for quota in terms.quotas) != terms.wanted:
        refuse(QUOTAS_DO_NOT_ADD_UP, total=sum(quota.wanted for quota in terms.quotas), wanted=terms.wanted)
    if len(firms) < terms.wanted:
        refuse(POOL_TOO_SMALL, place="全县", firms=len(firms), wanted=terms.wanted)
    there = Counter(firm.township for firm in firms) if terms.quotas else Counter[str]()
    for quota in terms.quotas:
        if there[quota.township] < quota.wanted:
            place = NAMES.get(quota.township, quota.township)
            refuse(POOL_TOO_SMALL, place=place, firms=there[quota.township], wanted=quota.wanted)


def distinct[T](entries: Iterable[T], key: Callable[[T], str]) -> list[T]:
    """Sort by key; raises ValueError on a key that stands twice, which would have two chances."""
    ordered = sorted(entries, key=key)
    for entry, following in pairwise(ordered):
        if key(entry) == key(following):
            raise ValueError(f"{key(entry)} stands twice in the directory")
    return ordered


def code_of(firm: DirectoryFirm) -> str:
    return firm.code


def certificate_of(officer: DirectoryOfficer) -> str:
    return officer.certificate

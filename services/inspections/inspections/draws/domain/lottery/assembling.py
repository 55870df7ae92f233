"""Assembling the pool: everyone in the directories is in it or left out with a reason, before sealing (X-36)."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from contracts.places import NAMES
from contracts.refusal import Category, Rule, refuse
from inspections.draws.domain.lottery.directory import DirectoryFirm, DirectoryOfficer
from inspections.draws.domain.lottery.eligible import Eligible
from inspections.draws.domain.lottery.numbers import opened
from inspections.draws.domain.lottery.pool import (
    ExcludedFirm,
    ExcludedOfficer,
    Openings,
    Pool,
    PoolFirm,
    PoolOfficer,
    Recusal,
    Terms,
    Ticket,
    WeighedFirm,
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
    nonce: str,
) -> tuple[Pool, Openings]:
    """Assemble the pool; refuses one too small to draw as wanted, so that no lottery is repeated by hand."""
    officers_in, officers_out = sort_officers(officers, terms)
    recused = tuple(sorted(set(recusals)))
    firms_in, firms_out = sort_firms(firms, Eligible(officers_in, recused), terms)
    weighed = weigh(firms_in, terms, table)
    check_size([firm for firm in weighed if firm.tickets], terms)
    openings = Openings(draw=terms.draw, nonce=nonce, lines=table.most, firms=tuple(weighed))
    pool = Pool(
        terms=terms,
        firms=tuple(PoolFirm(firm.code, firm.township) for firm in firms_in),
        tickets=tuple(sorted(Ticket(line.group, line.ticket) for line in opened(openings, terms))),
        officers=tuple(officers_in),
        recusals=recused,
        excluded_firms=tuple(firms_out),
        excluded_officers=tuple(officers_out),
    )
    return pool, openings


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
    firms: Iterable[DirectoryFirm], eligible: Eligible, terms: Terms
) -> tuple[list[DirectoryFirm], list[ExcludedFirm]]:
    """Those that the draw is about and those that are left out, both sorted; class and risk leave nobody out here."""
    kept, out = [], []
    for firm in distinct(firms, code_of):
        if reason := why_not_drawn(firm, eligible, terms):
            out.append(ExcludedFirm(firm.code, firm.township, reason))
        else:
            kept.append(firm)
    return kept, out


def weigh(firms: list[DirectoryFirm], terms: Terms, table: TicketTable) -> list[WeighedFirm]:
    """The firms with their tickets, by class and risk where the group allows it."""
    sizes = Counter(terms.group(firm.township) for firm in firms)
    by_table = {group: table.counts(sizes[group], wanted) for group, wanted in terms.groups().items()}
    return [
        WeighedFirm(
            firm.code,
            firm.township,
            firm.tier,
            firm.risk,
            table.tickets[firm.tier][firm.risk] if by_table.get(terms.group(firm.township)) else 1,
        )
        for firm in firms
    ]


def why_not_drawn(firm: DirectoryFirm, eligible: Eligible, terms: Terms) -> str:
    """The reason to leave a firm out; empty if there is none."""
    if firm.barred:
        return firm.barred
    if terms.applies_to and firm.field not in terms.applies_to:
        return OTHER_FIELD
    return "" if eligible.enough_for(firm.code, firm.township) else NO_PAIR


def check_size(firms: list[WeighedFirm], terms: Terms) -> None:
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

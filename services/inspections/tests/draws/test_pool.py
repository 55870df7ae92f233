"""The pool: everyone is in it or left out with a reason, and its file is canonical."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.credit import Risk
from contracts.refusal import Refusal
from contracts.values import Tier
from inspections.draws.domain import lottery
from inspections.draws.domain.lottery import DirectoryFirm, DirectoryOfficer, Quota, Recusal, Terms, TicketTable

ON = date(2026, 9, 1)
NONCE = "5e" * 32
HERE, THERE = "130624100", "130624207"
TABLE = TicketTable(
    valid_from=date(2026, 1, 1),
    least_firms=1,
    tickets={tier: {Risk.LOW: 0, Risk.ORDINARY: 1, Risk.HIGH: most} for most, tier in enumerate(Tier, 2)},
)
TERMS = Terms(
    draw="draw-1",
    on=ON,
    wanted=1,
    fields=("fire", "safety"),
    item_lists=("fire",),
    applies_to=("retail",),
    quotas=(),
    seed_source="双色球",
    seed_issue="2026104",
    known_from=datetime(2026, 9, 1, 13, 15, tzinfo=UTC),
)


def firm(
    code: str,
    township: str = HERE,
    field: str = "retail",
    risk: Risk = Risk.HIGH,
    barred: str = "",
    tier: Tier = Tier.B,
) -> DirectoryFirm:
    return DirectoryFirm(code, township, field, tier, risk, barred)


def officer(
    certificate: str,
    township: str = HERE,
    fields: frozenset[str] = frozenset({"fire", "safety", "food"}),
    until: date = ON,
    barred: str = "",
) -> DirectoryOfficer:
    return DirectoryOfficer(certificate, township, fields, date(2026, 1, 1), until, barred)


OFFICERS = (officer("YL-1"), officer("YL-2"))


def assemble(
    *firms: DirectoryFirm,
    officers: tuple[DirectoryOfficer, ...] = OFFICERS,
    recusals: tuple[Recusal, ...] = (),
    terms: Terms = TERMS,
    table: TicketTable = TABLE,
) -> lottery.Pool:
    return lottery.assemble(firms, officers, recusals, terms, table, NONCE)[0]


def tickets(*firms: DirectoryFirm, terms: Terms = TERMS, table: TicketTable = TABLE) -> dict[str, int]:
    """How many tickets each firm has, as the openings say."""
    return {firm.code: firm.tickets for firm in lottery.assemble(firms, OFFICERS, (), terms, table, NONCE)[1].firms}


def test_a_firm_has_the_tickets_of_its_class_and_risk() -> None:
    assert tickets(firm("B2"), firm("A1", risk=Risk.ORDINARY), firm("A3", risk=Risk.LOW)) == {"A1": 1, "A3": 0, "B2": 3}


@pytest.mark.parametrize(("least", "wanted"), [(5, 1), (4, 3)])
def test_x39_in_a_small_group_or_one_of_which_most_are_drawn_every_firm_has_one(least: int, wanted: int) -> None:
    """Its course would tell who has many."""
    firms = [firm(f"A{n}", risk=risk) for n, risk in enumerate([*Risk, Risk.HIGH])]
    table = TABLE.model_copy(update={"least_firms": least})
    assert set(tickets(*firms, terms=replace(TERMS, wanted=wanted), table=table).values()) == {1}
    assert set(tickets(*firms, terms=replace(TERMS, wanted=2)).values()) == {0, 1, 3}


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(Tier), st.sampled_from(Risk)), min_size=3, max_size=9), st.booleans())
def test_x39_a_pool_looks_the_same_whatever_the_classes_are(weights: list[tuple[Tier, Risk]], quotas: bool) -> None:
    """Also a firm without tickets stands in it like any other; only whose the lines are differs."""
    terms = replace(TERMS, quotas=(Quota(HERE, 1),) if quotas else ())
    several = [
        firm("Z1", tier=Tier.D),
        *(firm(f"A{n}", risk=risk, tier=tier) for n, (tier, risk) in enumerate(weights)),
    ]
    alike = [firm("Z1", tier=Tier.D), *(firm(f"A{n}") for n in range(len(weights)))]
    one, other = assemble(*several, terms=terms), assemble(*alike, terms=terms)
    assert replace(one, tickets=()) == replace(other, tickets=())
    assert [ticket.group for ticket in one.tickets] == [ticket.group for ticket in other.tickets]
    assert len(set(one.tickets)) == len(one.tickets) == TABLE.most * len(several)


def test_x39_tickets_can_not_be_told_without_the_nonce() -> None:
    """The same directory gives lines of which none is known from another draw of it."""
    several = [firm(f"A{n}") for n in range(5)]
    one, other = (lottery.assemble(several, OFFICERS, (), TERMS, TABLE, nonce)[0] for nonce in (NONCE, "00" * 32))
    assert not set(one.tickets) & set(other.tickets)


def test_whoever_is_left_out_stands_there_with_the_reason() -> None:
    pool = assemble(
        firm("A1"),
        firm("A2", barred="本年度检查次数已满"),
        firm("A3", field="fuel"),
        firm("A4", risk=Risk.LOW),
        firm("A5", township=THERE),
        firm("A6"),
        officers=(*OFFICERS, officer("YL-3", township=THERE)),
        recusals=(Recusal("A6", "YL-1"),),
    )
    assert pool.firms == (("A1", HERE), ("A4", HERE))
    assert pool.excluded_firms == (
        ("A2", HERE, "本年度检查次数已满"),
        ("A3", HERE, "不属于本次抽查领域"),
        ("A5", THERE, "所在乡镇符合条件的执法人员不足两人"),
        ("A6", HERE, "所在乡镇符合条件的执法人员不足两人"),
    )


def test_only_officers_certified_on_the_day_and_qualified_for_every_field_are_matched() -> None:
    pool = assemble(
        firm("A1"),
        officers=(
            *OFFICERS,
            officer("YL-3", until=date(2026, 8, 31)),
            officer("YL-4", fields=frozenset({"fire"})),
            officer("YL-5", barred="执法证件暂扣"),
        ),
    )
    assert [officer.certificate for officer in pool.officers] == ["YL-1", "YL-2"]
    assert pool.excluded_officers == (
        (HERE, "YL-3", "抽取当日执法证件无效"),
        (HERE, "YL-4", "不具备本次抽查领域的执法资格"),
        (HERE, "YL-5", "执法证件暂扣"),
    )


def test_without_fields_of_trade_every_firm_is_in_scope() -> None:
    assert assemble(firm("A1", field="fuel"), terms=replace(TERMS, applies_to=())).firms == (("A1", HERE),)


def test_a_pool_that_is_too_small_is_refused_before_sealing() -> None:
    with pytest.raises(Refusal) as refused:
        assemble(firm("A1", risk=Risk.LOW), firm("A2", risk=Risk.LOW))
    assert refused.value.rule is lottery.POOL_TOO_SMALL
    assert refused.value.detail == "全县可抽取的检查对象为 0 户，少于拟抽取的 1 户"


def test_a_township_that_cannot_fill_its_quota_is_refused_by_name() -> None:
    terms = replace(TERMS, wanted=2, quotas=(Quota(HERE, 1), Quota(THERE, 1)))
    with pytest.raises(Refusal) as refused:
        assemble(firm("A1"), firm("A2"), terms=terms)
    assert refused.value.detail == "夏庄乡可抽取的检查对象为 0 户，少于拟抽取的 1 户"


def test_quotas_must_add_up() -> None:
    with pytest.raises(Refusal) as refused:
        assemble(firm("A1"), terms=replace(TERMS, quotas=(Quota(HERE, 2),)))
    assert refused.value.rule is lottery.QUOTAS_DO_NOT_ADD_UP


@pytest.mark.parametrize(
    ("firms", "officers"),
    [((firm("A1"), firm("A1")), OFFICERS), ((firm("A1"),), (*OFFICERS, officer("YL-1", township=THERE)))],
)
def test_nobody_stands_twice_in_a_directory(
    firms: tuple[DirectoryFirm, ...], officers: tuple[DirectoryOfficer, ...]
) -> None:
    with pytest.raises(ValueError, match="stands twice"):
        assemble(*firms, officers=officers)


def test_the_sealed_file_is_this_to_the_byte() -> None:
    terms = replace(TERMS, quotas=(Quota(HERE, 1),))
    pool = assemble(firm("B2"), firm("B3"), firm("A1", risk=Risk.LOW), recusals=(Recusal("A1", "YL-2"),), terms=terms)
    lines = "".join(f"130624100\t{ticket}\n" for _, ticket in pool.tickets)
    pool_file = lottery.encode(pool)
    assert pool_file.decode() == (
        "zhifatong-pool/2\n"
        "[terms]\napplies-to\tretail\ndraw\tdraw-1\nfields\tfire\tsafety\nitem-lists\tfire\n"
        "known-from\t2026-09-01T13:15:00+00:00\non\t2026-09-01\nseed-issue\t2026104\nseed-source\t双色球\nwanted\t1\n"
        "[quotas]\n130624100\t1\n"
        "[firms]\nB2\t130624100\nB3\t130624100\n"
        f"[tickets]\n{lines}"
        "[officers]\n130624100\tYL-1\n130624100\tYL-2\n"
        "[recusals]\nA1\tYL-2\n"
        "[excluded-firms]\nA1\t130624100\t所在乡镇符合条件的执法人员不足两人\n"
        "[excluded-officers]\n"
    )
    assert len(pool.tickets) == 2 * TABLE.most
    assert lottery.seal(pool_file) == sha256(pool_file).hexdigest()


codes = st.lists(st.text("ABC123", min_size=1, max_size=3), min_size=1, max_size=8, unique=True)


@settings(deadline=None)
@given(codes)
def test_the_file_reads_back_and_does_not_depend_on_the_order_of_the_directory(names: list[str]) -> None:
    firms = [firm(name) for name in names]
    pool = assemble(*firms)
    pool_file = lottery.encode(pool)
    assert lottery.decode(pool_file) == pool
    assert lottery.encode(assemble(*reversed(firms), officers=OFFICERS[::-1])) == pool_file


@pytest.mark.parametrize("reason", ["分\t开", "换\n行"])
def test_no_value_may_break_the_lines(reason: str) -> None:
    with pytest.raises(lottery.PoolFileError):
        lottery.encode(assemble(firm("A1"), firm("A2", barred=reason)))


@pytest.mark.parametrize(
    "damage",
    [
        (b"zhifatong-pool/2", b"zhifatong-pool/1"),
        (b"[recusals]\n", b""),
        (b"A1\t130624100\n", b"A1\t130624100\t3\n"),
        (b"2026-09-01T13", b"2026-09-01 at 13"),
        (b"wanted\t1\n", b""),
        (b"YL-2\n", b"YL-2\tmore\n"),
        (b"retail", b"\xff"),
    ],
)
def test_another_file_is_not_read_as_a_pool(damage: tuple[bytes, bytes]) -> None:
    with pytest.raises(lottery.PoolFileError):
        lottery.decode(lottery.encode(assemble(firm("A1"))).replace(*damage))

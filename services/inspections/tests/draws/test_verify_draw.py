"""The stand-alone verifier agrees with the lottery and names what was tampered with."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.credit import Risk
from contracts.refusal import Refusal
from contracts.values import Tier
from inspections import verify_draw
from inspections.draws.domain import lottery
from inspections.draws.domain.lottery import DirectoryFirm, DirectoryOfficer, Quota, Recusal, Terms, TicketTable

ON = date(2026, 9, 1)
SEED = "双色球 2026101 期 01 05 12 20 28 33 + 07"
PLACES = ("130624100", "130624207")
TABLE = TicketTable(
    valid_from=ON,
    tickets={tier: {Risk.LOW: 0, Risk.ORDINARY: 1 + n, Risk.HIGH: 3 + n} for n, tier in enumerate(Tier)},
)

type Record = dict[str, Any]
relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def code(number: int) -> str:
    return f"91130624{number:010d}"


def held(
    firms: list[DirectoryFirm], wanted: int, quotas: tuple[Quota, ...], recusals: tuple[Recusal, ...], seed: str = SEED
) -> Record:
    """The record of a draw as the platform writes it."""
    terms = Terms(
        draw="draw-1", on=ON, wanted=wanted, fields=("fire",), item_lists=("fire",), applies_to=(), quotas=quotas
    )
    officers = [DirectoryOfficer(f"YL-{p}-{n}", p, frozenset({"fire"}), ON, ON, "") for p in PLACES for n in range(4)]
    pool_file = lottery.encode(lottery.assemble(firms, officers, recusals, terms, TABLE))
    drawn = lottery.hold(lottery.decode(pool_file), seed)
    written = lottery.write_record(pool_file, drawn, seed=seed, seed_source="样例", held_on=ON)
    record: Record = json.loads(written)
    return record


def season(quotas: tuple[Quota, ...] = ()) -> Record:
    firms = [DirectoryFirm(code(n), PLACES[n % 2], "retail", Tier.B, list(Risk)[n % 3], "") for n in range(30)]
    recused = [Recusal(code(5), f"YL-{PLACES[1]}-{n}") for n in range(3)]
    return held(firms, 6, quotas, (*recused, Recusal(code(2), f"YL-{PLACES[0]}-1")))


def verify(record: object, tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record), "utf-8")
    status = verify_draw.main([str(file), *more])
    told = capsys.readouterr()
    return status, told.out + told.err


@pytest.mark.parametrize(
    "quotas", [(), (Quota(PLACES[0], 5), Quota(PLACES[1], 1)), (Quota(PLACES[0], 1), Quota(PLACES[1], 5))]
)
def test_a_draw_as_the_platform_held_it_is_ok(
    quotas: tuple[Quota, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = season(quotas)
    status, told = verify(record, tmp_path, capsys, "--seal", record["pool_sha256"])
    assert status == 0
    assert told.startswith("OK 核验通过：抽中 6 户")


firms = st.lists(
    st.builds(
        DirectoryFirm,
        st.integers(0, 10**10 - 1).map(code),
        st.sampled_from(PLACES),
        st.just("retail"),
        st.sampled_from(list(Tier)),
        st.sampled_from([Risk.LOW, Risk.ORDINARY, Risk.HIGH, Risk.HIGH]),
        st.sampled_from(["", "", "", "本年度检查次数已满"]),
    ),
    min_size=8,
    max_size=25,
    unique_by=lambda firm: firm.code,
)
seeds = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=6, max_size=40)


@relaxed
@given(directory=firms, wanted=st.integers(1, 2), by_township=st.booleans(), seed=seeds, data=st.data())
def test_lottery_and_verifier_agree_on_any_pool(
    directory: list[DirectoryFirm],
    wanted: int,
    by_township: bool,
    seed: str,
    data: st.DataObject,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(directory), max_size=3))
    recusals = tuple(Recusal(firm.code, f"YL-{firm.township}-{n}") for firm in chosen for n in range(3))
    quotas = tuple(Quota(place, wanted) for place in PLACES) if by_township else ()
    with suppress(Refusal):  # the pool is too small
        record = held(directory, wanted * (len(quotas) or 1), quotas, recusals, seed)
        assert verify(record, tmp_path, capsys)[0] == 0


def set_seed(record: Record) -> None:
    record["seed"] += "!"


def set_ticket_count(record: Record) -> None:
    place = record["pool"].index("[firms]") + 1
    record["pool"][place] += "0"


def set_ticket(record: Record) -> None:
    record["drawn"][2]["ticket"] += 1


def set_number(record: Record) -> None:
    record["drawn"][1]["number"] = "0" * 64


def set_firm(record: Record) -> None:
    record["drawn"][0]["firm"] = code(99)


def set_township(record: Record) -> None:
    record["drawn"][0]["township"] = "130624101"


def set_officer(record: Record) -> None:
    record["drawn"][3]["officers"][1]["certificate"] = "YL-OTHER"


def set_officer_number(record: Record) -> None:
    record["drawn"][3]["officers"][0]["number"] = "f" * 64


def swap_officers(record: Record) -> None:
    record["drawn"][3]["officers"].reverse()


def swap_order(record: Record) -> None:
    record["drawn"][0], record["drawn"][1] = record["drawn"][1], record["drawn"][0]


def leave_one_out(record: Record) -> None:
    del record["drawn"][4]


def leave_all_out(record: Record) -> None:
    record["drawn"] = []


def set_seal(record: Record) -> None:
    record["pool_sha256"] = "0" * 64


def drop_exclusion(record: Record) -> None:
    place = record["pool"].index("[excluded-firms]") + 1
    del record["pool"][place]


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (set_seed, "种子不符"),
        (set_ticket_count, "封存哈希不符"),
        (set_ticket, "票号不符"),
        (set_number, "号码不符"),
        (set_firm, f"抽中企业不符：第 1 位应为 {{first}}，记录为 {code(99)}"),
        (set_township, "乡镇不符：企业 {first} 应为"),
        (set_officer, "执法人员不符"),
        (set_officer_number, "执法人员不符"),
        (swap_officers, "执法人员不符"),
        (swap_order, "抽中顺序不符：第 1 位应为 {first}"),
        (leave_one_out, "抽中户数不符：应为 6 户，记录为 5 户"),
        (leave_all_out, "抽中户数不符：应为 6 户，记录为 0 户"),
        (set_seal, "封存哈希不符：记录为 0000"),
        (drop_exclusion, "封存哈希不符"),
    ],
)
def test_whatever_is_tampered_with_is_named(
    tamper: Callable[[Record], None], named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = season()
    first = record["drawn"][0]["firm"]
    tamper(record)
    status, told = verify(record, tmp_path, capsys)
    assert status == 1
    assert named.format(first=first) in told
    assert "核验未通过" in told


def resealed(record: Record, change: Callable[[list[str]], None]) -> Record:
    """What a careful forger does: change the pool and seal it again."""
    change(record["pool"])
    record["pool_sha256"] = lottery.seal("".join(f"{line}\n" for line in record["pool"]).encode())
    return record


def test_a_forged_pool_is_caught_by_the_seal_that_was_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published = season()["pool_sha256"]
    forged = resealed(season(), lambda pool: pool.insert(pool.index("[excluded-officers]") + 1, "130624100\tX\t退休"))
    assert verify(forged, tmp_path, capsys)[0] == 0
    status, told = verify(forged, tmp_path, capsys, "--seal", published)
    assert status == 1
    assert f"抽取前公布的是 {published}" in told


@pytest.mark.parametrize(
    ("line", "after", "named"),
    [
        (f"{code(99)}\t{PLACES[0]}\t所在乡镇符合条件的执法人员不足两人", "[excluded-firms]", "排除理由不实"),
        (f"{code(0)}\t130624101\t2", "[firms]", "没有两名符合条件的执法人员"),
        (f"{code(1)}\t{PLACES[0]}\t已注销", "[excluded-firms]", "在名单中重复出现"),
        ("130624100\t5", "[quotas]", "各乡镇名额合计 5 户，与拟抽取的 6 户不符"),
        ("zz\tYL-1", "[recusals]", "名单 [recusals] 未按规定排序"),
        ("YL\tYL-130624100-1", "[excluded-officers]", "各行应有 3 列"),
    ],
)
def test_a_pool_that_breaks_the_rules_is_named_though_its_seal_is_right(
    line: str, after: str, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = resealed(season(), lambda pool: pool.insert(pool.index(after) + 1, line))
    status, told = verify(forged, tmp_path, capsys)
    assert status == 1
    assert named in told


def test_a_pool_too_small_for_what_was_wanted_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def want_more(pool: list[str]) -> None:
        pool[pool.index("wanted\t6")] = "wanted\t60"

    assert "名单不足：拟抽取 60 户" in verify(resealed(season(), want_more), tmp_path, capsys)[1]

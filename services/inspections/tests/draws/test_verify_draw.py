"""The stand-alone verifiers agree with the lottery and notice whatever is changed."""

import hashlib
import json
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.verified import Record, code, verify, verify_all

from contracts.credit import Risk
from contracts.refusal import Refusal
from contracts.values import Tier
from inspections import verify_draw
from inspections.draws.domain import lottery
from inspections.draws.domain.lottery import DirectoryFirm, DirectoryOfficer, Quota, Recusal, Terms, TicketTable
from inspections.draws.domain.lottery.record import ALGORITHM

ON = date(2026, 9, 1)
SEED = "2026101 01 05 12 20 28 33 07"
SOURCE, ISSUE = "双色球", "2026101"
PLACES = ("130624100", "130624207")
NONCE = "5e" * 32
TABLE = TicketTable(
    valid_from=ON,
    least_firms=4,
    tickets={tier: {Risk.LOW: 0, Risk.ORDINARY: 1 + n, Risk.HIGH: 3 + n} for n, tier in enumerate(Tier)},
)

relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def terms(wanted: int, quotas: tuple[Quota, ...] = ()) -> Terms:
    return Terms(
        draw="draw-1",
        on=ON,
        wanted=wanted,
        fields=("fire",),
        item_lists=("fire",),
        applies_to=(),
        quotas=quotas,
        seed_source=SOURCE,
        seed_issue=ISSUE,
        known_from=datetime(2026, 9, 1, 13, 15, tzinfo=UTC),
    )


def held(
    firms: list[DirectoryFirm], wanted: int, quotas: tuple[Quota, ...], recusals: tuple[Recusal, ...]
) -> tuple[Record, bytes]:
    """The record of a draw as the platform writes it, and its openings."""
    officers = [DirectoryOfficer(f"YL-{p}-{n}", p, frozenset({"fire"}), ON, ON, "") for p in PLACES for n in range(4)]
    pool, openings = lottery.assemble(firms, officers, recusals, terms(wanted, quotas), TABLE, NONCE)
    file, secret = lottery.encode(pool), lottery.encode_openings(openings)
    drawn = lottery.hold(lottery.decode(file), lottery.decode_openings(secret), SEED)
    told = f"{SOURCE}第 {ISSUE} 期"
    written = lottery.write_record(file, "draw-1", drawn, seed=SEED, seed_source=told, held_on=date(2026, 9, 2))
    record: Record = json.loads(written)
    return record, secret


def season(quotas: tuple[Quota, ...] = ()) -> tuple[Record, bytes]:
    firms = [
        DirectoryFirm(code(n), PLACES[n % 2], "retail", list(Tier)[n % 4], list(Risk)[n % 3], "") for n in range(30)
    ]
    recused = [Recusal(code(5), f"YL-{PLACES[1]}-{n}") for n in range(3)]
    return held(firms, 6, quotas, (*recused, Recusal(code(2), f"YL-{PLACES[0]}-1")))


FOLDER = Path(__file__).parent
RECORD: Record = json.loads((FOLDER / "record-2.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "quotas", [(), (Quota(PLACES[0], 5), Quota(PLACES[1], 1)), (Quota(PLACES[0], 1), Quota(PLACES[1], 5))]
)
def test_a_draw_as_the_platform_held_it_is_ok(
    quotas: tuple[Quota, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, openings = season(quotas)
    status, told = verify(record, tmp_path, capsys, "--seal", record["pool_sha256"])
    assert status == 0, told
    assert told.startswith("OK 核验通过：抽中 6 户")
    assert verify_all(record, openings, tmp_path) == 0


def test_the_tool_knows_the_algorithm_that_the_record_tells() -> None:
    assert hashlib.sha256("\n".join(ALGORITHM).encode()).hexdigest() == verify_draw.ALGORITHM_SHA256


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


@relaxed
@given(directory=firms, wanted=st.integers(1, 2), by_township=st.booleans(), data=st.data())
def test_lottery_and_verifiers_agree_on_any_pool(
    directory: list[DirectoryFirm],
    wanted: int,
    by_township: bool,
    data: st.DataObject,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(directory), max_size=3))
    recusals = tuple(Recusal(firm.code, f"YL-{firm.township}-{n}") for firm in chosen for n in range(3))
    quotas = tuple(Quota(place, wanted) for place in PLACES) if by_township else ()
    with suppress(Refusal):  # the pool is too small
        record, openings = held(directory, wanted * (len(quotas) or 1), quotas, recusals)
        assert verify(record, tmp_path, capsys)[0] == 0
        assert verify_all(record, openings, tmp_path) == 0


def test_the_second_version_is_written_as_it_was() -> None:
    """Records that were published stay what the tool verifies."""
    record, openings = season()
    assert record == RECORD
    assert openings == (FOLDER / "openings-2.txt").read_bytes()

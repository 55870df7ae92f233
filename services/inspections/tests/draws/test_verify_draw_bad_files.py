"""The stand-alone verifier needs nothing of ours and never trips over a bad file."""

import copy
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.verified import verify

from contracts.credit import Risk
from contracts.values import Tier
from inspections import verify_draw
from inspections.draws.domain import lottery
from inspections.draws.domain.lottery import DirectoryFirm, DirectoryOfficer, Terms
from inspections.draws.reference import load_ticket_tables

ON = date(2026, 9, 1)
SEED = "2026101 sample"
HERE = "130624100"
relaxed = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])


def small_record() -> dict[str, Any]:
    """Two of five firms, three officers."""
    terms = Terms(
        draw="draw-1",
        on=ON,
        wanted=2,
        fields=("fire",),
        item_lists=("fire",),
        applies_to=(),
        quotas=(),
        seed_source="样例",
        seed_issue="2026101",
        known_from=datetime(2026, 9, 1, 13, 15, tzinfo=UTC),
    )
    firms = [DirectoryFirm(f"91130624000000000{n}", HERE, "retail", Tier.B, Risk.HIGH, "") for n in range(1, 6)]
    officers = [DirectoryOfficer(f"YL-{n}", HERE, frozenset({"fire"}), ON, ON, "") for n in range(3)]
    table = load_ticket_tables()[0]
    pool, openings = lottery.assemble(firms, officers, (), terms, table, "5e" * 32)
    written = lottery.write_record(
        lottery.encode(pool),
        "draw-1",
        lottery.hold(pool, openings, SEED),
        seed=SEED,
        seed_source="样例第 2026101 期",
        held_on=date(2026, 9, 2),
    )
    record: dict[str, Any] = json.loads(written)
    return record


RECORD = small_record()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "不是有效的 JSON 文件"),
        (b"\xff\xfe", "不是有效的 JSON 文件"),
        (b"[" * 100_000, "不是有效的 JSON 文件"),
        (b"[]", "应为 JSON 对象"),
        (b'{"format": "zhifatong-draw/3"}', "不是 zhifatong-draw/2 格式"),
        (b'{"format": "zhifatong-draw/2"}', "缺少字段 draw"),
        (b'{"seed": "one", "seed": "two"}', "有重复的字段"),
        (b'{"format": "zhifatong-draw/2", "seed": "\\ud800"}', "不是有效的 JSON 文件"),
    ],
)
def test_a_bad_file_gives_one_clear_line(
    content: bytes, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    assert verify_draw.main([str(file)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"无法核验 {file}：")
    assert named in line


def test_a_file_that_is_not_there_gives_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for missing in (tmp_path / "nothing.json", tmp_path):
        assert verify_draw.main([str(missing)]) == 1
        assert "无法读取文件" in capsys.readouterr().err


anything: st.SearchStrategy[object] = st.sampled_from([None, True, 0, 10**30, -1, "", "x", [], {}, [{}], ["y"], 1.5])


@relaxed
@given(data=st.data(), value=anything)
def test_whatever_stands_in_a_field_there_is_an_answer_and_no_traceback(
    data: st.DataObject, value: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = copy.deepcopy(RECORD)
    where = data.draw(
        st.sampled_from([record, record["drawn"][0], record["drawn"][0]["officers"][0], record["blank"][0]])
    )
    where[data.draw(st.sampled_from(sorted(where)))] = value
    status, told = verify(record, tmp_path, capsys)
    assert told
    assert status == 1 or "核验通过" in told


@relaxed
@given(data=st.data(), line=st.text(st.sampled_from("[]\t\n0129Afw-"), max_size=12))
def test_whatever_stands_in_the_pool_is_noticed(
    data: st.DataObject, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = copy.deepcopy(RECORD)
    place = data.draw(st.integers(0, len(record["pool"]) - 1))
    record["pool"][place] = line
    assert verify(record, tmp_path, capsys)[0] == 1


def test_the_file_alone_is_enough(tmp_path: Path) -> None:
    """Copied away, without site packages: nothing of ours and nothing installed can be imported."""
    alone = tmp_path / "verify_draw.py"
    alone.write_bytes(Path(verify_draw.__file__).read_bytes())
    record = tmp_path / "record.json"
    record.write_text(json.dumps(RECORD), "utf-8")
    ended = subprocess.run([sys.executable, "-I", "-S", alone, record], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("OK 核验通过")

"""Whatever is changed in a record or in openings of the second version is noticed."""

import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.verified import Place, Record, at, code, leaves, verify, verify_all

from inspections.draws.domain import lottery
from inspections.draws.domain.lottery.record import digest_of

PLACES = ("130624100", "130624207")
FOLDER = Path(__file__).parent
OPENINGS = (FOLDER / "openings-2.txt").read_bytes()

relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

RECORD: Record = json.loads((FOLDER / "record-2.json").read_text("utf-8"))


# Changed in one place


def changed(path: Place, resealed: bool = False) -> Record:
    """The record with one text longer by a character; a careful forger makes the digests anew."""
    record = copy.deepcopy(RECORD)
    at(record, path[:-1])[path[-1]] += "0"
    if resealed:
        record["pool_sha256"] = lottery.seal("".join(f"{line}\n" for line in record["pool"]).encode())
        del record["record_sha256"]
        record["record_sha256"] = digest_of(record)
    return record


SOME = [path for path in leaves(RECORD) if path[0] not in ("pool", "blank") or path[1] in (0, 3, 9, 14, 99)]


@relaxed
@given(path=st.sampled_from(list(leaves(RECORD))))
def test_any_change_is_noticed(path: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(changed(path), tmp_path, capsys)[0] == 1


@pytest.mark.parametrize("path", SOME, ids=lambda path: ".".join(map(str, path)))
def test_a_forger_who_makes_the_digests_anew_is_noticed_by_the_published_seal(
    path: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = changed(path, resealed=path[0] not in ("pool_sha256", "record_sha256"))
    assert verify(forged, tmp_path, capsys, "--seal", RECORD["pool_sha256"])[0] == 1


def test_another_day_of_holding_is_noticed_by_the_published_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All else follows from the seal and the seed; a day is only told."""
    forged = copy.deepcopy(RECORD)
    forged["held_on"] = "2026-09-09"
    del forged["record_sha256"]
    forged["record_sha256"] = digest_of(forged)
    assert verify(forged, tmp_path, capsys)[0] == 0
    published = hashlib.sha256(json.dumps(RECORD).encode()).hexdigest()
    assert verify(RECORD, tmp_path, capsys, "--record", published)[0] == 0
    assert verify(forged, tmp_path, capsys, "--record", published)[0] == 1
    forged["held_on"] = "2026-08-31"
    assert "抽取日期不符" in verify(forged, tmp_path, capsys)[1]


@pytest.mark.parametrize("place", [(), ("drawn", 0), ("blank", 0)])
def test_unknown_members_are_refused(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = copy.deepcopy(RECORD)
    at(record, place)["remark"] = "added"
    status, told = verify(record, tmp_path, capsys)
    assert (status, "不应有的字段：remark" in told) == (1, True)


def test_unknown_members_of_an_officer_are_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = copy.deepcopy(RECORD)
    record["drawn"][0]["officers"][0]["remark"] = "added"
    assert "执法人员不符" in verify(record, tmp_path, capsys)[1]


def swap_order(record: Record) -> None:
    record["drawn"][0], record["drawn"][1] = record["drawn"][1], record["drawn"][0]


def leave_one_out(record: Record) -> None:
    del record["drawn"][4]


def leave_all_out(record: Record) -> None:
    record["drawn"] = []


def pass_the_first(record: Record) -> None:
    record["repeated"].append(record["drawn"].pop(0)["ticket"])


def hide_a_blank(record: Record) -> None:
    del record["blank"][0]


def another_number(record: Record) -> None:
    record["drawn"][1]["number"] = "0" * 64


def another_firm(record: Record) -> None:
    record["drawn"][0]["firm"] = code(99)


def swap_officers(record: Record) -> None:
    record["drawn"][3]["officers"].reverse()


def another_seed(record: Record) -> None:
    record["seed"] = "2026101 01 05 12 20 28 33 08"


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (another_seed, "号码不符"),
        (another_number, "号码不符"),
        (another_firm, "企业不符"),
        (swap_officers, "执法人员不符"),
        (swap_order, "抽中顺序不符"),
        (leave_one_out, "记录中没有打开"),
        (leave_all_out, "记录中没有打开"),
        (pass_the_first, "记录中没有打开"),
        (hide_a_blank, "记录中没有打开"),
    ],
)
def test_whatever_is_tampered_with_is_named(
    tamper: Callable[[Record], None], named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = copy.deepcopy(RECORD)
    tamper(record)
    del record["record_sha256"]
    record["record_sha256"] = digest_of(record)
    status, told = verify(record, tmp_path, capsys)
    assert status == 1
    assert named in told
    assert "record_sha256" not in told


@pytest.mark.parametrize(
    ("line", "after", "named"),
    [
        (f"{code(99)}\t{PLACES[0]}\t所在乡镇符合条件的执法人员不足两人", "[excluded-firms]", "排除理由不实"),
        (f"{code(0)}\t130624101", "[firms]", "没有两名符合条件的执法人员"),
        (f"{code(1)}\t{PLACES[0]}\t已注销", "[excluded-firms]", "在名单中重复出现"),
        ("130624100\t5", "[quotas]", "各乡镇名额合计与拟抽取的 6 户不符"),
        ("zz\tYL-1", "[recusals]", "名单 [recusals] 未按规定排序"),
        ("YL\tYL-130624100-1", "[excluded-officers]", "各行应有 3 列"),
        ("130625\t" + "0" * 64, "[tickets]", "有的票不属于任何一组"),
    ],
)
def test_a_pool_that_breaks_the_rules_is_named_though_its_seal_is_right(
    line: str, after: str, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = copy.deepcopy(RECORD)
    forged["pool"].insert(forged["pool"].index(after) + 1, line)
    status, told = verify(forged, tmp_path, capsys)
    assert status == 1
    assert named in told


# Whose the tickets are


def uneven(text: str) -> str:
    lines = text.splitlines()
    row = next(place for place, line in enumerate(lines) if line.endswith("\tordinary\t2"))
    return "\n".join([*lines[:row], lines[row][:-1] + "3", *lines[row + 1 :], ""])


@pytest.mark.parametrize(
    "change",
    [
        uneven,
        lambda text: text.replace("draw\tdraw-1", "draw\tdraw-2"),
        lambda text: text.replace("nonce\t5e", "nonce\t5f"),
        lambda text: text.replace("lines\t6", "lines\t7"),
        lambda text: text.replace(code(3), code(98)),
        lambda text: text.replace("zhifatong-openings/1", "zhifatong-openings/2"),
    ],
)
def test_openings_that_were_changed_are_noticed(change: Callable[[str], str], tmp_path: Path) -> None:
    assert verify_all(RECORD, OPENINGS, tmp_path) == 0
    assert verify_all(RECORD, change(OPENINGS.decode()).encode(), tmp_path) == 1


def test_a_ticket_that_was_passed_though_its_firm_was_not_drawn_is_noticed(tmp_path: Path) -> None:
    """What the public can't see: whose the passed tickets are (docs/decisions/0040)."""
    record = copy.deepcopy(RECORD)
    pass_the_first(record)
    assert verify_all(record, OPENINGS, tmp_path) == 1

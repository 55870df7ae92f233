"""Records of the first version stay verifiable with their own tool, also against every planted change."""

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.verified import Place, at, leaves

from inspections import verify_draw, verify_draw_1

FILE = Path(__file__).with_name("record-1.json")
RECORD: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
PUBLISHED = ("--seal", RECORD["pool_sha256"], "--record", hashlib.sha256(FILE.read_bytes()).hexdigest())
UNPROVEN = {("seed_source",), ("held_on",)}
"""What only the published hash of the file proves."""


def changed(path: Place) -> dict[str, Any]:
    record = copy.deepcopy(RECORD)
    place = at(record, path[:-1])
    place[path[-1]] = place[path[-1]] + (1 if isinstance(place[path[-1]], int) else "0")
    return record


def verify(record: object, folder: Path, *published: str) -> int:
    file = folder / "record.json"
    file.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")
    return verify_draw_1.main([str(file), *published])


def test_a_record_of_the_first_version_is_ok(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_draw_1.main([str(FILE), *PUBLISHED]) == 0
    assert verify_draw.main([str(FILE)]) == 1
    assert "verify_draw_1.py" in capsys.readouterr().err


@pytest.mark.parametrize("path", list(leaves(RECORD)), ids=lambda path: ".".join(map(str, path)))
def test_any_change_is_noticed(path: Place, tmp_path: Path) -> None:
    assert verify(changed(path), tmp_path, *PUBLISHED) == 1
    assert verify(changed(path), tmp_path) == (0 if path in UNPROVEN else 1)


@pytest.mark.parametrize("place", [(), ("drawn", 0), ("drawn", 0, "officers", 0)])
def test_unknown_members_are_refused(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = copy.deepcopy(RECORD)
    where: Any = record
    for key in place:
        where = where[key]
    where["remark"] = "added"
    assert verify(record, tmp_path) == 1
    assert "不应有的字段：remark" in capsys.readouterr().err


def test_what_is_wrong_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, named in ((("seed",), "种子不符"), (("drawn", 2, "ticket"), "票号不符"), (("pool", 9), "封存哈希不符")):
        assert verify(changed(path), tmp_path) == 1
        assert named in capsys.readouterr().out
    file = tmp_path / "nothing.json"
    assert verify_draw_1.main([str(file)]) == 1

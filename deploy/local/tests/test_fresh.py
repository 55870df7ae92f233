"""Forgetting deletes what a stack made, and nothing else."""

from pathlib import Path

import pytest

from stack.__main__ import fresh, main
from stack.process import Failed
from stack.settings import isolated_settings


def test_what_a_stack_made_is_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    (folder / "store").mkdir(parents=True)
    (folder / "season-played").touch()
    assert fresh(isolated_settings(folder)) == 0
    assert not folder.exists()
    assert fresh(isolated_settings(folder)) == 0


def test_a_folder_with_anything_else_in_it_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(Failed, match=r"thesis\.doc"):
        fresh(isolated_settings(tmp_path))
    assert {entry.name for entry in tmp_path.iterdir()} == {"store", "thesis.doc"}


@pytest.mark.parametrize("asked", [(), ("--help",), ("once",), ("run", "twice")])
def test_what_is_not_understood_deletes_nothing(
    asked: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "run" / "store").mkdir(parents=True)
    monkeypatch.setenv("ZHIFATONG_FOLDER", str(tmp_path / "run"))
    assert main(*asked) == 2
    assert (tmp_path / "run" / "store").exists()

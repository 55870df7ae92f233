"""The parts of `make check` run at once; what failed is told, and the tests have the last word."""

import pytest
from tools.side_by_side import main


def told(capfdbinary: pytest.CaptureFixture[bytes]) -> list[str]:
    return capfdbinary.readouterr().out.decode().splitlines()


def test_each_part_has_a_line_and_the_last_one_its_own(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main("lint=sleep 0.2; echo many words", "types=echo more", "tests=echo 3 passed") == 0
    assert told(capfdbinary) == ["check | types: ok, 0 s", "check | lint: ok, 0 s", "3 passed"]


def test_a_part_that_fails_is_told_above_the_tests(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main("types=echo 'x.py:1: error'; exit 2", "tests=sleep 0.3; echo 3 passed") == 1
    assert told(capfdbinary) == ["x.py:1: error", "check | types: failed (status 2), 0 s", "3 passed"]


def test_tests_that_fail_fail_the_check(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main("types=true", "tests=echo 1 failed; exit 1") == 1
    assert told(capfdbinary) == ["check | types: ok, 0 s", "1 failed"]


def test_all_run_at_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each waits for the other."""
    here = tmp_path_factory.mktemp("meeting")
    waiting = "until [ -e {0}/{1} ]; do sleep 0.02; done"
    one = f"touch {here}/one; {waiting.format(here, 'two')}"
    two = f"touch {here}/two; {waiting.format(here, 'one')}"
    assert main(f"one={one}", f"two={two}") == 0

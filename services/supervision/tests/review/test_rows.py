"""Every row of what a system must refuse is judged, or named as not shown, and never both (domain §10)."""

import re
import tomllib
from pathlib import Path

from supervision.review import NOT_SHOWN, POINTS

RULES = Path(__file__).parents[4] / "docs/rules.toml"
TESTS = Path(__file__).parent


def rows() -> set[str]:
    return {rule for rule in tomllib.loads(RULES.read_text()) if rule.startswith("X-")}


def test_every_row_is_judged_or_not_shown() -> None:
    judged = {point.rule for point in POINTS}
    assert len(rows()) == 41
    assert judged | NOT_SHOWN.keys() == rows()
    assert judged & NOT_SHOWN.keys() == set()


def test_every_row_that_is_judged_has_a_test_that_finds_it() -> None:
    found = {rule for file in TESTS.glob("test_*.py") for rule in re.findall(r'"(X-\d\d) ', file.read_text())}
    assert found == {point.rule for point in POINTS}

"""docs/once-accepted.md names rules and tests that there are."""

import re

from tests.architecture.sources import ROOT

from contracts_tool.citations import sources
from contracts_tool.refusals import declared

PAGE = ROOT / "docs/once-accepted.md"


def test_each_kind_names_a_rule_and_a_test_that_are_there() -> None:
    lines = [line for line in PAGE.read_text().splitlines() if re.match(r"\| K\d", line)]
    rows = [line.split(" | ") for line in lines]
    closed = [row for row in rows if len(row) == 4]
    found = sources(ROOT)
    codes = {refusal.code for refusal in declared([one for one in found if not one.is_test])}
    tests = {name for one in found if one.is_test for _, _, name in one.definitions}
    assert {row[0].removeprefix("| ").split()[0] for row in closed} == {f"K{number}" for number in range(1, 11)}
    named = {code for row in closed for code in re.findall(r"`([^`]+)`", row[2])} - {"invalid"}
    assert named - codes == set()
    assert {re.findall(r"`(\w+)`", row[3])[0] for row in closed} - tests == set()

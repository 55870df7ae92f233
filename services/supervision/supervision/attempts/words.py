"""What refused rules say in Chinese."""

from collections.abc import Iterable

from chassis.consuming import RowStore
from supervision.attempts.row import AttemptRow


async def rule_words(attempts: RowStore[AttemptRow], rules: Iterable[str]) -> dict[str, str]:
    """The labels of these rules by code, as an attempt brought them; none for a rule that came without one."""
    told = [
        row
        for rule in sorted(rules)
        for row in await attempts.where({"row.rule": rule, "row.rule_label": {"$gt": ""}}, limit=1)
    ]
    return {found.row.rule: found.row.rule_label for found in told}

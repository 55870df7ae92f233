"""Words of refused rules in Chinese."""

from collections.abc import Iterable
from dataclasses import dataclass

from chassis.consuming import RowStore
from supervision.attempts.row import AttemptRow


@dataclass(frozen=True)
class RuleWords:
    attempts: RowStore[AttemptRow]

    async def of(self, rules: Iterable[str]) -> dict[str, str]:
        """The labels of these rules by code, as an attempt brought them; none for a rule that came without one."""
        told = [
            row
            for rule in sorted(rules)
            for row in await self.attempts.where({"row.rule": rule, "row.rule_label": {"$gt": ""}}, limit=1)
        ]
        return {found.row.rule: found.row.rule_label for found in told}

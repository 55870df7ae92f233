"""The parts of supervision: what it decides itself, tasks and alerts, and its rows of everything else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from chassis.consuming import RowStore
from chassis.deadlines import Ticking
from chassis.documents import Index
from chassis.process import COUNTS, Parts
from chassis.store import Store
from supervision.alerts.verbs import ALERT, Alerts
from supervision.attempts.row import ATTEMPT_ROWS, AttemptRow
from supervision.attempts.words import rule_words
from supervision.cases.clue_row import CLUE_ROWS
from supervision.cases.referral_row import REFERRAL_ROWS
from supervision.cases.row import CASE_ROWS, CaseRow
from supervision.counts.queries import Counted
from supervision.powers.queries import Powers
from supervision.powers.row import POWER_ROWS
from supervision.register.firm_row import FIRM_ROWS
from supervision.register.officer_row import OFFICER_ROWS
from supervision.register.register import Register
from supervision.tasks.row import TASK_ROWS
from supervision.tasks.verbs import TASK, Tasks
from supervision.visits.draw_row import DRAW_ROWS
from supervision.visits.patrol_row import PATROL_ROWS
from supervision.visits.row import VISIT_ROWS


@dataclass(frozen=True, kw_only=True)
class Service:
    parts: Parts
    rows: Sequence[RowStore[Any]]
    cases: RowStore[CaseRow]
    attempts: RowStore[AttemptRow]
    powers: Powers
    alerts: Alerts
    tasks: Tasks
    counts: Counted

    @property
    def stores(self) -> list[Store[Any, Any]]:
        return [self.tasks.store, self.alerts.store]

    @property
    def ticking(self) -> list[Ticking]:
        return [Ticking(self.tasks.store, self.tasks.tick)]

    async def prepare(self) -> None:
        """Make the indexes for the freshness of answers and for the counts."""
        for kept in self.rows:
            await self.parts.documents.index(kept.rows.collection, Index(("as_of",)))
        await self.parts.documents.index(COUNTS, Index(("bucket",)))
        await self.parts.documents.index(COUNTS, Index(("rows",)))


def assemble(parts: Parts) -> Service:
    """The service on its parts."""
    cases, attempts, powers = parts.rows(CASE_ROWS), parts.rows(ATTEMPT_ROWS), parts.rows(POWER_ROWS)
    register = Register(parts.rows(OFFICER_ROWS), parts.rows(FIRM_ROWS))
    counted_only = (VISIT_ROWS, PATROL_ROWS, DRAW_ROWS, CLUE_ROWS, REFERRAL_ROWS, TASK_ROWS)
    others = [parts.rows(kept) for kept in counted_only]
    rows: list[RowStore[Any]] = [cases, attempts, powers, register.officers, register.firms, *others]

    async def words_of_rules(rules: Iterable[str]) -> dict[str, str]:
        return await rule_words(attempts, rules)

    service = Service(
        parts=parts,
        rows=rows,
        cases=cases,
        attempts=attempts,
        powers=Powers(powers, cases),
        alerts=Alerts(parts.store(ALERT), rows),
        tasks=Tasks(parts.store(TASK), register, rows),
        counts=Counted(parts.documents, rows, words_of_rules),
    )
    parts.tick(service.tasks.store, service.tasks.tick)
    return service

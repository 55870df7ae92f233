"""The parts of supervision: what it decides itself, tasks and alerts, and its rows of everything else."""

from dataclasses import dataclass
from typing import Any

from chassis.consuming import CountStore, Rows, RowStore
from chassis.process import Parts
from supervision.alerts.verbs import ALERT, Alerts
from supervision.attempts.row import ATTEMPT_ROWS, AttemptRow
from supervision.attempts.rule_words import RuleWords
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

COUNTED_ONLY: tuple[Rows[Any], ...] = (VISIT_ROWS, PATROL_ROWS, DRAW_ROWS, CLUE_ROWS, REFERRAL_ROWS, TASK_ROWS)


@dataclass(frozen=True, kw_only=True)
class Service:
    parts: Parts
    cases: RowStore[CaseRow]
    attempts: RowStore[AttemptRow]
    powers: Powers
    alerts: Alerts
    tasks: Tasks
    counts: Counted


def assemble(parts: Parts) -> Service:
    """The service on its parts."""
    cases, attempts, powers = parts.rows(CASE_ROWS), parts.rows(ATTEMPT_ROWS), parts.rows(POWER_ROWS)
    register = Register(parts.rows(OFFICER_ROWS), parts.rows(FIRM_ROWS))
    for kind in COUNTED_ONLY:
        parts.rows(kind)
    tasks = Tasks(parts.store(TASK), register, parts.row_stores)
    parts.tick(tasks.store, tasks.tick)
    return Service(
        parts=parts,
        cases=cases,
        attempts=attempts,
        powers=Powers(powers, cases),
        alerts=Alerts(parts.store(ALERT), parts.row_stores),
        tasks=tasks,
        counts=Counted(CountStore(parts.documents, parts.row_stores), RuleWords(attempts).of),
    )


async def prepare(service: Service) -> None:
    """Make the indexes of the counts."""
    await service.counts.store.prepare()

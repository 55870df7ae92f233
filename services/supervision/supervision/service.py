"""What supervision decides itself, tasks and alerts, and the rows that it keeps of everybody else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chassis.consuming import Row, RowStore
from chassis.deadlines import Ticking
from chassis.documents import Index
from chassis.http import key_of
from chassis.process import COUNTS, Parts
from chassis.store import UNKNOWN, Aggregate, Store, Stored
from contracts.identity.holder import Holder
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.supervision import AlertEvent, AlertKind, TaskEvent
from contracts.values import CertificateNumber, RestsOn, Role, SocialCreditCode
from supervision.domain import alert, task
from supervision.domain.alert import Alert, RaiseAlert, SettleAlert
from supervision.domain.facts import Facts
from supervision.domain.task import IssueTask, Task
from supervision.rows import (
    ATTEMPT_ROWS,
    CASE_ROWS,
    CLUE_ROWS,
    DRAW_ROWS,
    FIRM_ROWS,
    OFFICER_ROWS,
    PATROL_ROWS,
    POWER_ROWS,
    REFERRAL_ROWS,
    TASK_ROWS,
    VISIT_ROWS,
    AttemptRow,
    CaseRow,
    FirmRow,
    PowerRow,
)

TASK = Aggregate(
    kind="task",
    state=Task,
    event=TaskEvent,
    evolve=task.evolve,
    due=task.due,
    indexes=("issued.officers", "issued.township", "issued.due_on"),
)
ALERT = Aggregate(
    kind="alert",
    state=Alert,
    event=AlertEvent,
    evolve=alert.evolve,
    indexes=("place", "raised.township", "raised.kind"),
)

type Decision[C] = Callable[[Task, C, Facts], list[TaskEvent]]


@dataclass(frozen=True, kw_only=True)
class Service:
    parts: Parts
    tasks: Store[Task, TaskEvent]
    alerts: Store[Alert, AlertEvent]
    cases: RowStore[CaseRow]
    attempts: RowStore[AttemptRow]
    powers: RowStore[PowerRow]
    officers: RowStore[Holder]
    firms: RowStore[FirmRow]
    others: Sequence[RowStore[Any]]

    @property
    def stores(self) -> list[Store[Any, Any]]:
        return [self.tasks, self.alerts]

    @property
    def rows(self) -> list[RowStore[Any]]:
        return [self.cases, self.attempts, self.powers, self.officers, self.firms, *self.others]

    @property
    def ticking(self) -> list[Ticking]:
        return [Ticking(self.tasks, self.tick_task)]

    async def prepare(self) -> None:
        """Indexes for the freshness of answers and for the counts."""
        for kept in self.rows:
            await self.parts.documents.index(kept.rows.collection, Index(("as_of",)))
        await self.parts.documents.index(COUNTS, Index(("bucket",)))
        await self.parts.documents.index(COUNTS, Index(("rows",)))

    async def issue_task(self, command: IssueTask, who: Origin) -> Stored[Task]:
        return await self.tasks.create(f"task-{key_of(who)}", task.issue_task, command, who, self.of_officers)

    async def change_task[C](self, id: str, decide: Decision[C], command: C, who: Origin) -> Stored[Task]:
        return await self.tasks.change(id, decide, command, who, self.of_today)

    async def tick_task(self, id: str, who: Origin) -> None:
        await self.change_task(id, task.flag_overdue, None, who)

    async def read_task(self, id: str, who: Origin) -> Stored[Task]:
        """The supervisor's, the head's of the township, and the officers' who are to do it."""
        stored = await self.tasks.read(id)
        issued = stored.state.issued
        head = Role.HEAD in who.roles and who.township == issued.township
        if not (Role.SUPERVISOR in who.roles or head or who.certificate in issued.officers):
            refuse(UNKNOWN, id=id)
        return stored

    async def raise_alert(self, command: RaiseAlert, who: Origin) -> None:
        id = alert_id(command.kind, command.subject)
        await self.alerts.create_or_change(id, alert.raise_alert, command, who, self.of_today)

    async def settle_alert(self, kind: AlertKind, subject: str, command: SettleAlert, who: Origin) -> None:
        """Events of one subject come in order: where no alert was raised before it, the deed was in time."""
        id = alert_id(kind, subject)
        found = await self.alerts.find(id)
        if found and found.state.concerns(command.fact):
            await self.alerts.change(id, alert.settle_alert, command, who, self.of_today)

    async def of_today(self, state: object, command: object, who: Origin) -> Facts:
        return Facts(on=who.on)

    async def of_officers(self, state: Task | None, command: IssueTask, who: Origin) -> Facts:
        """The officers' certificates and the firm, from the rows."""
        holders = {number: found for number in command.officers if (found := await self.holder_of(number))}
        firm = await self.firm_of(command.firm) if command.firm else None
        return Facts(
            on=who.on,
            holders={number: found.row for number, found in holders.items()},
            firm_in=firm.row.township if firm else None,
            rests_on=tuple(RestsOn(id=it.id, sequence=it.sequence) for it in (*holders.values(), firm) if it),
        )

    async def holder_of(self, certificate: CertificateNumber) -> Row[Holder] | None:
        found = await self.officers.where({"row.certificate": certificate}, limit=1)
        return found[0] if found else None

    async def firm_of(self, code: SocialCreditCode) -> Row[FirmRow] | None:
        found = await self.firms.where({"row.code": code}, limit=1)
        return found[0] if found else None


def alert_id(kind: AlertKind, subject: str) -> str:
    return f"alert-{kind}-{subject}"


def assemble(parts: Parts) -> Service:
    """The service on its parts."""
    others = (VISIT_ROWS, PATROL_ROWS, DRAW_ROWS, CLUE_ROWS, REFERRAL_ROWS, TASK_ROWS)
    return Service(
        parts=parts,
        tasks=parts.store(TASK),
        alerts=parts.store(ALERT),
        cases=parts.rows(CASE_ROWS),
        attempts=parts.rows(ATTEMPT_ROWS),
        powers=parts.rows(POWER_ROWS),
        officers=parts.rows(OFFICER_ROWS),
        firms=parts.rows(FIRM_ROWS),
        others=[RowStore(kept, parts.documents) for kept in others],
    )

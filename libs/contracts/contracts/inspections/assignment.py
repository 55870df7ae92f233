from datetime import date

from contracts.inspections.event import AssignmentEvent
from contracts.personal import Personal
from contracts.values import CertificateNumber, TownshipCode


class AssignmentReceived(AssignmentEvent, type="inspections.assignment-received.v1", word="收到交办任务"):
    """A task of the supervisor stands on the officer's list; `visit` is the visit that it means, if any.

    It is done from `issued_on` on, which tasks of before don't say.
    """

    task: str
    township: TownshipCode
    officer: CertificateNumber
    instruction: str
    due_on: date
    visit: str | None = None
    issued_on: date | None = None


class AssignmentDone(AssignmentEvent, type="inspections.assignment-done.v1", word="办结交办任务"):
    """The officer, or the visit's conclusion, settled the task; `recorded_on` may be later than it was done."""

    task: str
    done_on: date
    report: Personal[str]
    recorded_on: date | None = None


class AssignmentWithdrawn(AssignmentEvent, type="inspections.assignment-withdrawn.v1", word="任务已被撤回"):
    """The supervisor took the task back before it was done; the officer sees why."""

    task: str
    withdrawn_on: date
    reason: str


class AssignmentDeclined(AssignmentEvent, type="inspections.assignment-declined.v1", word="不能办理交办任务"):
    """The task may not be carried out: the rule and its article say why."""

    task: str
    rule: str
    law: str

"""Facts for the decisions on tasks."""

from collections.abc import Sequence
from datetime import date

from contracts.origin import Origin
from supervision.register.register import Register
from supervision.tasks.domain import IssueTask, TaskFacts
from supervision.tasks.terms import TaskTerms


async def gather(register: Register, terms: Sequence[TaskTerms], command: IssueTask, today: date) -> TaskFacts:
    """Load exactly the facts that issuing this task needs: the certificates and the firm that it names."""
    holders = {number: found for number in command.officers if (found := await register.holder(number))}
    firm = await register.firm(command.firm) if command.firm else None
    rows = (*holders.values(), *([firm] if firm else []))
    return TaskFacts(
        on=today,
        terms=terms,
        holders={number: found.row for number, found in holders.items()},
        firm_in=firm.row.township if firm else None,
        rests_on=tuple(row.rests_on for row in rows),
    )


async def day(state: object, command: object, who: Origin) -> date:
    """The day of the command, all that the other decisions need."""
    return who.on

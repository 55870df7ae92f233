"""Visits to firms, each a task of the supervisor."""

import asyncio

from tests.support.clients import Clients, Command
from tests.support.town import TODAY, TOWN, Town
from tests.support.witness import Witness


async def approved(town: Town, clients: Clients, witness: Witness, firm: str, count: int) -> list[str]:
    """Return so many approved visits to one firm, each from a task of the supervisor."""
    body = {
        "kind": "visit",
        "township": TOWN,
        "body": TOWN,
        "officers": [officer.certificate for officer in town.pair],
        "instruction": "入企检查",
        "due_on": TODAY.isoformat(),
        "firm": firm,
        "item_lists": ["safety"],
    }
    task = Command(town.supervisor, "/api/supervision/tasks", body)
    issued = await asyncio.gather(*(clients.tell(task) for _ in range(count)))
    await witness.quiet()
    visits = [f"visit-from-{plan.id}" for plan in issued]
    approvals = [Command(town.head, f"/api/inspections/visits/{visit}/approval", {}) for visit in visits]
    assert {answer.status for answer in await asyncio.gather(*(clients.tell(approval) for approval in approvals))} == {
        200
    }
    return visits


def opening(town: Town, visit: str, by: int = 0) -> Command:
    return Command(town.pair[by], f"/api/inspections/visits/{visit}/opening", {})

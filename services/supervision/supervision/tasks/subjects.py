"""What the work on a task is about: what is to be done, and at which firm."""

from collections.abc import Sequence

from chassis.http import Subject, in_short
from chassis.store import Stored
from contracts.origin import Origin
from supervision.tasks.domain import Task
from supervision.tasks.verbs import Tasks


async def subjects_of(tasks: Tasks, found: Sequence[Stored[Task]], who: Origin) -> dict[str, Subject]:
    issued = {stored.id: stored.state.issued for stored in found}
    firms = await tasks.register.names({one.firm for one in issued.values() if one.firm})
    return {
        stored.id: Subject(
            title=in_short(stored.state.issued.instruction),
            township=stored.state.issued.township,
            party=firms.get(stored.state.issued.firm or ""),
            stage=stored.state.standing,
        )
        for stored in found
    }

"""What the work on a task is about: what the supervisor wants done."""

from collections.abc import Sequence

from chassis.http import Subject, in_short
from chassis.store import Stored
from contracts.origin import Origin
from inspections.assignments.domain import Assignment


async def subjects_of(found: Sequence[Stored[Assignment]], who: Origin) -> dict[str, Subject]:
    received = {stored.id: stored.state.received for stored in found}
    return {id: Subject(title=in_short(one.instruction), township=one.township) for id, one in received.items() if one}

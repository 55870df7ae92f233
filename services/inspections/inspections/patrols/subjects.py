"""What the work on a patrol is about: its route."""

from collections.abc import Sequence

from chassis.http import Subject, in_short
from chassis.store import Stored
from contracts.origin import Origin
from inspections.patrols.domain.patrol import Patrol


async def subjects_of(found: Sequence[Stored[Patrol]], who: Origin) -> dict[str, Subject]:
    return {
        stored.id: Subject(
            title=in_short(stored.state.assigned.route),
            place=stored.state.assigned.route,
            township=stored.state.assigned.township,
        )
        for stored in found
    }

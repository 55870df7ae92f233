"""What the work on a visit is about: the firm, by its name, and where it is."""

from collections.abc import Sequence

from chassis.http import Subject
from chassis.store import Stored
from contracts.origin import Origin
from inspections.rows import FirmRow, firms_of
from inspections.visits.domain.visit import Visit
from inspections.visits.domain.waiting import work_items
from inspections.visits.verbs import Visits


async def subjects_of(visits: Visits, found: Sequence[Stored[Visit]], who: Origin) -> dict[str, Subject]:
    firms = await firms_of(visits.facts.firms, (stored.state.assigned.firm for stored in found))
    return {stored.id: subject(stored.state, firms.get(stored.state.assigned.firm), who) for stored in found}


def subject(visit: Visit, firm: FirmRow | None, who: Origin) -> Subject:
    """For a head who was recused the steps are others' (APL 43)."""
    return Subject(
        title=firm.name if firm else visit.assigned.firm,
        place=firm.address if firm else "",
        township=visit.assigned.township,
        stage=visit.stage,
        not_theirs=frozenset(item.what for item in work_items(visit) if who.certificate in visit.recused),
    )

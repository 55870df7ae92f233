"""What the work on a clue is about, for those of its township, who check it; who pointed to it, nobody sees."""

from collections.abc import Sequence

from cases.clues.domain import Clue
from cases.clues.verbs import Clues
from chassis.http import Subject, in_short
from chassis.store import Stored
from contracts.cases import ClueRegistered
from contracts.origin import Origin


async def subjects_of(clues: Clues, found: Sequence[Stored[Clue]], who: Origin) -> dict[str, Subject]:
    personal = await clues.store.newest_personal([stored.id for stored in found], ClueRegistered)
    said = {id: in_short(values.get("description", "")) for id, values in personal.items()}
    return {stored.id: subject(stored.state, said.get(stored.id, "")) for stored in found}


def subject(clue: Clue, said: str) -> Subject:
    registered = clue.registered
    return Subject(title=said or f"{registered.source.word}线索", place=registered.place, township=registered.township)

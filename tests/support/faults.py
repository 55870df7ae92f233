"""The faults that are left: what was told, the stores, the topics and the supervisor's rows are compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.support.checking import compared
from tests.support.clients import Clients
from tests.support.town import Town
from tests.support.witness import Witness

from contracts.topics import CASES, CLUES, VISITS, Topic


@dataclass(frozen=True)
class Subject:
    """Where a kind of document is kept and published, and the supervisor's rows of it."""

    service: str
    kind: str
    topic: Topic
    rows: str


CASE = Subject("cases", "case", CASES, "case_rows")
CLUE = Subject("cases", "clue", CLUES, "clue_rows")
VISIT = Subject("inspections", "visit", VISITS, "visit_rows")


async def faults(
    witness: Witness, clients: Clients, town: Town, ids: Sequence[str], subject: Subject = CASE
) -> list[str]:
    """Lost, doubled and reordered of all that was told of these documents, and counts that differ from the rows."""
    await witness.quiet()
    told = [answer for answer in clients.told if not answer.acknowledged or answer.id in ids]
    histories = await witness.histories(subject.service, subject.kind, ids)
    published = await witness.published(subject.topic)
    rows = await witness.rows("supervision", subject.rows, ids)
    missing = [f"{id} was told of and is not there" for id in set(ids) - {history.id for history in histories}]
    return [*missing, *compared(told, histories, published, rows), *await differences(town)]


async def differences(town: Town) -> list[str]:
    """The supervisor's counts are what a walk through the rows finds."""
    found = await town.supervisor.ask("/api/supervision/counts/differences")
    return [str(difference) for difference in found["differences"]] + (
        [f"{found['pending']} rows"] if found["pending"] else []
    )

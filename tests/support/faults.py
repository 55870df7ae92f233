"""Remaining faults, found by comparing answers, stores, topics and the supervisor's rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.support.checking import compared
from tests.support.clients import Clients
from tests.support.town import Town
from tests.support.witness import Witness

from contracts.topics import CASES, CLUES, VISITS, Topic


@dataclass(frozen=True)
class Subject:
    """A kind of document: where it is stored and published, and the supervisor's rows of it."""

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
    """Return what is lost, doubled or reordered of these documents, and counts that differ from their rows."""
    await witness.quiet()
    told = [answer for answer in clients.told if not answer.acknowledged or answer.id in ids]
    histories = await witness.histories(subject.service, subject.kind, ids)
    published = await witness.published(subject.topic)
    rows = await witness.rows("supervision", subject.rows, ids)
    missing = [f"{id} was told of and is not there" for id in set(ids) - {history.id for history in histories}]
    return [*missing, *compared(told, histories, published, rows), *await differences(town)]


async def differences(town: Town) -> list[str]:
    """Return the supervisor's counts that differ from a walk through the rows."""
    found = await town.supervisor.ask("/api/supervision/counts/differences")
    return [str(difference) for difference in found["differences"]] + (
        [f"{found['pending']} rows"] if found["pending"] else []
    )

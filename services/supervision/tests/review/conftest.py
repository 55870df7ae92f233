"""What a review finds in a file, by rule; histories that arrive as they were recorded."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.lawful import KNOWN, LAW, File

from chassis.testing import Bench, SetClock
from supervision.review import History, Known, review
from supervision.service import Service

type Tell = Callable[..., Any]


@pytest.fixture(scope="session")
def rules() -> Callable[..., list[str]]:
    def found(history: History, known: Known = KNOWN) -> list[str]:
        return sorted({f"{finding.rule} {finding.weight.name.lower()}" for finding in review(history, known, LAW)})

    return found


@pytest.fixture
def tell(bench: Bench[Service], clock: SetClock) -> Tell:
    """Lets a history arrive, each event at the time of its record."""

    async def told(history: History | File, id: str = "") -> None:
        history = history if isinstance(history, History) else history.history()
        for one in history.events:
            clock.at = one.at
            await bench.hear(id or history.id, one.event, actor=one.actor, agency=one.agency)

    return told

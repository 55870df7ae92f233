"""SIGTERM under load: processes end by themselves within their grace, and nothing is lost."""

import asyncio
import signal

import pytest
from tests.reliability.casework import Casework
from tests.reliability.house import House
from tests.reliability.witness import Witness

pytestmark = pytest.mark.stack


@pytest.mark.parametrize("names", [["cases api"], ["cases worker", "supervision worker"]])
async def test_processes_are_asked_to_end(names: list[str], house: House, casework: Casework, witness: Witness) -> None:
    """What they had begun is finished, or left to the others."""
    async with casework.going_on():
        await casework.goes_on(100)
        ends = await asyncio.gather(*(house.stop(name) for name in names))
        for name in names:
            house.start(name)
        await casework.goes_on(100)
    for status, last_lines in ends:
        assert status == -signal.SIGTERM  # uvicorn hands the signal on once everything has ended in order
        assert '"event": "stopped"' in last_lines
    assert await casework.faults(witness) == []

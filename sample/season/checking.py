"""Checks at the end: the supervisor counts what the services hold, and every history verifies."""

import asyncio
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from contracts.topics import SERVICES
from contracts.values import Role
from season.accounts import Cast
from season.player import Body, Unexpected, until


@dataclass(frozen=True)
class Compared:
    """A figure as the service holds it and as the supervisor counts it."""

    what: str
    held: int
    counted: int


async def compare(cast: Cast) -> list[Compared]:
    """Wait until the supervisor counts what the services hold; raise Unexpected if a figure keeps differing."""
    supervisor = cast.of("130624-justice", Role.SUPERVISOR)
    cases = await supervisor.every("/api/cases/cases")
    visits = await supervisor.every("/api/inspections/visits")
    patrols = await supervisor.every("/api/inspections/patrols")
    clues = await supervisor.every("/api/cases/clues")
    held = {
        "opened": len(cases),
        "open": sum(case["open"] for case in cases),
        "closed": sum(case["stage"] == "closed" for case in cases),
        "withdrawn": sum(case["stage"] == "withdrawn" for case in cases),
        "visits-assigned": len(visits),
        "visits-concluded": sum(visit["stage"] == "concluded" for visit in visits),
        "visits-unmet": sum(visit["stage"] == "unmet" for visit in visits),
        "patrols": len(patrols),
        "clues": len(clues),
    }

    async def equal() -> list[Compared] | None:
        counted = await counts(cast)
        compared = [Compared(what, number, counted.get(what, 0)) for what, number in held.items()]
        return compared if all(count.held == count.counted for count in compared) else None

    return await until(f"the supervisor counts what the services hold: {held}", equal)


async def counts(cast: Cast) -> dict[str, int]:
    """Return the county's totals of all months, by kind."""
    supervisor = cast.of("130624-justice", Role.SUPERVISOR)
    answer = await supervisor.ask("/api/supervision/counts", township="county", month="all")
    return {count["kind"]: count["count"] for count in answer["counts"] if count["rule"] is None}


async def attempts_counted(cast: Cast, attempts: int) -> int:
    """Wait until every refused attempt, and nothing else, has moved the supervisor's count; return the count."""

    async def equal() -> int | None:
        counted = (await counts(cast)).get("refused", 0)
        return counted if counted == attempts else None

    return await until(f"the supervisor counts {attempts} refused attempts", equal)


async def no_differences(cast: Cast) -> None:
    """Check that the counters equal a fresh walk through the rows."""
    supervisor = cast.of("130624-justice", Role.SUPERVISOR)

    async def equal() -> Body | None:
        answer = await supervisor.ask("/api/supervision/counts/differences")
        return answer if not answer["pending"] and not answer["differences"] else None

    await until("the counters are what the rows say", equal)


async def verify_histories(verified: Callable[[], None]) -> None:
    """Verify every document of every service with `python -m <service> verify`, all at once."""
    settings = {**os.environ, "ZHIFATONG_PORT": "0"}

    async def verify(service: str) -> None:
        command = (sys.executable, "-m", service, "verify")
        tool = await asyncio.create_subprocess_exec(*command, env=settings, stdout=asyncio.subprocess.PIPE)
        said, _ = await tool.communicate()
        if tool.returncode:
            raise Unexpected(f"{service} does not verify: {said.decode()}")
        verified()

    await asyncio.gather(*map(verify, SERVICES))

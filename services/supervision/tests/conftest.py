"""Supervision in process, and builders of what it hears."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.consuming import COUNTS, Rows, recount
from chassis.testing import Bench, Caller, SetClock, in_memory
from contracts.envelope import Envelope, stamp
from contracts.event import Event
from contracts.values import Role
from contracts_tool.filling import sample
from supervision.__main__ import BLUEPRINT
from supervision.service import Service

START = datetime(2026, 9, 1, 2, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture
async def bench(clock: SetClock) -> Bench[Service]:
    bench = Bench(BLUEPRINT, in_memory(clock))
    await bench.process.prepare()
    return bench


@pytest.fixture
def supervisor(bench: Bench[Service]) -> Caller:
    return bench.caller("officer-supervisor", "130624-justice", Role.SUPERVISOR)


@pytest.fixture
def head(bench: Bench[Service]) -> Caller:
    """Head of Fuping town, 130624100."""
    return bench.caller("officer-head", "130624100", Role.HEAD, township="130624100")


@pytest.fixture(scope="session")
def make() -> Callable[..., Any]:
    """An event as the contracts' examples show it; anything may be given otherwise."""

    def made(kind: type[Event], /, **given: Any) -> Event:
        return kind.model_validate({name: sample(kind, name) for name in kind.model_fields} | given)

    return made


@pytest.fixture(scope="session")
def envelope() -> Callable[..., Envelope]:
    """Around an event: one per day from START on, by its sequence."""

    def made(event: Event, sequence: int, subject: str = "subject", **given: Any) -> Envelope:
        fields: dict[str, Any] = {
            "subject": subject,
            "sequence": sequence,
            "type": event.type,
            "source": "elsewhere",
            "time": stamp(START + timedelta(days=sequence - 1)),
            "actor": "officer-1",
            "agency": "130624100",
            "township": "130624100",
            "cause": f"http:officer-1:{sequence}",
            "digest": f"digest-{subject}-{sequence}",
            "fielddigests": {},
            "traceparent": "",
            "data": event.public(),
        }
        return Envelope(**(fields | given))

    return made


@pytest.fixture(scope="session")
def fold(envelope: Callable[..., Envelope]) -> Callable[..., Any]:
    """The row after the events."""

    def folded(rows: Rows[Any], *events: Event) -> Any:
        row = None
        for sequence, event in enumerate(events, start=1):
            row = rows.advance(row, event, envelope(event, sequence))
        return row

    return folded


@pytest.fixture
def recounted(bench: Bench[Service]) -> Callable[[], Awaitable[None]]:
    """Does what the worker does all the time, until nothing is left to count."""

    async def done() -> None:
        for rows in bench.parts.row_stores:
            while await recount(rows, COUNTS):
                pass

    return done

"""Log records of the chassis, kept in the trace; an unexpected error is a finding."""

import asyncio
import sys
from collections.abc import Callable
from typing import Any

import structlog
from structlog.typing import EventDict, Processor
from tests.simulation.bugs import Bug
from tests.simulation.loop import OWNER
from tests.simulation.tracing import Trace

EXPECTED = {
    "a deadline could not be run",
    "a parked record needs a person",
    "closed: a restore is under way, or was broken off and must be run again",
    "the broker refuses a record; its aggregate is set aside",
    "the clock is wrong; no deadline is run",
}


def logging(trace: Trace) -> Processor:
    def take(logger: Any, method: str, event: EventDict) -> EventDict:
        owner = OWNER.get()
        name, error = owner.name if owner else "world", event.pop("exc_info", None)
        what = str(event.pop("event"))
        if method == "error" and what not in EXPECTED and not isinstance(error, Bug):
            trace.trouble(name, f"{what} {event} {described(error)}")
        elif trace.kept:
            trace(name, "log", what, event or "")
        raise structlog.DropEvent

    return take


def described(error: Any) -> str:
    if error is True:
        error = sys.exception()
    return f"{type(error).__name__}: {error}" if error else ""


def unexpected(trace: Trace) -> Callable[[asyncio.AbstractEventLoop, dict[str, Any]], None]:
    """Return the loop's handler of errors that nothing else handled; it records each as a trouble."""

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        trace.trouble("loop", f"{context['message']} {described(context.get('exception'))}")

    return handle

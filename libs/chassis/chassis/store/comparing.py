"""Comparing the verdict that a phone told with a command to what is decided here (docs/decisions/0050)."""

from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass

from chassis.store.codec import Stored
from contracts.event import Event
from contracts.judged import UNTOLD, Judged, Prejudged
from contracts.origin import Origin
from contracts.refusal import Refusal
from contracts.verdict import recording, refusing, verdict_hash

type WhyDiffers[S] = Callable[[Stored[S], Prejudged, Origin], Awaitable[Judged]]
"""Return the first reason that holds for a phone to have judged a command on this otherwise."""

judged_last: ContextVar[Judged | None] = ContextVar("judged_last", default=None)
"""What became of the verdict that was told with the command that is being answered."""


@dataclass
class Comparing[S]:
    """Compares where the service says why verdicts may differ."""

    why_differs: WhyDiffers[S] | None = None

    async def judged(self, stored: Stored[S] | None, decided: Sequence[Event] | Refusal, who: Origin) -> Judged | None:
        """Return what becomes of the verdict that was told with the command, if one was."""
        told = who.prejudged
        if told is None or stored is None or self.why_differs is None:
            return None
        found = await self.compared(self.why_differs, stored, decided, told, who)
        judged_last.set(found)
        return found

    async def compared(
        self, why: WhyDiffers[S], stored: Stored[S], decided: Sequence[Event] | Refusal, told: Prejudged, who: Origin
    ) -> Judged:
        if told.verdict == UNTOLD:
            return Judged.UNDECIDED
        verdict = refusing(decided) if isinstance(decided, Refusal) else recording(decided)
        return Judged.CONFIRMED if told.verdict == verdict_hash(verdict) else await why(stored, told, who)

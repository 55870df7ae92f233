"""Comparing the verdict that a phone told with a command to what is decided here (docs/decisions/0050)."""

from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass

from chassis.store.codec import Stored
from contracts.event import Event
from contracts.judged import UNTOLD, Judged, Prejudged
from contracts.judging import Known
from contracts.origin import Origin
from contracts.refusal import Refusal
from contracts.values import CHINA, Sha256
from contracts.verdict import recording, refusing, verdict_hash

judged_last: ContextVar[Judged | None] = ContextVar("judged_last", default=None)
"""What became of the verdict that was told with the command that is being answered."""


@dataclass(frozen=True)
class Judges[S]:
    """What phones judge by: `rules` names the version of the rules, `known` are the facts that the caller is told."""

    rules: Sha256
    known: Callable[[Stored[S], Origin], Awaitable[Known]]

    async def why_differs(self, stored: Stored[S], told: Prejudged, who: Origin) -> Judged:
        """Return the first reason that holds for a phone to have judged a command otherwise."""
        if told.rules != self.rules:
            return Judged.RULES
        if told.version != stored.version:
            return Judged.CASE_MOVED_ON
        if told.facts != (await self.known(stored, who)).hash:
            return Judged.FACTS
        return Judged.DAY if differs_in_time(told, who) else Judged.UNEXPLAINED


@dataclass
class Comparing[S]:
    """Compares where the service says what phones judge by."""

    judges: Judges[S] | None = None

    async def judged(self, stored: Stored[S] | None, decided: Sequence[Event] | Refusal, who: Origin) -> Judged | None:
        """Return what becomes of the verdict that was told with the command, if one was."""
        told = who.prejudged
        if told is None or stored is None or self.judges is None:
            return None
        found = await self.compared(self.judges, stored, decided, told, who)
        judged_last.set(found)
        return found

    async def compared(
        self, by: Judges[S], stored: Stored[S], decided: Sequence[Event] | Refusal, told: Prejudged, who: Origin
    ) -> Judged:
        if told.verdict == UNTOLD:
            return Judged.UNDECIDED
        verdict = refusing(decided) if isinstance(decided, Refusal) else recording(decided)
        return Judged.CONFIRMED if told.verdict == verdict_hash(verdict) else await by.why_differs(stored, told, who)


def differs_in_time(told: Prejudged, who: Origin) -> bool:
    """Tell whether it was judged on another day than that of the act or of its record, or by a clock that is ahead."""
    day = told.at.astimezone(CHINA).date()
    return {day} != {who.on, who.recorded_on} or told.at > who.at or bool(who.clock_ahead)

"""The trace: everything that happened, in order; kept only if somebody wants to read it."""

import asyncio


class Trace:
    """Lines of what happened; `troubles` must not happen, and end up in the findings of the check."""

    def __init__(self, kept: bool) -> None:
        self.kept = kept
        self.lines: list[str] = []
        self.troubles: list[str] = []
        self.counts: dict[str, int] = {}

    def __call__(self, who: str, what: str, *about: object) -> None:
        if self.kept:
            at = asyncio.get_running_loop().time()
            self.lines.append(f"{at:10.4f}  {who:<12} {what}" + "".join(f" {detail}" for detail in about))

    def trouble(self, who: str, what: str) -> None:
        self.troubles.append(f"{who}: {what}")
        self(who, "TROUBLE", what)

    def count(self, what: str) -> None:
        """Count for the sum over all schedules: a fault that never happens is not tested."""
        self.counts[what] = self.counts.get(what, 0) + 1

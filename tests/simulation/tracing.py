"""What happened, in order, as lines to read; kept only when somebody wants to read them."""

import asyncio


class Trace:
    """`troubles` are what must not happen; they end up in the findings of the check."""

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
        """For the sum over all schedules: a fault that never happens is not tried."""
        self.counts[what] = self.counts.get(what, 0) + 1

"""An event loop whose clock jumps to the next timer, and whose callbacks belong to processes that stop and die.

Nothing waits: an hour passes as fast as its timers can be run. Every callback carries the process that it belongs to in
its context; a process that is paused keeps its callbacks for later, one that is dead has none run any more, at whatever
await its tasks stood, and no `finally` of theirs is run either.
"""

import asyncio
import heapq
from asyncio import Handle, TimerHandle
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from contextvars import Context, ContextVar, copy_context
from typing import Any

CANCEL_ATTEMPTS = 20
WORLD = Context()
"""Context of what happens outside all processes."""


class Deadlock(Exception):
    """Something waits for what can never happen."""


class Owner:
    """One life of a process; `way` is its connection to the outside."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.dead = False
        self.paused = False
        self.runs = True
        self.skew = 0.0
        self.held: list[Handle] = []
        self.way: Any = None
        self.context = copy_context()
        self.context.run(OWNER.set, self)

    def dies(self) -> None:
        self.dead, self.paused, self.runs = True, False, False
        self.held.clear()

    def pauses(self) -> None:
        self.paused, self.runs = True, False


OWNER: ContextVar[Owner | None] = ContextVar("owner", default=None)


class VirtualLoop(asyncio.BaseEventLoop):
    """Runs ready callbacks in the order in which they became ready, else jumps to the next timer."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.ready: deque[Handle] = deque()
        self.timers: list[tuple[float, int, TimerHandle]] = []
        self.numbered = 0
        self.over = False
        self.tasks: list[asyncio.Task[Any]] = []

    def time(self) -> float:
        return self.now

    def call_soon[*Ts](self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None) -> Handle:
        handle = Handle(callback, args, self, context)
        if not self.over:
            self.ready.append(handle)
        return handle

    def call_soon_threadsafe[*Ts](
        self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> Handle:
        """Schedule a callback: there are no threads, but asyncio's care for generators calls this."""
        return self.call_soon(callback, *args, context=context)

    def call_at[*Ts](
        self, when: float, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> TimerHandle:
        timer = TimerHandle(when, callback, args, self, context)
        self.numbered += 1
        heapq.heappush(self.timers, (when, self.numbered, timer))
        return timer

    def call_later[*Ts](
        self, delay: float, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> TimerHandle:
        return self.call_at(self.now + delay, callback, *args, context=context)

    def create_task[T](
        self, coro: Coroutine[Any, Any, T], *, name: object = None, context: Context | None = None, **_: Any
    ) -> asyncio.Task[T]:
        """Keep every task until the end, so that no task of a dead process is collected, and thereby closed, before."""
        task = asyncio.Task(coro, loop=self, context=context)
        self.tasks.append(task)
        return task

    def resume(self, owner: Owner) -> None:
        owner.paused, owner.runs = False, True
        self.ready.extend(owner.held)
        owner.held.clear()

    def _run_once(self) -> None:
        """Run everything that is ready by now; what becomes ready meanwhile waits for the next time."""
        ready = self.ready
        if not ready:
            self._advance()
        for _ in range(len(ready)):
            handle = ready.popleft()
            if handle._cancelled:
                continue
            owner = handle.get_context().get(OWNER)
            if owner is None or owner.runs:
                handle._run()
            elif owner.paused:
                owner.held.append(handle)

    def _advance(self) -> None:
        """Jump to the next timer; timers of the same moment run one by one."""
        timers = self.timers
        while timers:
            when, _, timer = heapq.heappop(timers)
            if not timer._cancelled:
                if when > self.now:
                    self.now = when
                self.ready.append(timer)
                return
        raise Deadlock(f"nothing will ever happen after {self.now:.3f} s")

    def _timer_handle_cancelled(self, handle: TimerHandle) -> None:
        """Do nothing: a cancelled timer is dropped when its time comes."""

    def end(self) -> None:
        """Close what was left unfinished, including the tasks of the dead; nothing of it runs any more."""
        self.over = True
        self.set_exception_handler(unheard)
        for task in self.tasks:
            task._log_destroy_pending = False  # type: ignore[attr-defined]
            if not task.done():
                close(task.get_coro())
            elif not task.cancelled():
                task.exception()
        self.tasks.clear()
        self.ready.clear()
        self.timers.clear()
        self.close()


def unheard(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Ignore results that a dead process did not receive."""


def close(work: Any) -> None:
    """Close a coroutine, even if it awaits something while it is being closed."""
    for _ in range(CANCEL_ATTEMPTS):
        with suppress(BaseException):
            work.close()
            return

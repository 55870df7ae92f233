"""python -m <service> api|worker|all: serve until SIGTERM or SIGINT."""

import asyncio
import gc
import socket
from collections.abc import Callable

import uvicorn
import uvloop

from chassis.process.blueprint import Blueprint
from chassis.process.compose import compose
from chassis.process.logs import configure
from chassis.process.outside import production
from chassis.process.settings import RunAs, Settings

GRACE_SECONDS = 5
OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""Counting references frees nearly all that a request makes; Python's own threshold costs a tenth of its time."""


def serve[S](blueprint: Blueprint[S], run_as: RunAs, settings: Settings | None = None) -> None:
    """Run until SIGTERM or SIGINT; requests that are under way are finished."""
    settings = settings or Settings()
    configure(blueprint.name, settings.log_level)
    asyncio.run(served(blueprint, run_as, settings), loop_factory=uvloop.new_event_loop)


async def served[S](blueprint: Blueprint[S], run_as: RunAs, settings: Settings) -> None:
    """Compose and serve inside one loop; what is there before the first request stays, so no collection looks at it."""
    process = compose(blueprint, production(blueprint.name, settings), run_as)
    app = process.app()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    await Server(config, process.send_away).serve()


class Server(uvicorn.Server):
    """A server that sends away who would stay for ever, before it waits for all others."""

    def __init__(self, config: uvicorn.Config, send_away: Callable[[], None]) -> None:
        super().__init__(config)
        self.send_away = send_away

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.send_away()
        await super().shutdown(sockets)

"""`GET /changes`: server-sent events of what the caller sees, which go on by the id that was told last."""

import time
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import StreamingResponse

from chassis.http.caller import Bearer, origin
from chassis.http.changes import Cursor
from chassis.http.closed import Why
from chassis.http.routing import routes
from chassis.http.watching import Change, Listener, Watcher
from chassis.security import SessionOf, TokenClaims

Claims = Annotated[TokenClaims, Depends(Bearer())]
LastEventId = Annotated[str | None, Header(alias="Last-Event-ID", description="上次收到的 id，或者 /work 的 next")]


class EventStream(StreamingResponse):
    media_type = "text/event-stream"


def changes_router(watcher: Watcher) -> APIRouter:
    """Return the route of what the watcher sees."""
    router = routes(tag="work")

    @router.get("/changes", summary="订阅变动", response_class=EventStream, responses={200: {"model": Change}})
    async def changes(request: Request, claims: Claims, last: LastEventId = None) -> EventStream:
        """A Change as `data` of each event, some twice; ends with the token, and every 15 s something is sent."""
        session_of: SessionOf = request.app.state.session_of
        closed: Why = request.app.state.closed

        async def alive() -> bool:
            return claims.exp > time.time() and not closed() and not (await session_of(claims.sub)).voids(claims)

        who = origin(request, claims, cause="", digest="")
        listener = await watcher.listen(who, alive, Cursor.read(last) if last else None)
        return EventStream(sent(watcher, listener))

    return router


async def sent(watcher: Watcher, listener: Listener) -> AsyncIterator[bytes]:
    """Yield what the listener is told, until it is sent away or has gone."""
    try:
        while (content := await listener.waiting.get()) is not None:
            yield content
    finally:
        watcher.leave(listener)

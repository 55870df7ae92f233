"""Baseline of the write path: the same stack without the chassis.

One find, one guarded update and one send whose acknowledgement is awaited, on documents of the same content; `reading`
also asks for the officers and the file, as the command must. Tokens are checked by the chassis' own class, so both
sides remember a verified token alike. No index but the id, no repeated keys, no history that can be checked, no
refusal by law, and an answer of two fields.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any
from uuid import UUID

import uvicorn
import uvloop
from aiokafka import AIOKafkaProducer
from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from cases.case.domain.evidence import TakeEvidence
from chassis.documents import MongoDocuments, connect
from chassis.process import Settings
from chassis.security import Audience, Tokens, fetching

TOPIC = "bench.bare"
WAYS = ("bare", "reading")
"""Each way keeps documents of its own, in a collection of that name."""


class Done(BaseModel):
    id: str
    version: int


class Bare:
    """Calls of a plain handler."""

    def __init__(self, settings: Settings) -> None:
        self.client = connect(settings.store_url)
        self.database: Any = MongoDocuments(self.client, f"{settings.store_prefix}_cases").database
        self.producer = AIOKafkaProducer(bootstrap_servers=settings.kafka, acks="all", enable_idempotence=True)

    async def take_evidence(self, way: str, id: str, command: TakeEvidence, key: str) -> Done:
        if way == "reading":
            await self.read(command)
        found = await self.database[way].find_one({"_id": id}, {"version": 1, "state": 1})
        item = command.model_dump(mode="json")
        record = {"sequence": found["version"] + 1, "key": key, "data": item}
        change = {"$inc": {"version": 1}, "$push": {"events": record, "state.evidence": item}}
        result = await self.database[way].update_one({"_id": id, "version": found["version"]}, change)
        if not result.matched_count:
            raise HTTPException(409)
        await self.producer.send_and_wait(TOPIC, json.dumps(record).encode(), id.encode())
        return Done(id=id, version=found["version"] + 1)

    async def read(self, command: TakeEvidence) -> None:
        officers = self.database["officers"].find({"row.certificate": {"$in": command.officers}})
        if len(await officers.to_list(None)) < len(command.officers):
            raise HTTPException(409)
        if not await self.database["fs.files"].find_one({"filename": command.blob}):
            raise HTTPException(422)


def application(settings: Settings) -> FastAPI:
    bare = Bare(settings)
    tokens = Tokens(fetching(settings.jwks_url), Audience(settings.issuer, settings.audience))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await bare.producer.start()
        yield
        await bare.producer.stop()
        bare.client.close()

    app = FastAPI(lifespan=lifespan)

    @app.get("/health/ready")
    async def ready() -> str:
        return "ready"

    @app.post("/{way}/{case_id}/evidence")
    async def take_evidence(
        way: str,
        case_id: str,
        command: TakeEvidence,
        token: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())],
        key: Annotated[UUID, Header(alias="Idempotency-Key")],
    ) -> Done:
        await tokens.claims(token.credentials)
        return await bare.take_evidence(way, case_id, command, str(key))

    return app


async def serve(settings: Settings) -> None:
    config = uvicorn.Config(application(settings), port=settings.port, access_log=False, log_level="warning")
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(serve(Settings()), loop_factory=uvloop.new_event_loop)

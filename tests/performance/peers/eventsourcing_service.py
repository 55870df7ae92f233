"""The eventsourcing library on PostgreSQL; it is synchronous, so commands run in FastAPI's threads."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from tests.performance.peers.command import Done, TakeEvidence, seeded_ids, seeded_items, serve
from tests.performance.peers.eventsourcing_cases import ENVIRONMENT, Cases

cases = Cases(env=ENVIRONMENT)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    for id in seeded_ids():
        cases.file(id, seeded_items())
    yield
    cases.close()


app = FastAPI(lifespan=lifespan)


@app.get("/health/ready")
async def ready() -> str:
    return "ready"


@app.post("/{way}/{case_id}/evidence")
def take_evidence(way: str, case_id: str, command: TakeEvidence) -> Done:
    return Done(id=case_id, version=cases.take_evidence(case_id, command.model_dump(mode="json")))


if __name__ == "__main__":
    serve(app)

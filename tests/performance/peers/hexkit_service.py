"""hexkit's outbox in MongoDB: the document is written as unpublished, its event sent, the document marked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from hexkit.correlation import new_correlation_id, set_correlation_id
from hexkit.providers.mongokafka import MongoKafkaConfig, MongoKafkaDaoPublisherFactory
from pydantic import BaseModel
from tests.performance.peers.command import KAFKA, MONGO, TOPIC, Done, TakeEvidence, seeded_ids, seeded_items, serve


class Case(BaseModel):
    id: str
    version: int
    evidence: list[dict[str, Any]]


def event_of(case: Case) -> dict[str, Any]:
    return {"id": case.id, "version": case.version, "data": case.evidence[-1]}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    config = MongoKafkaConfig(
        mongo_dsn=f"{MONGO}&w=majority&journal=true",
        db_name="bench_hexkit",
        mongo_timeout=5,
        kafka_servers=[KAFKA],
        service_name="bench",
        service_instance_id="1",
    )
    async with MongoKafkaDaoPublisherFactory.construct(config=config) as factory:
        made = {"name": "cases", "dto_model": Case, "id_field": "id", "dto_to_event": event_of, "event_topic": TOPIC}
        app.state.cases = await factory.get_dao(**made, autopublish=True)
        seeding = await factory.get_dao(**made, autopublish=False)
        async with set_correlation_id(new_correlation_id()):
            for id in seeded_ids():
                await seeding.insert(Case(id=id, version=10, evidence=seeded_items()))
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/health/ready")
async def ready() -> str:
    return "ready"


@app.post("/{way}/{case_id}/evidence")
async def take_evidence(way: str, case_id: str, command: TakeEvidence) -> Done:
    async with set_correlation_id(new_correlation_id()):
        case = await app.state.cases.get_by_id(case_id)
        item = command.model_dump(mode="json")
        after = Case(id=case_id, version=case.version + 1, evidence=[*case.evidence, item])
        await app.state.cases.update(after)
    return Done(id=case_id, version=after.version)


if __name__ == "__main__":
    serve(app)

"""faststream-outbox on PostgreSQL: the case and the row of the outbox in one transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from faststream_outbox import OutboxBroker
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import async_sessionmaker
from tests.performance.peers.command import Done, TakeEvidence, seeded_ids, seeded_items, serve
from tests.performance.peers.outbox_table import OUTBOX, QUEUE, Case, Tables, engine

database = engine()
sessions = async_sessionmaker(database, expire_on_commit=False)
broker = OutboxBroker(database, outbox_table=OUTBOX)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with database.begin() as connection:
        await connection.run_sync(Tables.metadata.create_all)
        rows = [{"id": id, "version": 10, "evidence": seeded_items()} for id in seeded_ids()]
        await connection.execute(insert(Case), rows)
    await broker.connect()
    yield
    await broker.stop()
    await database.dispose()


app = FastAPI(lifespan=lifespan)


@app.get("/health/ready")
async def ready() -> str:
    return "ready"


@app.post("/{way}/{case_id}/evidence")
async def take_evidence(way: str, case_id: str, command: TakeEvidence) -> Done:
    async with sessions() as session, session.begin():
        case = (await session.scalars(select(Case).where(Case.id == case_id).with_for_update())).one()
        item = command.model_dump(mode="json")
        case.version += 1
        case.evidence = [*case.evidence, item]
        await broker.publish({"id": case_id, "version": case.version, "data": item}, queue=QUEUE, session=session)
    return Done(id=case_id, version=case.version)


if __name__ == "__main__":
    serve(app)

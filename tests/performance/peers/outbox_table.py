"""The tables of the faststream-outbox service: cases, and the outbox beside them."""

from typing import Any

from faststream_outbox import make_outbox_table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from tests.performance.peers.command import POSTGRES_PORT

QUEUE = "cases"


class Tables(DeclarativeBase):
    pass


class Case(Tables):
    __tablename__ = "cases"

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)


OUTBOX = make_outbox_table(Tables.metadata, table_name="outbox")


def engine() -> AsyncEngine:
    url = f"postgresql+asyncpg://postgres@127.0.0.1:{POSTGRES_PORT}/outbox"
    return create_async_engine(url, pool_size=20)

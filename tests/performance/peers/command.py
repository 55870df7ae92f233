"""The command that every peer serves, its answer, and the arguments to start a peer."""

import asyncio
import os
from collections.abc import Iterator
from typing import Any

import uvicorn
import uvloop
from fastapi import FastAPI
from pydantic import AwareDatetime, BaseModel

TOPIC = "bench.peers"
PORT = int(os.environ.get("PEER_PORT", "0"))
KAFKA = os.environ.get("PEER_KAFKA", "")
MONGO = os.environ.get("PEER_MONGO", "")
POSTGRES_PORT = os.environ.get("PEER_POSTGRES_PORT", "")
CASES = int(os.environ.get("PEER_CASES", "0"))
ITEMS = 4
"""Evidence in every case from the beginning: as many items as in the cases that ours are measured with."""


class TakeEvidence(BaseModel):
    officers: tuple[str, ...]
    kind: str
    blob: str
    taken_at: AwareDatetime
    description: str


class Done(BaseModel):
    id: str
    version: int


def id_of(number: int) -> str:
    return f"case-{number:08d}"


def seeded_ids() -> Iterator[str]:
    return (id_of(number) for number in range(CASES))


def seeded_items() -> list[dict[str, Any]]:
    """Return the evidence that every case has from the beginning."""
    item = TakeEvidence.model_validate(
        {
            "officers": ("HB-1001", "HB-1002"),
            "kind": "site-record",
            "blob": "0" * 64,
            "taken_at": "2026-09-01T00:00:00+08:00",
            "description": "路旁有焚烧轮胎的灰烬，约两平方米。",
        }
    )
    return [item.model_dump(mode="json")] * ITEMS


def serve(app: FastAPI) -> None:
    config = uvicorn.Config(app, port=PORT, access_log=False, log_level="warning")
    asyncio.run(uvicorn.Server(config).serve(), loop_factory=uvloop.new_event_loop)

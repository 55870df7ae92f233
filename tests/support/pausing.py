"""A service that stops before a given write, such as `update visit`, until a file named `go` exists.

`python pausing.py api|worker|all`. The environment names the service, the write and a folder. There a file named for
the document says that its write is next.
"""

import asyncio
import os
import runpy
from pathlib import Path
from unittest.mock import patch

from chassis.documents import Document, MongoDocuments
from chassis.process import outside

SERVICE, WRITE, FOLDER = "PAUSING_SERVICE", "PAUSING_WRITE", "PAUSING_FOLDER"
GO = "go"
LOOK_SECONDS = 0.01


class Pausing(MongoDocuments):
    """The store's own adapter, with a pause."""

    async def insert(self, collection: str, document: Document) -> bool:
        await stand_still(f"insert {collection}", document["_id"])
        return await super().insert(collection, document)

    async def update(self, collection: str, where: Document, change: Document) -> bool:
        await stand_still(f"update {collection}", where["_id"])
        return await super().update(collection, where, change)


async def stand_still(write: str, id: str) -> None:
    if write != os.environ[WRITE]:
        return
    folder = Path(os.environ[FOLDER])
    (folder / id).touch()
    while not (folder / GO).exists():  # noqa: ASYNC110
        await asyncio.sleep(LOOK_SECONDS)


if __name__ == "__main__":
    with patch.object(outside, "MongoDocuments", Pausing):
        runpy.run_module(os.environ[SERVICE], run_name="__main__")

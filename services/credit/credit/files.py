"""Imported files: read off the event loop, kept by their hash, never offered for download (they name people)."""

import asyncio
import hashlib
from collections.abc import AsyncIterator

from chassis.documents import Blobs
from contracts.origin import Origin
from contracts.values import Sha256
from credit.domain.firm_file import FirmFile, read_firms
from credit.domain.imports import Import, ImportFacts, ImportFirms
from credit.register import Register

MEDIA_TYPE = "text/csv; charset=utf-8"


class Files:
    """The files of one store of blobs, read against the register."""

    def __init__(self, blobs: Blobs, register: Register) -> None:
        self.blobs = blobs
        self.register = register

    async def keep(self, csv: str) -> None:
        await self.blobs.put(whole(csv.encode()), MEDIA_TYPE)

    async def read(self, sha256: Sha256) -> FirmFile:
        """A file that was accepted."""
        content, _ = await self.blobs.open(sha256)
        text = b"".join([chunk async for chunk in content]).decode()
        return await asyncio.to_thread(read_firms, text)

    async def of_import(self, state: Import | None, command: ImportFirms, who: Origin) -> ImportFacts:
        file = await asyncio.to_thread(read_firms, command.csv)
        sha256 = hashlib.sha256(command.csv.encode()).hexdigest()
        known = await self.register.known(row.firm.code for row in file.rows)
        return ImportFacts(on=who.on, sha256=sha256, file=file, known=known)


async def whole(content: bytes) -> AsyncIterator[bytes]:
    yield content

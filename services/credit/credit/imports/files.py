"""Imported files: kept by their hash, and never offered for download, since they name people."""

import asyncio

from chassis.documents import Blobs, put_whole, read_whole
from contracts.values import Sha256
from credit.imports.domain.firm_file import FirmFile, read_firms

MEDIA_TYPE = "text/csv; charset=utf-8"


class Files:
    """Keeps the files of accepted imports, and reads them off the event loop."""

    def __init__(self, blobs: Blobs) -> None:
        self.blobs = blobs

    async def keep(self, csv: str) -> None:
        await put_whole(self.blobs, csv.encode(), MEDIA_TYPE)

    async def read(self, sha256: Sha256) -> FirmFile:
        """A file that was accepted."""
        text = (await read_whole(self.blobs, sha256)).decode()
        return await asyncio.to_thread(read_firms, text)

"""The files of a draw, by their sha256: the sealed pool, and the record that anyone can verify."""

from dataclasses import dataclass

from chassis.documents import Blobs, put_whole, read_whole

PLAIN = "text/plain"
JSON = "application/json"
UNKEPT = "0" * 64
"""The name of a file that a dry run does not keep."""


@dataclass(frozen=True)
class DrawFiles:
    """The files of draws, among the service's blobs."""

    blobs: Blobs

    async def read(self, sha256: str) -> bytes:
        """The whole file of this name."""
        return await read_whole(self.blobs, sha256)

    async def keep(self, file: bytes, media_type: str, *, dry_run: bool) -> str:
        """Keep the file and return its name; UNKEPT in a dry run."""
        if dry_run:
            return UNKEPT
        return await put_whole(self.blobs, file, media_type)

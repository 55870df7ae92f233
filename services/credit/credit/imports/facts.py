"""Facts that the decision on an import needs: the file, and what the register holds of its firms."""

import asyncio
import hashlib
from dataclasses import dataclass

from contracts.origin import Origin
from credit.firms.register import Register
from credit.imports.domain.firm_file import read_firms
from credit.imports.domain.imports import FileFacts, Import, ImportFirms


@dataclass(frozen=True)
class ImportFacts:
    """Read the file off the event loop, and look its firms up."""

    register: Register

    async def of_file(self, state: Import | None, command: ImportFirms, who: Origin) -> FileFacts:
        file = await asyncio.to_thread(read_firms, command.csv)
        sha256 = hashlib.sha256(command.csv.encode()).hexdigest()
        known = await self.register.known(row.firm.code for row in file.rows)
        return FileFacts(on=who.on, sha256=sha256, file=file, known=known)

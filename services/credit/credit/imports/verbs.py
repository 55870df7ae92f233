"""The verbs of imports, and the aggregate as it is stored."""

from dataclasses import dataclass, replace

from chassis.http import key_of
from chassis.store import Aggregate, Store, Stored
from contracts.credit import ImportEvent
from contracts.origin import Origin
from credit.imports.domain.imports import Import, ImportFirms, import_firms, land
from credit.imports.facts import ImportFacts
from credit.imports.files import Files

IMPORT = Aggregate(kind="import", state=Import, event=ImportEvent, evolve=land)


@dataclass(frozen=True, kw_only=True)
class Imports:
    """Accept files of firms, and read them."""

    store: Store[Import, ImportEvent]
    facts: ImportFacts
    files: Files

    async def read(self, id: str) -> Stored[Import]:
        return await self.store.read(id)

    async def accept(self, command: ImportFirms, who: Origin) -> Stored[Import]:
        """Decide dry first, so that a refused file is not kept; keep the file before the event that names it."""
        id = f"import-{key_of(who)}"
        if not who.dry_run:
            await self._decide(id, command, replace(who, dry_run=True))
            await self.files.keep(command.csv)
        return await self._decide(id, command, who)

    async def _decide(self, id: str, command: ImportFirms, who: Origin) -> Stored[Import]:
        return await self.store.create(id, import_firms, command, who, self.facts.of_file)

from typing import Annotated

from fastapi import Path

from chassis.http import routes
from credit import queries
from credit.api.given import Credit, RegisterReader, Registrar
from credit.domain.imports import ImportFirms
from credit.view import ImportView, import_view

router = routes("/imports", "imports")

# Bytes, as the gateway allows for this path: about 100,000 firms.
LARGEST_FILE = 20 * 1024 * 1024

ImportId = Annotated[str, Path(pattern=r"^import-[0-9a-f-]{36}$")]


@router.post("", status_code=201, max_body_size=LARGEST_FILE, summary="导入经营主体")
async def import_firms(command: ImportFirms, credit: Credit, who: Registrar) -> ImportView:
    """All rows or none; the firms themselves follow at once in the background."""
    stored = await credit.import_firms(command, who)
    return import_view(stored, stored.state.imported.unchanged)


@router.get("/{import_id}")
async def read_import(import_id: ImportId, credit: Credit, who: RegisterReader) -> ImportView:
    return await queries.one_import(credit, await credit.imports.read(import_id))

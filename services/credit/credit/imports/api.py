"""Routes of imports."""

from typing import Annotated

from fastapi import Depends, Path, Request

from chassis.http import routes
from credit.dependencies import RegisterReader, Registrar
from credit.imports import queries
from credit.imports.domain.imports import ImportFirms
from credit.imports.verbs import Imports
from credit.imports.view import ImportView, import_view

router = routes("/imports", "imports")

# Bytes, as the gateway allows for this path: about 100,000 firms.
LARGEST_FILE = 20 * 1024 * 1024

ImportId = Annotated[str, Path(pattern=r"^import-[0-9a-f-]{36}$")]


async def verbs(request: Request) -> Imports:
    imports: Imports = request.app.state.service.imports
    return imports


Verbs = Annotated[Imports, Depends(verbs)]


@router.post("", status_code=201, max_body_size=LARGEST_FILE, summary="导入经营主体")
async def import_firms(command: ImportFirms, imports: Verbs, who: Registrar) -> ImportView:
    """All rows or none; the firms themselves follow at once in the background."""
    stored = await imports.accept(command, who)
    return import_view(stored, registered=stored.state.imported.unchanged, differing=0)


@router.get("/{import_id}", summary="查看导入结果")
async def read_import(import_id: ImportId, imports: Verbs, who: RegisterReader) -> ImportView:
    return await queries.import_page(imports, await imports.read(import_id))

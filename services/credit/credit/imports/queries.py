"""Pages of imports; the registrar and the supervisors see all of them."""

from chassis.store import Stored
from credit.imports.domain.imports import Import, differing
from credit.imports.verbs import Imports
from credit.imports.view import ImportView, import_view


async def import_page(imports: Imports, stored: Stored[Import]) -> ImportView:
    """One import with how far the registering has come, counted from the register itself."""
    file = await imports.files.read(stored.state.imported.file)
    known = await imports.facts.register.known(row.firm.code for row in file.rows)
    return import_view(stored, len(known), sum(any(differing(row, known)) for row in file.rows))

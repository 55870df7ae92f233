"""The JSON view of an import."""

from datetime import date

from chassis.http import View
from chassis.store import Stored
from contracts.values import Sha256
from credit.imports.domain.imports import Import


class ImportView(View):
    """Import: of its `rows`, `registered` stand in the register by now and `unchanged` did so before.

    `differing` stand there with other data: a registration that came at the same time was first.
    """

    file: Sha256
    rows: int
    unchanged: int
    registered: int
    differing: int
    sample: bool
    imported_on: date


def import_view(stored: Stored[Import], registered: int, differing: int) -> ImportView:
    fact = stored.state.imported
    return ImportView(
        id=stored.id,
        version=stored.version,
        file=fact.file,
        rows=fact.rows,
        unchanged=fact.unchanged,
        registered=registered,
        differing=differing,
        sample=fact.sample,
        imported_on=fact.imported_on,
    )

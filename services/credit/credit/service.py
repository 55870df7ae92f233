"""The service: the verbs of each subject, assembled on the parts of the process."""

from dataclasses import dataclass

from chassis.consuming import RowStore
from chassis.process import Parts
from credit.firms.facts import FirmFacts
from credit.firms.register import Register
from credit.firms.verbs import ASSESSMENT, FIRM, Firms
from credit.imports.facts import ImportFacts
from credit.imports.files import Files
from credit.imports.verbs import IMPORT, Imports
from credit.ledger.entries import Entries
from credit.ledger.facts import LedgerFacts
from credit.ledger.verbs import LEDGER, Ledgers
from credit.rows import CASE_ROWS, OFFICER_ROWS, VISIT_ROWS, CaseRow, VisitRow
from credit.scoring.reference import load_models


@dataclass(frozen=True, kw_only=True)
class Service:
    """The subjects, and the rows that reactions look firms up in."""

    firms: Firms
    imports: Imports
    ledgers: Ledgers
    cases: RowStore[CaseRow]
    visits: RowStore[VisitRow]


def assemble(parts: Parts) -> Service:
    """Assemble the service on the parts; raises ValueError if the scoring models can't be used."""
    models = load_models()
    firms, ledgers = parts.store(FIRM), parts.store(LEDGER)
    register = Register(firms)
    service = Service(
        firms=Firms(
            store=firms,
            assessments=parts.store(ASSESSMENT),
            facts=FirmFacts(models=models, entries=Entries(ledgers)),
            clock=parts.clock,
        ),
        imports=Imports(store=parts.store(IMPORT), facts=ImportFacts(register), files=Files(parts.blobs)),
        ledgers=Ledgers(store=ledgers, facts=LedgerFacts(models=models, is_registered=register.has)),
        cases=parts.rows(CASE_ROWS),
        visits=parts.rows(VISIT_ROWS),
    )
    parts.sessions(parts.rows(OFFICER_ROWS))
    parts.tick(service.firms.assessments, service.firms.tick)
    return service

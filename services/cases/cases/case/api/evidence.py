from cases.case.api.dependencies import Verbs
from cases.case.domain import evidence
from cases.case.queries import case_page
from cases.case.view import CaseView
from cases.dependencies import Officer
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "evidence")


@router.post("/{case_id}/evidence", summary="调查取证")
async def take_evidence(case_id: CaseId, command: evidence.TakeEvidence, cases: Verbs, who: Officer) -> CaseView:
    return await case_page(cases, await cases.change(case_id, evidence.take_evidence, command, who), who)

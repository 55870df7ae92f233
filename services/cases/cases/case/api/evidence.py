from cases.case.api.dependencies import Cases, Officer
from cases.case.domain import evidence
from cases.case.queries import one
from cases.case.view import CaseView
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "evidence")


@router.post("/{case_id}/evidence", summary="调查取证")
async def take_evidence(case_id: CaseId, command: evidence.TakeEvidence, cases: Cases, who: Officer) -> CaseView:
    return one(cases, await cases.change(case_id, evidence.take_evidence, command, who), who)

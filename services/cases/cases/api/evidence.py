from cases.api.given import Cases, Officer
from cases.domain import evidence
from cases.queries import one
from cases.view import CaseView
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "evidence")


@router.post("/{case_id}/evidence", summary="调查取证")
async def take_evidence(case_id: CaseId, command: evidence.TakeEvidence, cases: Cases, who: Officer) -> CaseView:
    return one(cases, await cases.change(case_id, evidence.take_evidence, command, who), who)

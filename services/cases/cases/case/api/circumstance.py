from cases.case.api.dependencies import Verbs
from cases.case.domain import circumstance
from cases.case.queries import case_page
from cases.case.view import CaseView
from cases.dependencies import Officer
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "circumstance")


@router.post("/{case_id}/circumstance", summary="认定法定情形")
async def establish_circumstance(
    case_id: CaseId, command: circumstance.EstablishCircumstance, cases: Verbs, who: Officer
) -> CaseView:
    return await case_page(cases, await cases.change(case_id, circumstance.establish_circumstance, command, who), who)

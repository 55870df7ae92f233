from cases.case.api.dependencies import Cases, Officer
from cases.case.domain import correction
from cases.case.queries import one
from cases.case.view import CaseView
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "correction")


@router.post("/{case_id}/correction-order", summary="责令改正")
async def order_correction(
    case_id: CaseId, command: correction.OrderCorrection, cases: Cases, who: Officer
) -> CaseView:
    return one(cases, await cases.change(case_id, correction.order_correction, command, who), who)


@router.post("/{case_id}/correction-recheck", summary="复查改正情况")
async def recheck_correction(
    case_id: CaseId, command: correction.RecheckCorrection, cases: Cases, who: Officer
) -> CaseView:
    return one(cases, await cases.change(case_id, correction.recheck_correction, command, who), who)

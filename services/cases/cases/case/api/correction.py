from cases.case.api.dependencies import Verbs
from cases.case.domain import correction
from cases.case.queries import case_page
from cases.case.view import CaseView
from cases.dependencies import Officer
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "correction")


@router.post("/{case_id}/correction-order", summary="责令改正")
async def order_correction(
    case_id: CaseId, command: correction.OrderCorrection, cases: Verbs, who: Officer
) -> CaseView:
    return await case_page(cases, await cases.change(case_id, correction.order_correction, command, who), who)


@router.post("/{case_id}/correction-forgone", summary="说明无须责令改正")
async def forgo_correction(
    case_id: CaseId, command: correction.ForgoCorrection, cases: Verbs, who: Officer
) -> CaseView:
    return await case_page(cases, await cases.change(case_id, correction.forgo_correction, command, who), who)


@router.post("/{case_id}/correction-recheck", summary="复查改正情况")
async def recheck_correction(
    case_id: CaseId, command: correction.RecheckCorrection, cases: Verbs, who: Officer
) -> CaseView:
    return await case_page(cases, await cases.change(case_id, correction.recheck_correction, command, who), who)

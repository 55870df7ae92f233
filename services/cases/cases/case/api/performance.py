from cases.case.api.dependencies import Verbs
from cases.case.domain import performance
from cases.case.queries import case_page
from cases.case.view import CaseView
from cases.dependencies import Head, Officer, OfficerOrHead
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "performance")


@router.post("/{case_id}/service", summary="送达决定书")
async def serve_decision(case_id: CaseId, command: performance.ServeDecision, cases: Verbs, who: Officer) -> CaseView:
    return await case_page(cases, await cases.change(case_id, performance.serve_decision, command, who), who)


@router.post("/{case_id}/payment", summary="登记缴款")
async def record_payment(
    case_id: CaseId, command: performance.RecordPayment, cases: Verbs, who: OfficerOrHead
) -> CaseView:
    return await case_page(cases, await cases.record_payment(case_id, command, who), who)


@router.post("/{case_id}/closing", summary="结案")
async def close_case(case_id: CaseId, command: performance.CloseCase, cases: Verbs, who: Head) -> CaseView:
    return await case_page(cases, await cases.change(case_id, performance.close_case, command, who), who)

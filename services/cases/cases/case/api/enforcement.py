from cases.case.api.dependencies import Verbs
from cases.case.domain import enforcement
from cases.case.queries import case_page
from cases.case.view import CaseView
from cases.dependencies import Head, Officer
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "enforcement")


@router.post("/{case_id}/demand", summary="催告履行")
async def demand_performance(
    case_id: CaseId, command: enforcement.DemandPerformance, cases: Verbs, who: Officer
) -> CaseView:
    return await case_page(cases, await cases.change(case_id, enforcement.demand_performance, command, who), who)


@router.post("/{case_id}/court-application", summary="申请法院强制执行")
async def apply_to_court(case_id: CaseId, command: enforcement.ApplyToCourt, cases: Verbs, who: Head) -> CaseView:
    return await case_page(cases, await cases.change(case_id, enforcement.apply_to_court, command, who), who)


@router.post("/{case_id}/enforcement-end", summary="终结执行")
async def end_enforcement(case_id: CaseId, command: enforcement.EndEnforcement, cases: Verbs, who: Head) -> CaseView:
    return await case_page(cases, await cases.change(case_id, enforcement.end_enforcement, command, who), who)

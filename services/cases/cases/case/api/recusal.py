from cases.case.api.dependencies import Verbs
from cases.case.domain import recusal
from cases.case.queries import case_page
from cases.case.view import CaseView
from cases.dependencies import Head, OfficerOrHead
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "recusal")


@router.post("/{case_id}/recusal", summary="提出回避")
async def raise_recusal(case_id: CaseId, command: recusal.RaiseRecusal, cases: Verbs, who: OfficerOrHead) -> CaseView:
    return await case_page(cases, await cases.change(case_id, recusal.raise_recusal, command, who), who)


@router.post("/{case_id}/recusal-decision", summary="决定回避")
async def decide_recusal(case_id: CaseId, command: recusal.DecideRecusal, cases: Verbs, who: Head) -> CaseView:
    return await case_page(cases, await cases.change(case_id, recusal.decide_recusal, command, who), who)

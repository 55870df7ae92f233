from cases.case.api.dependencies import Verbs
from cases.case.domain import decision
from cases.case.queries import case_page
from cases.case.view import CaseView
from cases.dependencies import Head
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "decision")


@router.post("/{case_id}/penalty", summary="作出处罚决定")
async def decide_penalty(case_id: CaseId, command: decision.DecidePenalty, cases: Verbs, who: Head) -> CaseView:
    return await case_page(cases, await cases.decide_penalty(case_id, command, who), who)


@router.post("/{case_id}/no-penalty", summary="作出不予处罚决定")
async def decide_no_penalty(case_id: CaseId, command: decision.DecideNoPenalty, cases: Verbs, who: Head) -> CaseView:
    return await case_page(cases, await cases.change(case_id, decision.decide_no_penalty, command, who), who)


@router.post("/{case_id}/withdrawal", summary="撤销立案")
async def withdraw_case(case_id: CaseId, command: decision.WithdrawCase, cases: Verbs, who: Head) -> CaseView:
    return await case_page(cases, await cases.change(case_id, decision.withdraw_case, command, who), who)

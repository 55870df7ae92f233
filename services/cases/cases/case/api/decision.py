from cases.case.api.dependencies import Cases, Head
from cases.case.domain import decision
from cases.case.queries import one
from cases.case.view import CaseView
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "decision")


@router.post("/{case_id}/penalty", summary="作出处罚决定")
async def decide_penalty(case_id: CaseId, command: decision.DecidePenalty, cases: Cases, who: Head) -> CaseView:
    return one(cases, await cases.decide_penalty(case_id, command, who), who)


@router.post("/{case_id}/no-penalty", summary="作出不予处罚决定")
async def decide_no_penalty(case_id: CaseId, command: decision.DecideNoPenalty, cases: Cases, who: Head) -> CaseView:
    return one(cases, await cases.change(case_id, decision.decide_no_penalty, command, who), who)


@router.post("/{case_id}/withdrawal", summary="撤销立案")
async def withdraw_case(case_id: CaseId, command: decision.WithdrawCase, cases: Cases, who: Head) -> CaseView:
    return one(cases, await cases.change(case_id, decision.withdraw_case, command, who), who)

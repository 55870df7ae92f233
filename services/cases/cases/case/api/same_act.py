from cases.case.api.dependencies import Verbs
from cases.case.domain import same_act
from cases.case.queries import compared_page
from cases.case.view import CaseView
from cases.dependencies import Officer
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "same-act")


@router.post("/{case_id}/same-act", summary="认定是否同一违法行为")
async def judge_same_act(case_id: CaseId, command: same_act.JudgeSameAct, cases: Verbs, who: Officer) -> CaseView:
    return await compared_page(cases, await cases.change(case_id, same_act.judge_same_act, command, who), who)

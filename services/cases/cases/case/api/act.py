from cases.case.api.dependencies import Verbs
from cases.case.domain import act
from cases.case.queries import case_page
from cases.case.view import CaseView
from cases.dependencies import Officer
from chassis.http import routes
from contracts.done_at import NOW, Confirmation
from contracts.values import CaseId

router = routes("/cases", "act")


@router.post("/{case_id}/acts/{act_id}/confirmation", summary="确认执法活动")
async def confirm_act(case_id: CaseId, act_id: str, cases: Verbs, who: Officer, given: Confirmation = NOW) -> CaseView:
    command = act.ConfirmAct(act=act_id, done_at=given.done_at)
    return await case_page(cases, await cases.change(case_id, act.confirm_act, command, who), who)

from cases.case.api.dependencies import Verbs
from cases.case.domain import notice
from cases.case.queries import case_page
from cases.case.view import CaseView
from cases.dependencies import Officer
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "notice")


@router.post("/{case_id}/prior-notice", summary="送达事先告知书")
async def serve_prior_notice(case_id: CaseId, command: notice.ServePriorNotice, cases: Verbs, who: Officer) -> CaseView:
    return await case_page(cases, await cases.change(case_id, notice.serve_prior_notice, command, who), who)


@router.post("/{case_id}/defence", summary="听取陈述申辩")
async def receive_defence(case_id: CaseId, command: notice.ReceiveDefence, cases: Verbs, who: Officer) -> CaseView:
    return await case_page(cases, await cases.change(case_id, notice.receive_defence, command, who), who)


@router.post("/{case_id}/defence-waiver", summary="登记放弃陈述申辩")
async def waive_defence(case_id: CaseId, command: notice.WaiveDefence, cases: Verbs, who: Officer) -> CaseView:
    return await case_page(cases, await cases.change(case_id, notice.waive_defence, command, who), who)

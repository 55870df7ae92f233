from cases.case.api.dependencies import Verbs
from cases.case.domain import replacement
from cases.case.queries import case_page
from cases.case.view import CaseView
from cases.dependencies import Head
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "replacement")


@router.post("/{case_id}/officer-replacement", summary="更换承办人员")
async def replace_officer(case_id: CaseId, command: replacement.ReplaceOfficer, cases: Verbs, who: Head) -> CaseView:
    return await case_page(cases, await cases.change(case_id, replacement.replace_officer, command, who), who)

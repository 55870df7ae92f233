from cases.case.api.dependencies import Verbs
from cases.case.domain import party
from cases.case.queries import compared_page
from cases.case.view import CaseView
from cases.dependencies import Officer
from chassis.http import routes
from contracts.values import CaseId

router = routes("/cases", "party")


@router.post("/{case_id}/party", summary="确定当事人")
async def identify_party(case_id: CaseId, command: party.IdentifyParty, cases: Verbs, who: Officer) -> CaseView:
    return await compared_page(cases, await cases.change(case_id, party.identify_party, command, who), who)

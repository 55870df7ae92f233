from cases.case.api.dependencies import Verbs
from cases.case.queries import known_case
from cases.case.view import KnownCaseView
from cases.dependencies import OfficerOrHeadAsks
from chassis.http import RulesView, routes
from contracts.values import CaseId

router = routes(tag="facts")


@router.get("/rules", summary="查看规则版本")
async def read_rules(cases: Verbs, who: OfficerOrHeadAsks) -> RulesView:
    return RulesView(rules=cases.rules)


@router.get("/cases/{case_id}/facts", summary="查看预判所依据的情况")
async def read_facts(case_id: CaseId, cases: Verbs, who: OfficerOrHeadAsks) -> KnownCaseView:
    return await known_case(cases, await cases.read(case_id, who), who)

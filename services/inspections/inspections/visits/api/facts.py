from chassis.http import RulesView, routes
from contracts.values import VisitId
from inspections.dependencies import OfficerOrHeadAsks
from inspections.visits.api.dependencies import Verbs
from inspections.visits.queries import known_visit
from inspections.visits.view import KnownVisitView

router = routes(tag="facts")


@router.get("/rules", summary="查看规则版本")
async def read_rules(visits: Verbs, who: OfficerOrHeadAsks) -> RulesView:
    return RulesView(rules=visits.rules)


@router.get("/visits/{visit_id}/facts", summary="查看预判所依据的情况")
async def read_facts(visit_id: VisitId, visits: Verbs, who: OfficerOrHeadAsks) -> KnownVisitView:
    return await known_visit(visits, await visits.read(visit_id, who), who)

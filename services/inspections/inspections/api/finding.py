from chassis.http import routes
from contracts.values import VisitId
from inspections.api.given import Inspections, Officer
from inspections.domain import finding
from inspections.view import VisitView, visit_view

router = routes("/visits/{visit_id}", "findings")


@router.post("/answers", summary="填写检查事项")
async def answer_item(
    visit_id: VisitId, command: finding.AnswerItem, inspections: Inspections, who: Officer
) -> VisitView:
    return visit_view(await inspections.change_visit(visit_id, finding.answer_item, command, who))


@router.post("/rectifications", summary="登记现场整改")
async def rectify_on_site(
    visit_id: VisitId, command: finding.RectifyOnSite, inspections: Inspections, who: Officer
) -> VisitView:
    return visit_view(await inspections.change_visit(visit_id, finding.rectify_on_site, command, who))


@router.post("/correction-terms", summary="责令限期改正")
async def set_correction_term(
    visit_id: VisitId, command: finding.SetCorrectionTerm, inspections: Inspections, who: Officer
) -> VisitView:
    return visit_view(await inspections.change_visit(visit_id, finding.set_correction_term, command, who))


@router.post("/rechecks", summary="复查整改")
async def recheck_term(
    visit_id: VisitId, command: finding.RecheckTerm, inspections: Inspections, who: Officer
) -> VisitView:
    return visit_view(await inspections.change_visit(visit_id, finding.recheck_term, command, who))


@router.post("/referrals", summary="移交违法线索")
async def refer_violation(
    visit_id: VisitId, command: finding.ReferViolation, inspections: Inspections, who: Officer
) -> VisitView:
    return visit_view(await inspections.change_visit(visit_id, finding.refer_violation, command, who))

"""Routes of what officers find on a visit, and what they do about it."""

from chassis.http import routes
from contracts.values import VisitId
from inspections.dependencies import Head, Officer
from inspections.visits.api.dependencies import Verbs
from inspections.visits.domain import answering, finding, referring
from inspections.visits.queries import visit_page
from inspections.visits.view import VisitPage

router = routes("/visits/{visit_id}", "findings")


@router.post("/answers", summary="填写检查事项")
async def answer_item(visit_id: VisitId, command: answering.AnswerItem, visits: Verbs, who: Officer) -> VisitPage:
    return await visit_page(visits, await visits.show(visit_id, answering.answer_item, command, who), who)


@router.post("/answer-sheets", summary="一次填写多项检查事项")
async def answer_items(visit_id: VisitId, command: answering.AnswerItems, visits: Verbs, who: Officer) -> VisitPage:
    return await visit_page(visits, await visits.show(visit_id, answering.answer_items, command, who), who)


@router.post("/rectifications", summary="登记现场整改")
async def rectify_on_site(visit_id: VisitId, command: finding.RectifyOnSite, visits: Verbs, who: Officer) -> VisitPage:
    return await visit_page(visits, await visits.show(visit_id, finding.rectify_on_site, command, who), who)


@router.post("/correction-terms", summary="责令限期改正")
async def set_correction_term(
    visit_id: VisitId, command: finding.SetCorrectionTerm, visits: Verbs, who: Officer
) -> VisitPage:
    return await visit_page(visits, await visits.change(visit_id, finding.set_correction_term, command, who), who)


@router.post("/rechecks", summary="复查整改")
async def recheck_term(visit_id: VisitId, command: finding.RecheckTerm, visits: Verbs, who: Officer) -> VisitPage:
    return await visit_page(visits, await visits.show(visit_id, finding.recheck_term, command, who), who)


@router.post("/referrals", summary="移交违法线索")
async def refer_violation(
    visit_id: VisitId, command: referring.ReferViolation, visits: Verbs, who: Officer
) -> VisitPage:
    return await visit_page(visits, await visits.change(visit_id, referring.refer_violation, command, who), who)


@router.post("/forgone-referrals", summary="说明不移送的理由")
async def forgo_referral(visit_id: VisitId, command: referring.ForgoReferral, visits: Verbs, who: Head) -> VisitPage:
    return await visit_page(visits, await visits.change(visit_id, referring.forgo_referral, command, who), who)

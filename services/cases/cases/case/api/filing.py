from typing import Annotated

from fastapi import Query

from cases.case import queries
from cases.case.api.dependencies import Verbs
from cases.case.domain import filing
from cases.case.history import CaseHappened
from cases.case.queries import case_page
from cases.case.view import CaseItem, CaseView
from cases.dependencies import Head, OfCases, Officer
from chassis.documents import Page
from chassis.http import History, routes
from contracts.values import CaseId

router = routes("/cases", "filing")


@router.post("", status_code=201, summary="立案")
async def file_case(command: filing.FileCase, cases: Verbs, who: Officer) -> CaseView:
    return await case_page(cases, await cases.file(command, who), who)


@router.post("/{case_id}/filing-approval", summary="批准立案")
async def approve_filing(case_id: CaseId, command: filing.ApproveFiling, cases: Verbs, who: Head) -> CaseView:
    return await case_page(cases, await cases.change(case_id, filing.approve_filing, command, who), who)


@router.post("/{case_id}/filing-return", summary="退回立案")
async def return_filing(case_id: CaseId, command: filing.ReturnFiling, cases: Verbs, who: Head) -> CaseView:
    return await case_page(cases, await cases.change(case_id, filing.return_filing, command, who), who)


@router.post("/{case_id}/filing-hand-in", summary="重新报批立案")
async def hand_in_filing(case_id: CaseId, command: filing.HandInFiling, cases: Verbs, who: Officer) -> CaseView:
    return await case_page(cases, await cases.change(case_id, filing.hand_in_filing, command, who), who)


@router.get("", summary="查询案件")
async def list_cases(query: Annotated[queries.CaseList, Query()], cases: Verbs, who: OfCases) -> Page[CaseItem]:
    return await queries.list_of_cases(cases, query, who)


@router.get("/{case_id}", summary="查看案件")
async def read_case(case_id: CaseId, cases: Verbs, who: OfCases) -> CaseView:
    return await queries.compared_page(cases, await cases.read(case_id, who), who)


@router.get("/{case_id}/history", summary="查看案件办理记录")
async def read_history(case_id: CaseId, cases: Verbs, who: OfCases) -> History[CaseHappened]:
    return await queries.history_page(cases, case_id, who)

"""Routes of firms."""

from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.documents import Page
from chassis.http import routes
from contracts.values import Day, SocialCreditCode
from credit.dependencies import Registrar, Staff
from credit.firms import queries
from credit.firms.domain.firm import RegisterFirm
from credit.firms.verbs import Firms
from credit.firms.view import FirmDetail, FirmView, HistoryView, firm_view

router = routes("/firms", "firms")


async def verbs(request: Request) -> Firms:
    firms: Firms = request.app.state.service.firms
    return firms


Verbs = Annotated[Firms, Depends(verbs)]


@router.post("", status_code=201, summary="登记经营主体")
async def register_firm(command: RegisterFirm, firms: Verbs, who: Registrar) -> FirmView:
    return firm_view(await firms.register(command, who))


@router.get("", summary="查询经营主体")
async def list_firms(query: Annotated[queries.FirmList, Query()], firms: Verbs, who: Staff) -> Page[FirmView]:
    return await queries.list_of_firms(firms, query, who)


@router.get("/{code}", summary="查看经营主体")
async def read_firm(code: SocialCreditCode, firms: Verbs, who: Staff) -> FirmDetail:
    return await queries.firm_page(firms, await firms.read(code, who), who)


@router.get("/{code}/history", summary="查看信用记录")
async def read_history(
    code: SocialCreditCode,
    firms: Verbs,
    who: Staff,
    on: Annotated[Day | None, Query(description="截至哪一日；默认今日")] = None,
) -> HistoryView:
    await firms.read(code, who)
    return await queries.history_page(firms, code, on or who.on)

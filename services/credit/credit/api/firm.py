from datetime import date
from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import routes
from contracts.values import SocialCreditCode
from credit import queries
from credit.api.given import Credit, Registrar, Staff
from credit.domain.firm import RegisterFirm
from credit.view import FirmDetail, FirmView, HistoryView, firm_view

router = routes("/firms", "firms")


@router.post("", status_code=201, summary="登记经营主体")
async def register_firm(command: RegisterFirm, credit: Credit, who: Registrar) -> FirmView:
    return firm_view(await credit.register_firm(command, who))


@router.get("")
async def list_firms(query: Annotated[queries.FirmList, Query()], credit: Credit, who: Staff) -> Page[FirmView]:
    return await queries.firms(credit, query, who)


@router.get("/{code}")
async def read_firm(code: SocialCreditCode, credit: Credit, who: Staff) -> FirmDetail:
    return await queries.firm(credit, await credit.read_firm(code, who), who)


@router.get("/{code}/history")
async def read_history(
    code: SocialCreditCode,
    credit: Credit,
    who: Staff,
    on: Annotated[date | None, Query(description="截至哪一日；默认今日")] = None,
) -> HistoryView:
    await credit.read_firm(code, who)
    return await queries.history(credit, code, on or who.on)

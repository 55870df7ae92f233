from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import History, Recorded, routes
from contracts.values import PersonId
from identity.dependencies import Administrator, Anyone, Overseer
from identity.officers import queries
from identity.officers.api.dependencies import Verbs
from identity.officers.domain.account import CloseAccount
from identity.officers.domain.officer import IdentifyOfficer, RegisterOfficer
from identity.officers.domain.roles import ChangeRoles
from identity.officers.history import history_of
from identity.officers.queries import officer_page
from identity.officers.view import OfficerView

router = routes("/officers", "officers")


@router.post("", status_code=201, summary="开立账户")
async def register_officer(command: RegisterOfficer, officers: Verbs, who: Administrator) -> OfficerView:
    return await officer_page(officers, await officers.register(command, who), who)


@router.get("", summary="查询账户")
async def list_officers(
    query: Annotated[queries.OfficerList, Query()], officers: Verbs, who: Anyone
) -> Page[OfficerView]:
    return await queries.list_of_officers(officers, query, who)


@router.get("/{officer_id}", summary="查看账户")
async def read_officer(officer_id: PersonId, officers: Verbs, who: Anyone) -> OfficerView:
    return await officer_page(officers, await officers.read(officer_id), who)


@router.get("/{officer_id}/history", summary="查看账户办理记录")
async def read_history(officer_id: PersonId, officers: Verbs, who: Overseer) -> History[Recorded]:
    return await history_of(officers.store, officer_id)


@router.post("/{officer_id}/identity", summary="补录身份")
async def identify_officer(
    officer_id: PersonId, command: IdentifyOfficer, officers: Verbs, who: Administrator
) -> OfficerView:
    return await officer_page(officers, await officers.identify(officer_id, command, who), who)


@router.post("/{officer_id}/roles", summary="变更职责")
async def change_roles(officer_id: PersonId, command: ChangeRoles, officers: Verbs, who: Administrator) -> OfficerView:
    return await officer_page(officers, await officers.change_roles(officer_id, command, who), who)


@router.post("/{officer_id}/roles/confirmation", summary="确认变更职责")
async def confirm_roles(officer_id: PersonId, officers: Verbs, who: Administrator) -> OfficerView:
    return await officer_page(officers, await officers.confirm_roles(officer_id, who), who)


@router.post("/{officer_id}/closing", summary="注销账户")
async def close_account(
    officer_id: PersonId, command: CloseAccount, officers: Verbs, who: Administrator
) -> OfficerView:
    return await officer_page(officers, await officers.close(officer_id, command, who), who)

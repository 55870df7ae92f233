from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import routes
from contracts.values import PersonId
from identity import queries
from identity.api.given import Administrator, Anyone, Identity
from identity.domain import officer
from identity.view import OfficerView

router = routes("/officers", "officers")


@router.post("", status_code=201, summary="开立账户")
async def register_officer(command: officer.RegisterOfficer, identity: Identity, who: Administrator) -> OfficerView:
    return await queries.one(identity, await identity.register_officer(command, who), who)


@router.get("")
async def list_officers(
    query: Annotated[queries.OfficerList, Query()], identity: Identity, who: Anyone
) -> Page[OfficerView]:
    return await queries.officers(identity, query, who)


@router.get("/{officer_id}")
async def read_officer(officer_id: PersonId, identity: Identity, who: Anyone) -> OfficerView:
    return await queries.one(identity, await identity.officers.read(officer_id), who)


@router.post("/{officer_id}/roles", summary="变更职责")
async def change_roles(
    officer_id: PersonId, command: officer.ChangeRoles, identity: Identity, who: Administrator
) -> OfficerView:
    return await queries.one(identity, await identity.change(officer_id, officer.change_roles, command, who), who)

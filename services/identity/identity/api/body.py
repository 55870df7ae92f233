from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import routes
from contracts.values import BodyCode
from identity import queries
from identity.api.given import Administrator, Anyone, Identity
from identity.domain.body import RegisterBody
from identity.view import BodyView, body_view

router = routes("/bodies", "bodies")


@router.post("", status_code=201, summary="登记单位")
async def register_body(command: RegisterBody, identity: Identity, who: Administrator) -> BodyView:
    return body_view(await identity.register_body(command, who))


@router.get("")
async def list_bodies(query: Annotated[queries.BodyList, Query()], identity: Identity, who: Anyone) -> Page[BodyView]:
    return await queries.bodies(identity, query)


@router.get("/{code}")
async def read_body(code: BodyCode, identity: Identity, who: Anyone) -> BodyView:
    return body_view(await identity.bodies.read(f"body-{code}"))

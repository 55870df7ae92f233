"""Routes of bodies."""

from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.documents import Page
from chassis.http import routes
from contracts.values import BodyCode
from identity.bodies import queries
from identity.bodies.domain import RegisterBody
from identity.bodies.verbs import Bodies
from identity.bodies.view import BodyView, body_view
from identity.dependencies import Administrator, Anyone

router = routes("/bodies", "bodies")


async def verbs(request: Request) -> Bodies:
    bodies: Bodies = request.app.state.service.bodies
    return bodies


Verbs = Annotated[Bodies, Depends(verbs)]


@router.post("", status_code=201, summary="登记单位")
async def register_body(command: RegisterBody, bodies: Verbs, who: Administrator) -> BodyView:
    return body_view(await bodies.register(command, who))


@router.get("", summary="查询单位")
async def list_bodies(query: Annotated[queries.BodyList, Query()], bodies: Verbs, who: Anyone) -> Page[BodyView]:
    return await queries.list_of_bodies(bodies, query)


@router.get("/{code}", summary="查看单位")
async def read_body(code: BodyCode, bodies: Verbs, who: Anyone) -> BodyView:
    return body_view(await bodies.read(code))

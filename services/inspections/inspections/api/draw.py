from typing import Annotated

from fastapi import Query, Response

from chassis.documents import ListQuery, Page
from chassis.http import routes
from contracts.refusal import refuse
from inspections import queries
from inspections.api.given import Anyone, DrawOffice, Inspections
from inspections.domain import draw
from inspections.view import DrawView, draw_view

router = routes("/draws", "draws")


@router.post("", status_code=201, summary="封存抽取名单")
async def seal_draw(command: draw.SealDraw, inspections: Inspections, who: DrawOffice) -> DrawView:
    return draw_view(await inspections.seal_draw(command, who))


@router.post("/{draw_id}/holding", summary="双随机抽取")
async def hold_draw(draw_id: str, command: draw.HoldDraw, inspections: Inspections, who: DrawOffice) -> DrawView:
    return draw_view(await inspections.hold_draw(draw_id, command, who))


@router.get("")
async def list_draws(query: Annotated[ListQuery, Query()], inspections: Inspections, who: Anyone) -> Page[DrawView]:
    return await queries.draws(inspections, query)


@router.get("/{draw_id}")
async def read_draw(draw_id: str, inspections: Inspections, who: Anyone) -> DrawView:
    return draw_view(await inspections.draws.read(draw_id))


@router.get("/{draw_id}/pool")
async def read_pool(draw_id: str, inspections: Inspections, who: Anyone) -> Response:
    """The sealed file, whose sha256 is the seal."""
    found = await inspections.draws.read(draw_id)
    return Response(await inspections.drawing.read(found.state.sealed.pool), media_type="text/plain")


@router.get("/{draw_id}/record")
async def read_record(draw_id: str, inspections: Inspections, who: Anyone) -> Response:
    """The file that `python -m inspections verify-draw` checks."""
    held = (await inspections.draws.read(draw_id)).state.held or refuse(draw.NOT_HELD)
    return Response(await inspections.drawing.read(held.record), media_type="application/json")

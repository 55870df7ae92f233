"""Routes of draws."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response

from chassis.documents import Page
from chassis.http import routes
from inspections.dependencies import Anyone, CreditReader, DrawOffice, Witness
from inspections.draws.domain.draw import HoldDraw, SealDraw, WitnessSeed
from inspections.draws.files import JSON, PLAIN
from inspections.draws.queries import DrawList, draw_page, list_of_draws, list_of_seed_sources
from inspections.draws.verbs import Draws
from inspections.draws.view import DrawItem, DrawPage, SeedSourceView

router = routes("/draws", "draws")
public = routes("/published-draws", "draws")


async def verbs(request: Request) -> Draws:
    draws: Draws = request.app.state.service.draws
    return draws


Verbs = Annotated[Draws, Depends(verbs)]


@router.post("", status_code=201, summary="封存抽取名单")
async def seal_draw(command: SealDraw, draws: Verbs, who: DrawOffice) -> DrawPage:
    return await draw_page(draws, await draws.seal(command, who), who)


@router.post("/{draw_id}/seed", summary="见证随机数")
async def witness_seed(draw_id: str, command: WitnessSeed, draws: Verbs, who: Witness) -> DrawPage:
    return await draw_page(draws, await draws.witness(draw_id, command, who), who)


@router.post("/{draw_id}/holding", summary="双随机抽取")
async def hold_draw(draw_id: str, command: HoldDraw, draws: Verbs, who: DrawOffice) -> DrawPage:
    return await draw_page(draws, await draws.hold(draw_id, command, who), who)


@router.get("", summary="查询双随机抽取")
async def list_draws(query: Annotated[DrawList, Query()], draws: Verbs, who: Anyone) -> Page[DrawItem]:
    return await list_of_draws(draws, query)


@router.get("/seed-sources", summary="查询随机数来源")
async def list_seed_sources(draws: Verbs, who: Anyone) -> list[SeedSourceView]:
    return list_of_seed_sources(draws, who)


@router.get("/{draw_id}", summary="查看双随机抽取")
async def read_draw(draw_id: str, draws: Verbs, who: Anyone) -> DrawPage:
    return await draw_page(draws, await draws.read(draw_id), who)


@router.get("/{draw_id}/pool", summary="下载抽取名录")
async def read_pool(draw_id: str, draws: Verbs, who: Anyone) -> Response:
    """The sealed file, whose sha256 is the seal."""
    return Response(await draws.pool(draw_id, who), media_type=PLAIN)


@router.get("/{draw_id}/record", summary="下载抽取记录")
async def read_record(draw_id: str, draws: Verbs, who: Anyone) -> Response:
    """The file that `python -m inspections verify-draw` checks."""
    return Response(await draws.record(draw_id, who), media_type=JSON)


@public.get("/{draw_id}", summary="查阅公布的抽取记录")
async def read_published_draw(draw_id: str, draws: Verbs) -> Response:
    """The record, for anybody: nothing is recorded of who looks."""
    return Response(await draws.published(draw_id), media_type=JSON)


@router.get("/{draw_id}/openings", summary="下载名录揭示文件")
async def read_openings(draw_id: str, draws: Verbs, who: CreditReader) -> Response:
    """Whose each ticket is, for `verify_openings.py`: it tells classes, and is not passed on (X-39)."""
    return Response(await draws.openings(draw_id), media_type=PLAIN)

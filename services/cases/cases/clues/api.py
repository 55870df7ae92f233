from typing import Annotated

from fastapi import Depends, Query, Request

from cases.clues import domain, queries
from cases.clues.verbs import Clues
from cases.clues.view import CluePage, ClueView
from cases.dependencies import OfClues, Officer, Registering
from chassis.documents import Page
from chassis.http import routes

router = routes("/clues", "clue")


async def verbs(request: Request) -> Clues:
    clues: Clues = request.app.state.service.clues
    return clues


Verbs = Annotated[Clues, Depends(verbs)]


@router.post("", status_code=201, summary="登记线索")
async def register_clue(command: domain.RegisterClue, clues: Verbs, who: Registering) -> CluePage:
    registered = await clues.register(command, who)
    return await queries.stepped_page(clues, registered, who, await queries.similar_to(clues, registered, who))


@router.get("", summary="查询线索")
async def list_clues(query: Annotated[queries.ClueList, Query()], clues: Verbs, who: OfClues) -> Page[ClueView]:
    return await queries.list_of_clues(clues, query, who)


@router.get("/{clue_id}", summary="查看线索")
async def read_clue(clue_id: str, clues: Verbs, who: OfClues) -> CluePage:
    return await queries.clue_page(clues, clue_id, who)


@router.post("/{clue_id}/set-aside", summary="线索不予立案")
async def set_clue_aside(clue_id: str, command: domain.SetClueAside, clues: Verbs, who: Officer) -> CluePage:
    return await queries.stepped_page(clues, await clues.set_aside(clue_id, command, who), who)

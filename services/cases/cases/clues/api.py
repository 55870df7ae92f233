from typing import Annotated

from fastapi import Query

from cases.case.api.dependencies import Cases, OfClues, Officer, Registering
from cases.clues import domain as clue
from cases.clues import queries as clue_queries
from cases.clues.view import ClueView, clue_view
from chassis.documents import Page
from chassis.http import routes

router = routes("/clues", "clue")


@router.post("", status_code=201, summary="登记线索")
async def register_clue(command: clue.RegisterClue, cases: Cases, who: Registering) -> ClueView:
    return clue_view(await cases.register_clue(command, who))


@router.get("")
async def list_clues(query: Annotated[clue_queries.ClueList, Query()], cases: Cases, who: OfClues) -> Page[ClueView]:
    return await clue_queries.clues(cases, query, who)


@router.get("/{clue_id}")
async def read_clue(clue_id: str, cases: Cases, who: OfClues) -> ClueView:
    return await clue_queries.clue(cases, clue_id, who)


@router.post("/{clue_id}/set-aside", summary="线索不予立案")
async def set_clue_aside(clue_id: str, command: clue.SetClueAside, cases: Cases, who: Officer) -> ClueView:
    return clue_view(await cases.change_clue(clue_id, clue.set_clue_aside, command, who))

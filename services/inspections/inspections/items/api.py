"""The route of the published item lists."""

from typing import Annotated

from fastapi import Depends, Request

from chassis.http import routes
from inspections.dependencies import Anyone
from inspections.items.domain import ItemLists
from inspections.items.queries import ItemListView, list_of_item_lists

router = routes(tag="assignments")


async def item_lists(request: Request) -> ItemLists:
    lists: ItemLists = request.app.state.service.items
    return lists


@router.get("/item-lists", summary="查询抽查事项清单")
async def list_item_lists(lists: Annotated[ItemLists, Depends(item_lists)], who: Anyone) -> list[ItemListView]:
    return list_of_item_lists(lists, who)

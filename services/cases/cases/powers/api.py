from typing import Annotated

from fastapi import Depends, Query, Request

from cases.dependencies import Anyone, Supervisor
from cases.powers import queries
from cases.powers.domain import power_list
from cases.powers.verbs import PowerLists
from cases.powers.view import PowerList, PowerView
from chassis.http import routes
from contracts.values import PowerCode

router = routes("/powers", "power-list")


async def verbs(request: Request) -> PowerLists:
    powers: PowerLists = request.app.state.service.powers
    return powers


Verbs = Annotated[PowerLists, Depends(verbs)]


@router.get("", summary="查询职权事项")
async def list_powers(query: Annotated[queries.PowerSearch, Query()], powers: Verbs, who: Anyone) -> PowerList:
    return await queries.list_of_powers(powers, query, who)


@router.get("/{code}", summary="查看职权事项")
async def read_power(code: PowerCode, powers: Verbs, who: Anyone) -> PowerView:
    return queries.power_page(powers, code, await powers.find(code), who)


@router.post("/{code}/confirmation", summary="确认赋权")
async def confirm_power(code: PowerCode, command: power_list.ConfirmPower, powers: Verbs, who: Supervisor) -> PowerView:
    done = await powers.change(code, power_list.confirm_power, command, who)
    return queries.power_page(powers, code, done, who)


@router.post("/{code}/recall", summary="收回赋权")
async def recall_power(code: PowerCode, command: power_list.RecallPower, powers: Verbs, who: Supervisor) -> PowerView:
    done = await powers.change(code, power_list.recall_power, command, who)
    return queries.power_page(powers, code, done, who)

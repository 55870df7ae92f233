from typing import Annotated

from fastapi import Query

from cases.case.api.dependencies import Anyone, Cases, Supervisor
from cases.powers import queries as power_queries
from cases.powers.domain import power_list
from cases.powers.view import PowerList, PowerView
from chassis.http import routes
from contracts.values import PowerCode

router = routes("/powers", "power-list")


@router.get("")
async def list_powers(query: Annotated[power_queries.PowerSearch, Query()], cases: Cases, who: Anyone) -> PowerList:
    return await power_queries.powers(cases, query, who)


@router.get("/{code}")
async def read_power(code: PowerCode, cases: Cases, who: Anyone) -> PowerView:
    return await power_queries.power(cases, code, who)


@router.post("/{code}/confirmation", summary="确认赋权")
async def confirm_power(code: PowerCode, command: power_list.ConfirmPower, cases: Cases, who: Supervisor) -> PowerView:
    done = await cases.list_power(code, power_list.confirm_power, command, who)
    return power_queries.view(cases, code, done, who.on)


@router.post("/{code}/recall", summary="收回赋权")
async def recall_power(code: PowerCode, command: power_list.RecallPower, cases: Cases, who: Supervisor) -> PowerView:
    done = await cases.list_power(code, power_list.recall_power, command, who)
    return power_queries.view(cases, code, done, who.on)

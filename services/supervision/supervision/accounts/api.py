from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.consuming import RowStore
from chassis.documents import Page
from chassis.http import routes
from supervision.accounts import queries
from supervision.accounts.row import AccountRow
from supervision.accounts.view import AccountView
from supervision.dependencies import Auditing

router = routes("/accounts", "accounts")


async def account_rows(request: Request) -> RowStore[AccountRow]:
    accounts: RowStore[AccountRow] = request.app.state.service.accounts
    return accounts


Accounts = Annotated[RowStore[AccountRow], Depends(account_rows)]


@router.get("", summary="查询账户变动")
async def list_accounts(
    query: Annotated[queries.AccountList, Query()], accounts: Accounts, who: Auditing
) -> Page[AccountView]:
    return await queries.list_of_accounts(accounts, query, who)

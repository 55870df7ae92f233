"""The list of accounts, those with which something was done last on top."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.consuming import RowStore
from chassis.documents import ListQuery, Page
from contracts.origin import Origin
from contracts.values import BodyCode, TownshipCode
from supervision.accounts.row import AccountRow
from supervision.accounts.view import AccountView, account_view
from supervision.sight import confined


class AccountList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {name: f"row.{name}" for name in ("township", "body", "last_at")}
    sorts: ClassVar[tuple[str, ...]] = ("-last_at",)
    moving: ClassVar[tuple[str, ...]] = ("last_at",)

    township: TownshipCode | None = None
    body: BodyCode | None = None


async def list_of_accounts(accounts: RowStore[AccountRow], query: AccountList, who: Origin) -> Page[AccountView]:
    """One page of the accounts of the caller's township; the supervisor sees every body's."""
    page = await accounts.page(query, account_view, confined("row.township", who, query.township))
    page.as_of = await accounts.newest()
    return page

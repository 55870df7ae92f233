"""The list of accounts, those with which something was done last on top."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from pydantic import Field

from chassis.consuming import RowStore
from chassis.documents import Document, Page, SearchQuery, both
from contracts.origin import Origin
from contracts.values import BodyCode, PersonId, TownshipCode
from supervision.accounts.row import AccountRow
from supervision.accounts.view import AccountView, account_view
from supervision.sight import confined


class AccountList(SearchQuery):
    """`word` is any part of the body's name or of a role's, or begins the account's id.

    Names stay with identity: who looks for one asks its directory, and here for each `person` that was found there.
    """

    id_begins: ClassVar[str] = "officer-"
    paths: ClassVar[Mapping[str, str]] = {name: f"row.{name}" for name in ("township", "body", "last_at")}
    conditions: ClassVar[Mapping[str, Callable[[Any], Document]]] = {"person": lambda ids: {"_id": {"$in": ids}}}
    sorts: ClassVar[tuple[str, ...]] = ("-last_at",)
    moving: ClassVar[tuple[str, ...]] = ("last_at",)

    township: TownshipCode | None = None
    body: BodyCode | None = None
    person: tuple[PersonId, ...] | None = Field(None, max_length=200)


async def list_of_accounts(accounts: RowStore[AccountRow], query: AccountList, who: Origin) -> Page[AccountView]:
    """One page of the accounts of the caller's township; the supervisor sees every body's."""
    page = await accounts.page(
        query, account_view, both([confined("row.township", who, query.township), query.found()])
    )
    page.as_of = await accounts.newest()
    return page

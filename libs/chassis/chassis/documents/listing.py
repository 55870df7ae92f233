"""One contract for every list: `limit`, `cursor`, `sort` (a field, `-` in front for descending) and named filters."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, Field

from chassis.documents.matching import values_at
from chassis.documents.port import Document, Documents
from contracts.refusal import Category, Rule, refuse
from contracts.values import Value

BAD_CURSOR = Rule("bad-cursor", "cursor 无效", category=Category.MALFORMED, remedy="请使用上一页给出的 next")
BAD_SORT = Rule("bad-sort", "不能按 {sort} 排序", category=Category.MALFORMED, remedy="可以按 {possible} 排序")


LARGEST_NUMBER = 2**63 - 1


class ListQuery(Value):
    """Base of a list's query. A subclass adds its filters (each None by default) and says where they stand.

    `paths` maps the name of a filter or sort field to the stored path; sort fields are those in `sorts`.
    """

    paths: ClassVar[Mapping[str, str]] = {}
    sorts: ClassVar[tuple[str, ...]] = ()

    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None
    sort: str | None = None

    def where(self) -> Document:
        """Return the filters that were given, over stored fields."""
        given = self.model_dump(mode="json", exclude={"limit", "cursor", "sort"}, exclude_none=True)
        return {self.paths[name]: value for name, value in given.items()}

    def order(self) -> tuple[str, int]:
        wish = self.sort or (self.sorts[0] if self.sorts else "_id")
        name, direction = (wish[1:], -1) if wish.startswith("-") else (wish, 1)
        if name != "_id" and name not in {sort.removeprefix("-") for sort in self.sorts}:
            refuse(BAD_SORT, sort=wish, possible="、".join(sort.removeprefix("-") for sort in self.sorts))
        return self.paths.get(name, name), direction


class Page[T: BaseModel](BaseModel):
    """One page of a list: `next` is the cursor of the following one, `as_of` how fresh a replica is."""

    items: list[T]
    next: str | None = None
    as_of: str | None = None


@dataclass(frozen=True)
class FoundPage:
    """Documents of one page, the cursor of the following one, and the newest `as_of` among them."""

    documents: list[Document]
    next: str | None
    as_of: str | None


async def find_page(
    documents: Documents, collection: str, query: ListQuery, within: Document | None = None
) -> FoundPage:
    """Find one page by keyset on (sort field, id): nothing is skipped or doubled when rows come and go."""
    path, direction = query.order()
    conditions: list[Document] = [query.where(), within or {}, after(query.cursor, path, direction)]
    found = await documents.find(
        collection,
        both(conditions),
        fields={"events": 0, "noted": 0},
        sort=[(path, direction)] if path == "_id" else [(path, direction), ("_id", direction)],
        limit=query.limit + 1,
    )
    shown = found[: query.limit]
    following = cursor_of(shown[-1], path) if len(found) > query.limit else None
    freshest = max((document["as_of"] for document in shown if "as_of" in document), default=None)
    return FoundPage(shown, following, freshest)


def both(conditions: list[Document]) -> Document:
    """Return a filter for all conditions; a field that two of them name must satisfy both."""
    present = [condition for condition in conditions if condition]
    names = [name for condition in present for name in condition]
    if len(names) == len(set(names)):
        return {name: bound for condition in present for name, bound in condition.items()}
    return {"$and": present}


def after(cursor: str | None, path: str, direction: int) -> Document:
    if cursor is None:
        return {}
    value, id = read_cursor(cursor)
    beyond = "$gt" if direction > 0 else "$lt"
    if path == "_id":
        return {"_id": {beyond: id}}
    return {"$or": [{path: {beyond: value}}, {path: value, "_id": {beyond: id}}]}


def cursor_of(document: Document, path: str) -> str:
    value = next(iter(values_at(document, path)), None)
    return base64.urlsafe_b64encode(json.dumps([value, document["_id"]]).encode()).decode()


def read_cursor(cursor: str) -> tuple[Any, str]:
    """Return what `cursor_of` wrote; refuses BAD_CURSOR for what the store could not compare with."""
    try:
        value, id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        json.dumps([value, id], ensure_ascii=False).encode()  # a lone surrogate is no text
    except (ValueError, TypeError, RecursionError, binascii.Error):
        refuse(BAD_CURSOR)
    kept = isinstance(value, str | None) or (isinstance(value, int) and abs(value) <= LARGEST_NUMBER)
    return (value, id) if isinstance(id, str) and kept else refuse(BAD_CURSOR)


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None

"""One contract for every list: `limit`, `cursor`, `sort` (a field, `-` in front for descending) and named filters."""

import asyncio
import base64
import binascii
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, Field

from chassis.documents.clock import LATEST_WRITE
from chassis.documents.finding import LAST_CHARACTER, begins_with
from chassis.documents.matching import values_at
from chassis.documents.port import Document, Documents
from contracts.envelope import stamp
from contracts.refusal import Category, Rule, refuse
from contracts.values import Value

BAD_CURSOR = Rule("bad-cursor", "cursor 无效", category=Category.MALFORMED, remedy="请使用上一页给出的 next")
BAD_SORT = Rule("bad-sort", "不能按 {sort} 排序", category=Category.MALFORMED, remedy="可以按 {possible} 排序")


CHANGED = "changed"
BESIDES_FILTERS = {"limit", "cursor", "sort", "word"}
LARGEST_NUMBER = 2**63 - 1


class ListQuery(Value):
    """Base of a list's query. A subclass adds its filters (each None by default) and says where they stand.

    `paths` maps the name of a filter or sort field to the stored path, `conditions` a filter that means more than that
    its value stands there to what it means; sort fields are those in `sorts`. A walk by one that is among `moving`,
    since its value may change, goes on, after its last document, with those that may have changed since it began, by
    the store's time just before each write.
    """

    paths: ClassVar[Mapping[str, str]] = {}
    conditions: ClassVar[Mapping[str, Callable[[Any], Document]]] = {}
    sorts: ClassVar[tuple[str, ...]] = ()
    moving: ClassVar[tuple[str, ...]] = ()

    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None
    sort: str | None = None

    def where(self) -> Document:
        """Return the filters that were given, over stored fields."""
        given = self.model_dump(mode="json", exclude=BESIDES_FILTERS, exclude_none=True)
        return both(
            [
                self.conditions[name](value) if name in self.conditions else {self.paths[name]: value}
                for name, value in given.items()
            ]
        )

    @property
    def wish(self) -> str:
        """The sort field that counts, with its `-`: the one asked for, else the first of the list's own."""
        return self.sort or (self.sorts[0] if self.sorts else "_id")

    def order(self) -> tuple[str, int]:
        wish = self.wish
        name, direction = (wish[1:], -1) if wish.startswith("-") else (wish, 1)
        if name != "_id" and name not in {sort.removeprefix("-") for sort in self.sorts}:
            refuse(BAD_SORT, sort=wish, possible="、".join(sort.removeprefix("-") for sort in self.sorts))
        return self.paths.get(name, name), direction


class SearchQuery(ListQuery):
    """Query of a list that is searched, too: `word` is any part of a text that things are found by, or begins an id.

    `id_begins` is what all ids begin with, which nobody types.
    """

    id_begins: ClassVar[str] = ""

    word: str | None = Field(None, min_length=1, max_length=60)

    def found(self, *besides: Document) -> Document:
        """Return what must be so of what the word finds, by its own texts or by what is known `besides` of others."""
        if self.word is None:
            return {}
        beginnings = dict.fromkeys((self.word, self.id_begins + self.word))
        by_id = [{"_id": {"$gte": beginning, "$lt": beginning + LAST_CHARACTER}} for beginning in beginnings]
        return {"$or": [{"found_by": begins_with(self.word)}, *by_id, *besides]}


class StageQuery(SearchQuery):
    """Query of a list of what is worked on: `late` is what is late now, as it was flagged; a subclass adds `stage`."""

    paths: ClassVar[Mapping[str, str]] = {name: f"listed.{name}" for name in ("stage", "open", "late")}

    open: bool | None = None
    late: bool | None = None


class Page[T: BaseModel](BaseModel):
    """One page of a list: `next` is the cursor of the following one, `as_of` how fresh a replica is.

    `total` stands on the first page and counts what the whole list has. What changed about the time of the first page
    may come again at the end: the later one counts.
    """

    items: list[T]
    next: str | None = None
    total: int | None = Field(None, title="总数")
    as_of: str | None = None


@dataclass(frozen=True)
class FoundPage:
    """Documents of one page, the cursor of the following one, the total, and the newest `as_of` among them."""

    documents: list[Document]
    next: str | None
    total: int | None
    as_of: str | None


@dataclass(frozen=True)
class Place:
    """Where a walk is: behind a document, by the sort value and the id.

    `begun` is the moment after which a change may be stored behind a walk by a moving field; `again` is True once it is
    past its last document, and looks at what changed since then.
    """

    value: Any
    id: str
    begun: tuple[Any, str] | None = None
    again: bool = False


async def find_page(
    documents: Documents, collection: str, query: ListQuery, within: Document | None = None
) -> FoundPage:
    """Find one page by keyset on (sort field, id): nothing is skipped or doubled when rows come and go.

    By a moving field, a document that changes during the walk is shown as it was or as it is, or both.
    """
    place = read_cursor(query.cursor) if query.cursor else None
    again = place is not None and place.again
    path, direction = (CHANGED, 1) if again else query.order()
    visible = both([query.where(), within or {}])
    begun = place.begun if place else await beginning(documents, query)
    finding = documents.find(
        collection,
        both([visible, beyond(place, path, direction)]),
        fields={"events": 0, "noted": 0},
        sort=[(path, direction)] if path == "_id" else [(path, direction), ("_id", direction)],
        limit=query.limit + 1,
    )
    found, total = await asyncio.gather(finding, count(documents, collection, visible, place))
    shown = found[: query.limit]
    following = None
    if len(found) > query.limit:
        following = Place(*place_of(shown[-1], path), begun, again)
    elif place and begun and not again:
        changed = both([visible, beyond(Place(*begun), CHANGED, 1)])
        if await documents.find(collection, changed, fields={"_id": 1}, limit=1):
            following = Place(*begun, begun, again=True)
    freshest = max((document["as_of"] for document in shown if "as_of" in document), default=None)
    return FoundPage(shown, written(following) if following else None, total, freshest)


async def count(documents: Documents, collection: str, visible: Document, place: Place | None) -> int | None:
    """Count what the whole list has, for its first page alone."""
    return None if place else await documents.count(collection, visible)


def page_of[T: BaseModel](items: Sequence[T], query: ListQuery, id: Callable[[T], str]) -> Page[T]:
    """Return one page of what is there in memory already, in the order of its ids."""
    place = read_cursor(query.cursor) if query.cursor else None
    ordered = sorted(items, key=id)
    left = [item for item in ordered if place is None or id(item) > place.id]
    shown = left[: query.limit]
    following = written(Place(None, id(shown[-1]))) if len(left) > len(shown) else None
    return Page(items=shown, next=following, total=None if place else len(items))


async def beginning(documents: Documents, query: ListQuery) -> tuple[Any, str] | None:
    """Return the moment after which a change may be stored behind the walk; None if nothing moves in the walk.

    What was stamped before the walk began may be stored after it.
    """
    if query.wish.removeprefix("-") not in query.moving:
        return None
    return stamp(await documents.now() - LATEST_WRITE), ""


def both(conditions: list[Document]) -> Document:
    """Return a filter for all conditions; a field that two of them name must satisfy both."""
    present = [condition for condition in conditions if condition]
    names = [name for condition in present for name in condition]
    if len(names) == len(set(names)):
        return {name: bound for condition in present for name, bound in condition.items()}
    return {"$and": present}


def withheld(names: Collection[str]) -> Document:
    """Return the filter of what is not withheld from whoever is known by these names."""
    return {"$and": [{"listed.withheld_from": {"$ne": name}} for name in sorted(names)]} if names else {}


def beyond(place: Place | None, path: str, direction: int) -> Document:
    if place is None:
        return {}
    than = "$gt" if direction > 0 else "$lt"
    if path == "_id":
        return {"_id": {than: place.id}}
    return {"$or": [{path: {than: place.value}}, {path: place.value, "_id": {than: place.id}}]}


def place_of(document: Document, path: str) -> tuple[Any, str]:
    return next(iter(values_at(document, path)), None), document["_id"]


def written(place: Place) -> str:
    parts = [place.value, place.id, *([place.begun, place.again] if place.begun else [])]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def read_cursor(cursor: str) -> Place:
    """Return what was written; refuses BAD_CURSOR for what the store could not compare with."""
    try:
        value, id, *more = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        begun, again = more or (None, False)
        place = Place(value, id, (begun[0], begun[1]) if begun else None, again is True)
        json.dumps([value, id, more], ensure_ascii=False).encode()  # a lone surrogate is no text
    except (ValueError, TypeError, LookupError, RecursionError, binascii.Error):
        refuse(BAD_CURSOR)
    for key in ((value, id), place.begun or (None, "")):
        if not is_key(*key):
            refuse(BAD_CURSOR)
    return place


def is_key(value: Any, id: Any) -> bool:
    kept = isinstance(value, str | None) or (isinstance(value, int) and abs(value) <= LARGEST_NUMBER)
    return isinstance(id, str) and kept


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None

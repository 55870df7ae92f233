"""A walk through a list by a field that moves."""

import base64
from datetime import timedelta
from typing import ClassVar

from chassis.documents import ListQuery, MemoryDocuments, find_page
from contracts.envelope import stamp

OWN = {"township": "130624100"}


class ByClass(ListQuery):
    sorts: ClassVar[tuple[str, ...]] = ("class",)
    moving: ClassVar[tuple[str, ...]] = ("class",)


async def soon(documents: MemoryDocuments, seconds: float) -> str:
    return stamp(await documents.now() + timedelta(seconds=seconds))


async def listed() -> MemoryDocuments:
    documents = MemoryDocuments()
    for at, (id, township) in enumerate([("one", "130624100"), ("two", "130624100"), ("foreign", "130624101")]):
        await documents.insert("firm", {"_id": id, "township": township, "class": "B", "changed": f"2026-09-0{at + 1}"})
    return documents


async def test_what_moved_behind_the_reader_is_shown_at_the_end() -> None:
    documents = await listed()
    first = await find_page(documents, "firm", ByClass(limit=1), OWN)
    await documents.update("firm", {"_id": "two"}, {"$set": {"class": "A", "changed": await soon(documents, 0)}})
    second = await find_page(documents, "firm", ByClass(limit=1, cursor=first.next), OWN)
    third = await find_page(documents, "firm", ByClass(limit=1, cursor=second.next), OWN) if second.next else second
    assert [one["_id"] for page in (first, second, third) for one in page.documents][-1] == "two"


async def test_a_cursor_names_nothing_that_its_reader_may_not_see() -> None:
    first = await find_page(await listed(), "firm", ByClass(limit=1), OWN)
    assert first.next
    told = base64.urlsafe_b64decode(first.next).decode()
    assert "foreign" not in told
    assert "2026-09-03" not in told


async def test_those_that_changed_at_one_moment_are_shown_once() -> None:
    documents = MemoryDocuments()
    for id in ("one", "two", "three"):
        await documents.insert("firm", {"_id": id, "class": "B", "changed": "2026-09-01"})
    first = await find_page(documents, "firm", ByClass(limit=2))
    second = await find_page(documents, "firm", ByClass(limit=2, cursor=first.next))
    assert [one["_id"] for page in (first, second) for one in page.documents] == ["one", "three", "two"]
    assert second.next is None


async def test_what_was_stamped_before_the_walk_and_stored_after_it_began_is_shown_at_the_end() -> None:
    documents = await listed()
    stamped = await soon(documents, -5)
    await documents.insert(
        "firm", {"_id": "quick", "township": "130624100", "class": "B", "changed": stamped[:-1] + "9Z"}
    )
    first = await find_page(documents, "firm", ByClass(limit=1), OWN)
    await documents.update("firm", {"_id": "two"}, {"$set": {"class": "A", "changed": stamped}})
    seen, cursor = [one["_id"] for one in first.documents], first.next
    while cursor:
        page = await find_page(documents, "firm", ByClass(limit=1, cursor=cursor), OWN)
        seen, cursor = [*seen, *(one["_id"] for one in page.documents)], page.next
    assert "two" in seen
    assert "foreign" not in seen

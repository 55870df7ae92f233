"""A collection that checks each write to its documents against the one before."""

from collections.abc import Callable, Iterator
from typing import Any

from chassis.documents import Document


class Shelf(dict[Any, Document]):
    """Reports `trouble`: a history that changes, goes back, or forgets since when it is unpublished."""

    def __init__(self, trouble: Callable[[str, str], None]) -> None:
        super().__init__()
        self.trouble = trouble

    def __setitem__(self, id: Any, after: Document) -> None:
        before = self.get(id)
        if before and "events" in before:
            for wrong in changes(before, after):
                self.trouble(str(id), wrong)
        super().__setitem__(id, after)


def is_kept(before: Document, after: Document) -> bool:
    """Return True if the history is kept; a request's digest may get lost with a store, and be found again."""
    return before == after or (not before["request"] and before == after | {"request": ""})


def changes(before: Document, after: Document) -> Iterator[str]:
    kept = after["events"][: len(before["events"])]
    if len(kept) < len(before["events"]) or not all(map(is_kept, before["events"], kept)):
        yield "its history was changed"
    for field in ("version", "sequence", "published"):
        if after[field] < before[field]:
            yield f"its {field} went back from {before[field]} to {after[field]}"
    if after.get("pending_since", "") > before.get("pending_since", "9"):
        yield f"unpublished since {before['pending_since']}, it says {after['pending_since']}"
    if "pending_since" in before and "pending_since" not in after and after["published"] < after["sequence"]:
        yield f"it says that nothing is unpublished after {after['published']} of {after['sequence']}"
